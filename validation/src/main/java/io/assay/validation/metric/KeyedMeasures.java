package io.assay.validation.metric;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * What was measured of the other columns for each of the most frequent values of one column; a state that merges.
 *
 * @param cells by value of that column, then by the other column's name
 */
public record KeyedMeasures(Map<String, Map<String, Cell>> cells) {
    private static final int VERSION = 1;

    /**
     * One column among the rows of one key.
     *
     * @param moments of numbers that are finite
     */
    public record Cell(long rows, long present, long zeros, Moments moments) {
        Cell merge(Cell other) {
            return new Cell(
                    rows + other.rows, present + other.present, zeros + other.zeros, moments.merge(other.moments));
        }
    }

    public KeyedMeasures {
        Map<String, Map<String, Cell>> copy = new TreeMap<>();
        cells.forEach((key, columns) -> copy.put(key, Collections.unmodifiableMap(new TreeMap<>(columns))));
        cells = Collections.unmodifiableMap(copy);
    }

    public KeyedMeasures merge(KeyedMeasures other) {
        Map<String, Map<String, Cell>> sums = new TreeMap<>();
        cells.forEach((key, columns) -> sums.put(key, new TreeMap<>(columns)));
        other.cells.forEach((key, columns) -> columns.forEach((column, cell) ->
                sums.computeIfAbsent(key, k -> new TreeMap<>()).merge(column, cell, Cell::merge)));
        return new KeyedMeasures(sums);
    }

    /** Version (byte, 1), then the cells of each key, big-endian. */
    public MetricState state() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            out.writeByte(VERSION);
            out.writeInt(cells.size());
            for (Map.Entry<String, Map<String, Cell>> key : cells.entrySet()) {
                out.writeUTF(key.getKey());
                out.writeInt(key.getValue().size());
                for (Map.Entry<String, Cell> column : key.getValue().entrySet()) {
                    Cell cell = column.getValue();
                    out.writeUTF(column.getKey());
                    out.writeLong(cell.rows());
                    out.writeLong(cell.present());
                    out.writeLong(cell.zeros());
                    out.writeLong(cell.moments().count());
                    out.writeDouble(cell.moments().mean());
                    out.writeDouble(cell.moments().squares());
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e); // there is none in memory
        }
        return MetricState.of(bytes.toByteArray());
    }

    /**
     * The measures that were stored.
     *
     * @throws IllegalArgumentException if another version wrote them
     */
    public static KeyedMeasures of(MetricState state) {
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(state.bytes()))) {
            int version = in.readByte();
            if (version != VERSION) {
                throw new IllegalArgumentException(
                        "measures by key of version %d; this version of Assay reads version %d"
                                .formatted(version, VERSION));
            }
            Map<String, Map<String, Cell>> cells = new TreeMap<>();
            for (int keys = in.readInt(); keys > 0; keys--) {
                Map<String, Cell> columns = new TreeMap<>();
                cells.put(in.readUTF(), columns);
                for (int left = in.readInt(); left > 0; left--) {
                    columns.put(
                            in.readUTF(),
                            new Cell(
                                    in.readLong(),
                                    in.readLong(),
                                    in.readLong(),
                                    new Moments(in.readLong(), in.readDouble(), in.readDouble())));
                }
            }
            return new KeyedMeasures(cells);
        } catch (IOException e) {
            throw new UncheckedIOException("measures by key end early", e);
        }
    }
}
