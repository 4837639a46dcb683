import static java.nio.charset.StandardCharsets.UTF_8;

import io.assay.validation.internal.scan.ActionMasks;
import io.assay.validation.internal.scan.ColumnStatisticsState;
import io.assay.validation.metric.MeasurePlan;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.apache.spark.sql.catalyst.expressions.GenericInternalRow;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.unsafe.types.UTF8String;

/** A table in memory, in Spark's internal types. */
record NoveltyTable(StructType schema, List<Object[]> rows) {
    private static final ActionMasks ALL = new ActionMasks(new int[1], new int[1], new int[1], new int[1]);

    static NoveltyTable read(Path path, List<String> texts) throws IOException {
        List<Object[]> rows = new ArrayList<>();
        StructType schema = new StructType();
        List<Path> files;
        try (Stream<Path> found = Files.isDirectory(path) ? Files.list(path) : Stream.of(path)) {
            files = found.sorted().toList();
        }
        for (Path file : files) {
            try (BufferedReader in =
                    new BufferedReader(new InputStreamReader(new GZIPInputStream(Files.newInputStream(file)), UTF_8))) {
                String[] names = in.readLine().split(",");
                if (schema.isEmpty()) {
                    for (String name : names) {
                        schema = schema.add(name, type(name, texts));
                    }
                }
                for (String line = in.readLine(); line != null; line = in.readLine()) {
                    rows.add(row(line.split(",", -1), schema));
                }
            }
        }
        return new NoveltyTable(schema, rows);
    }

    private static DataType type(String name, List<String> texts) {
        return name.equals("time_hour")
                ? DataTypes.TimestampType
                : texts.contains(name) ? DataTypes.StringType : DataTypes.DoubleType;
    }

    private static Object[] row(String[] cells, StructType schema) {
        Object[] row = new Object[cells.length];
        for (int i = 0; i < cells.length; i++) {
            DataType type = schema.apply(i).dataType();
            if (!cells[i].equals("NA") && !cells[i].isEmpty()) {
                row[i] = type.equals(DataTypes.StringType)
                        ? UTF8String.fromString(cells[i])
                        : type.equals(DataTypes.TimestampType)
                                ? (Object) (Instant.parse(cells[i]).toEpochMilli() * 1000)
                                : Double.valueOf(cells[i]);
            }
        }
        return row;
    }

    int at(String column) {
        return schema.fieldIndex(column);
    }

    List<Object[]> sample(int count, Random random) {
        List<Object[]> sample = new ArrayList<>(count);
        for (int i : random.ints(0, rows.size()).distinct().limit(count).toArray()) {
            sample.add(rows.get(i));
        }
        return sample;
    }

    ColumnStatisticsState measure(List<Object[]> batch, MeasurePlan plan) {
        int[] at = new int[schema.size() + 1]; // the verdict comes first; null: the row breaks no rule
        for (int i = 0; i < at.length; i++) {
            at[i] = i;
        }
        ColumnStatisticsState state =
                ColumnStatisticsState.Plan.of(ALL, schema, plan, List.of()).empty();
        for (Object[] row : batch) {
            Object[] values = new Object[row.length + 1];
            System.arraycopy(row, 0, values, 1, row.length);
            state.add(new GenericInternalRow(values), at);
        }
        return state;
    }
}
