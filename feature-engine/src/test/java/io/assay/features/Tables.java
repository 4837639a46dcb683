package io.assay.features;

import java.sql.Timestamp;
import java.util.Arrays;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.jspecify.annotations.Nullable;

/** Tables of a few rows, and their text. */
public final class Tables {
    private Tables() {}

    public static Row row(@Nullable Object... values) {
        return RowFactory.create(values);
    }

    /** Timestamps may be given as text: columns of the schema are cast from text where the value is one. */
    public static Dataset<Row> table(String ddl, Row... rows) {
        StructType schema = StructType.fromDDL(ddl);
        StructType asText = new StructType(Arrays.stream(schema.fields())
                .map(f -> f.dataType().typeName().equals("timestamp")
                        ? new StructField(f.name(), DataTypes.StringType, true, f.metadata())
                        : f)
                .toArray(StructField[]::new));
        Dataset<Row> table = LocalSpark.session().createDataFrame(Arrays.asList(rows), asText);
        return table.selectExpr(Arrays.stream(schema.fields())
                .map(f -> "CAST(`%s` AS %s) AS `%s`"
                        .formatted(f.name(), f.dataType().sql(), f.name()))
                .toArray(String[]::new));
    }

    /** Each row's columns joined by a blank, in the order of the rows. */
    public static List<String> lines(Dataset<Row> rows) {
        return rows.collectAsList().stream().map(Tables::line).toList();
    }

    private static String line(Row row) {
        StringBuilder line = new StringBuilder();
        for (int i = 0; i < row.size(); i++) {
            Object value = row.get(i);
            String text = value instanceof Timestamp t ? t.toInstant().toString() : String.valueOf(value);
            line.append(i == 0 ? "" : " ").append(text);
        }
        return line.toString();
    }
}
