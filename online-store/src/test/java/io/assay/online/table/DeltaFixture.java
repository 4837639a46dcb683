package io.assay.online.table;

import io.delta.kernel.data.ArrayValue;
import io.delta.kernel.data.ColumnVector;
import io.delta.kernel.data.ColumnarBatch;
import io.delta.kernel.data.FilteredColumnarBatch;
import io.delta.kernel.defaults.engine.DefaultEngine;
import io.delta.kernel.defaults.internal.data.DefaultColumnarBatch;
import io.delta.kernel.internal.types.DataTypeJsonSerDe;
import io.delta.kernel.internal.util.Utils;
import io.delta.kernel.types.ArrayType;
import io.delta.kernel.types.DataType;
import io.delta.kernel.types.StructField;
import io.delta.kernel.types.StructType;
import io.delta.kernel.utils.CloseableIterator;
import io.delta.kernel.utils.DataFileStatus;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.apache.hadoop.conf.Configuration;
import org.jspecify.annotations.Nullable;

/** A Delta table whose log is written by hand and whose Parquet files are written by Kernel. */
public final class DeltaFixture {
    private static final DefaultEngine ENGINE = DefaultEngine.create(new Configuration());

    private final Path path;
    private final StructType schema;
    private final List<String> partitions;
    private final String id = UUID.randomUUID().toString();
    private long version = -1;

    /** Creates the table with version 0, which holds no rows. */
    public DeltaFixture(Path path, StructType schema, String... partitions) {
        this.path = path;
        this.schema = schema;
        this.partitions = List.of(partitions);
        commit(List.of("{\"protocol\":{\"minReaderVersion\":1,\"minWriterVersion\":2}}", metadata()));
    }

    public Path path() {
        return path;
    }

    public long version() {
        return version;
    }

    private String metadata() {
        return "{\"metaData\":{\"id\":\"%s\",\"format\":{\"provider\":\"parquet\",\"options\":{}},\"schemaString\":%s,\"partitionColumns\":%s,\"configuration\":{},\"createdTime\":0}}"
                .formatted(
                        id,
                        quoted(DataTypeJsonSerDe.serializeDataType(schema)),
                        partitions.stream().map(DeltaFixture::quoted).toList());
    }

    private static String quoted(String text) {
        return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }

    /** Appends rows, each a map by column name, as one commit. */
    @SafeVarargs
    @SuppressWarnings("varargs")
    public final void append(Map<String, ?>... rows) {
        append(true, List.of(rows));
    }

    public void append(boolean dataChange, List<? extends Map<String, ?>> rows) {
        commit(adds(dataChange, rows));
    }

    /** The log's lines for files that hold the rows, one file a partition. */
    public List<String> adds(boolean dataChange, List<? extends Map<String, ?>> rows) {
        Map<List<Object>, List<Map<String, ?>>> files = new LinkedHashMap<>();
        for (Map<String, ?> row : rows) {
            List<Object> place = new ArrayList<>();
            partitions.forEach(column -> place.add(String.valueOf(row.get(column))));
            files.computeIfAbsent(place, p -> new ArrayList<>()).add(row);
        }
        List<String> lines = new ArrayList<>();
        files.forEach((place, part) -> {
            DataFileStatus file = write(part);
            List<String> values = new ArrayList<>();
            for (int i = 0; i < partitions.size(); i++) {
                String value = place.get(i).equals("null") ? "null" : quoted(String.valueOf(place.get(i)));
                values.add(quoted(partitions.get(i)) + ":" + value);
            }
            lines.add(
                    "{\"add\":{\"path\":\"%s\",\"partitionValues\":{%s},\"size\":%d,\"modificationTime\":%d,\"dataChange\":%s}}"
                            .formatted(
                                    file.getPath().substring(file.getPath().lastIndexOf('/') + 1),
                                    String.join(",", values),
                                    file.getSize(),
                                    file.getModificationTime(),
                                    dataChange));
        });
        return lines;
    }

    /** The log's line that removes the file of an {@code add} line. */
    public static String remove(String add, boolean dataChange) {
        String file = add.substring(add.indexOf("\"path\":\"") + 8, add.indexOf("\",\"partitionValues\""));
        return "{\"remove\":{\"path\":\"%s\",\"deletionTimestamp\":1,\"dataChange\":%s}}".formatted(file, dataChange);
    }

    /** Commits lines of the log as they are. */
    public void commit(List<String> lines) {
        version++;
        try {
            Path log = Files.createDirectories(path.resolve("_delta_log"));
            Path fresh = Files.writeString(log.resolve("fresh"), String.join("\n", lines) + "\n");
            Files.move(fresh, log.resolve("%020d.json".formatted(version)), StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A commit that says the schema again, as a change of it would. */
    public void changeMetadata() {
        commit(List.of(metadata()));
    }

    private DataFileStatus write(List<? extends Map<String, ?>> rows) {
        StructType data = new StructType();
        List<ColumnVector> vectors = new ArrayList<>();
        for (StructField field : schema.fields()) {
            if (!partitions.contains(field.getName())) {
                data = data.add(field);
                vectors.add(new Values(
                        field.getDataType(),
                        rows.stream().map(row -> row.get(field.getName())).toArray()));
            }
        }
        ColumnarBatch batch = new DefaultColumnarBatch(rows.size(), data, vectors.toArray(ColumnVector[]::new));
        try (CloseableIterator<DataFileStatus> files = ENGINE.getParquetHandler()
                .writeParquetFiles(
                        path.toString(),
                        Utils.singletonCloseableIterator(new FilteredColumnarBatch(batch, Optional.empty())),
                        List.of())) {
            return files.next();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A column held as objects. */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record Values(DataType type, @Nullable Object[] values) implements ColumnVector {
        @Override
        public DataType getDataType() {
            return type;
        }

        @Override
        public int getSize() {
            return values.length;
        }

        @Override
        public void close() {}

        @Override
        public boolean isNullAt(int row) {
            return values[row] == null;
        }

        private <T> T value(int row, Class<T> as) {
            return as.cast(values[row]);
        }

        @Override
        public boolean getBoolean(int row) {
            return value(row, Boolean.class);
        }

        @Override
        public int getInt(int row) {
            return value(row, Integer.class);
        }

        @Override
        public long getLong(int row) {
            return value(row, Long.class);
        }

        @Override
        public float getFloat(int row) {
            return value(row, Float.class);
        }

        @Override
        public double getDouble(int row) {
            return value(row, Double.class);
        }

        @Override
        public byte[] getBinary(int row) {
            return value(row, byte[].class);
        }

        @Override
        public String getString(int row) {
            return value(row, String.class);
        }

        @Override
        public ArrayValue getArray(int row) {
            Object[] items = value(row, List.class).toArray();
            ColumnVector elements = new Values(((ArrayType) type).getElementType(), items);
            return new ArrayValue() {
                @Override
                public int getSize() {
                    return items.length;
                }

                @Override
                public ColumnVector getElements() {
                    return elements;
                }
            };
        }
    }
}
