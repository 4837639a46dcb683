package io.assay.validation.metric;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A {@link Distribution} in our binary form: version (byte, 1), the kind's name, then the fields in their order,
 * big-endian. Counts are written in 7-bit groups, the lowest first; what is optional begins with a byte, 1 if it is
 * there.
 */
public final class DistributionCodec {
    private static final int VERSION = 1;

    private DistributionCodec() {}

    public static MetricState write(Distribution column) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            out.writeByte(VERSION);
            out.writeUTF(column.kind().name());
            counts(out, List.of(column.rows(), column.present(), column.zeros(), column.nans()));
            moments(out, column.moments());
            out.writeDouble(column.least());
            out.writeDouble(column.greatest());
            out.writeBoolean(column.histogram().isPresent());
            if (column.histogram().isPresent()) {
                histogram(out, column.histogram().get());
            }
            out.writeBoolean(column.categories().isPresent());
            if (column.categories().isPresent()) {
                categories(out, column.categories().get().stored());
            }
            out.writeBoolean(column.shape().isPresent());
            if (column.shape().isPresent()) {
                moments(out, column.shape().get().length());
                counts(out, column.shape().get().marks());
            }
            count(out, column.cycle().size());
            counts(out, column.cycle());
        } catch (IOException e) {
            throw new UncheckedIOException(e); // there is none in memory
        }
        return MetricState.of(bytes.toByteArray());
    }

    private static void histogram(DataOutputStream out, Histogram histogram) throws IOException {
        double[] edges = histogram.edges();
        count(out, edges.length);
        for (double edge : edges) {
            out.writeDouble(edge);
        }
        for (int bin = 0; bin < histogram.bins(); bin++) {
            count(out, histogram.count(bin));
        }
    }

    private static void categories(DataOutputStream out, CategoryCounts categories) throws IOException {
        out.writeBoolean(categories.overflow());
        count(out, categories.counts().size());
        for (Map.Entry<Long, Long> entry : categories.counts().entrySet()) {
            out.writeLong(entry.getKey());
            count(out, entry.getValue());
            out.writeUTF(categories.labels().getOrDefault(entry.getKey(), ""));
        }
    }

    private static void moments(DataOutputStream out, Moments moments) throws IOException {
        count(out, moments.count());
        out.writeDouble(moments.mean());
        out.writeDouble(moments.squares());
    }

    private static void counts(DataOutputStream out, List<Long> counts) throws IOException {
        for (long count : counts) {
            count(out, count);
        }
    }

    private static void count(DataOutputStream out, long count) throws IOException {
        long left = count;
        while (left > 0x7F) {
            out.writeByte((int) (left & 0x7F) | 0x80);
            left >>>= 7;
        }
        out.writeByte((int) left);
    }

    /**
     * The distribution that was written.
     *
     * @throws IllegalArgumentException if another version wrote it
     */
    public static Distribution read(MetricState state) {
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(state.bytes()))) {
            int version = in.readByte();
            if (version != VERSION) {
                throw new IllegalArgumentException(
                        "a distribution of version %d; this version of Assay reads version %d"
                                .formatted(version, VERSION));
            }
            return new Distribution(
                    Distribution.Kind.valueOf(in.readUTF()),
                    count(in),
                    count(in),
                    count(in),
                    count(in),
                    moments(in),
                    in.readDouble(),
                    in.readDouble(),
                    in.readBoolean() ? Optional.of(histogram(in)) : Optional.empty(),
                    in.readBoolean() ? Optional.of(categories(in)) : Optional.empty(),
                    in.readBoolean()
                            ? Optional.of(new TextShape(moments(in), counts(in, TextShape.Mark.values().length)))
                            : Optional.empty(),
                    counts(in, (int) count(in)));
        } catch (IOException e) {
            throw new UncheckedIOException("a distribution ends early", e);
        }
    }

    private static Histogram histogram(DataInputStream in) throws IOException {
        double[] edges = new double[(int) count(in)];
        for (int i = 0; i < edges.length; i++) {
            edges[i] = in.readDouble();
        }
        long[] bins = new long[edges.length + 1];
        for (int i = 0; i < bins.length; i++) {
            bins[i] = count(in);
        }
        return Histogram.of(edges, bins);
    }

    private static CategoryCounts categories(DataInputStream in) throws IOException {
        boolean overflow = in.readBoolean();
        Map<Long, Long> counts = new TreeMap<>();
        Map<Long, String> labels = new TreeMap<>();
        for (long left = count(in); left > 0; left--) {
            long value = in.readLong();
            counts.put(value, count(in));
            String label = in.readUTF();
            if (!label.isEmpty()) {
                labels.put(value, label);
            }
        }
        return new CategoryCounts(counts, labels, overflow);
    }

    private static Moments moments(DataInputStream in) throws IOException {
        return new Moments(count(in), in.readDouble(), in.readDouble());
    }

    private static List<Long> counts(DataInputStream in, int size) throws IOException {
        List<Long> counts = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            counts.add(count(in));
        }
        return counts;
    }

    private static long count(DataInputStream in) throws IOException {
        long count = 0;
        for (int shift = 0; shift < Long.SIZE; shift += 7) {
            int group = in.readUnsignedByte();
            count |= (long) (group & 0x7F) << shift;
            if (group < 0x80) {
                return count;
            }
        }
        throw new IOException("a count of more than 63 bits");
    }
}
