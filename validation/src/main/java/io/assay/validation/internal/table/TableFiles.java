package io.assay.validation.internal.table;

import static org.apache.spark.sql.functions.col;

import io.assay.validation.source.SourceTable;
import java.util.Arrays;
import java.util.List;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/** The data files of a Delta or Iceberg table, in order of name. */
public final class TableFiles {
    private TableFiles() {}

    /** As rows name them. An Iceberg table's are read from its metadata: one small action. */
    public static List<String> of(TableSource table, SparkSession spark, SourceTable source) {
        String path = source.path();
        List<String> uris = source.format().equals("iceberg")
                ? TableSource.reader(spark, source)
                        .load(path + (path.contains("/") ? "#files" : ".files"))
                        .select(TableSource.file(col("file_path")))
                        .collectAsList()
                        .stream()
                        .map((Row row) -> row.getString(0))
                        .toList()
                : Arrays.stream(table.rows().inputFiles())
                        .map(uri -> uri.replaceFirst("^file:/*", "/"))
                        .toList();
        return uris.stream().distinct().sorted().toList();
    }
}
