package io.assay.validation.metric;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What has to be known of a dataset before its next batch is measured.
 *
 * @param edges of each number column's histogram, by column
 * @param keys by column the values for which the other columns are measured too
 */
public record MeasurePlan(Map<String, List<Double>> edges, Map<String, List<String>> keys) {
    private static final int VERSION = 1;

    public MeasurePlan {
        edges = Collections.unmodifiableMap(new TreeMap<>(edges));
        keys = Collections.unmodifiableMap(new TreeMap<>(keys));
    }

    /** Nothing is known: there are no histograms, and nothing is measured by key. */
    public static MeasurePlan none() {
        return new MeasurePlan(Map.of(), Map.of());
    }

    /** Version (byte, 1), then the edges and the keys, big-endian. */
    public MetricState state() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            out.writeByte(VERSION);
            out.writeInt(edges.size());
            for (Map.Entry<String, List<Double>> column : edges.entrySet()) {
                out.writeUTF(column.getKey());
                out.writeInt(column.getValue().size());
                for (double edge : column.getValue()) {
                    out.writeDouble(edge);
                }
            }
            out.writeInt(keys.size());
            for (Map.Entry<String, List<String>> column : keys.entrySet()) {
                out.writeUTF(column.getKey());
                out.writeInt(column.getValue().size());
                for (String key : column.getValue()) {
                    out.writeUTF(key);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e); // there is none in memory
        }
        return MetricState.of(bytes.toByteArray());
    }

    /**
     * The plan that was stored.
     *
     * @throws IllegalArgumentException if another version wrote it
     */
    public static MeasurePlan of(MetricState state) {
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(state.bytes()))) {
            int version = in.readByte();
            if (version != VERSION) {
                throw new IllegalArgumentException(
                        "a plan of version %d; this version of Assay reads version %d".formatted(version, VERSION));
            }
            Map<String, List<Double>> edges = new TreeMap<>();
            for (int columns = in.readInt(); columns > 0; columns--) {
                List<Double> own = new ArrayList<>();
                edges.put(in.readUTF(), own);
                for (int left = in.readInt(); left > 0; left--) {
                    own.add(in.readDouble());
                }
            }
            Map<String, List<String>> keys = new TreeMap<>();
            for (int columns = in.readInt(); columns > 0; columns--) {
                List<String> own = new ArrayList<>();
                keys.put(in.readUTF(), own);
                for (int left = in.readInt(); left > 0; left--) {
                    own.add(in.readUTF());
                }
            }
            return new MeasurePlan(edges, keys);
        } catch (IOException e) {
            throw new UncheckedIOException("a plan ends early", e);
        }
    }
}
