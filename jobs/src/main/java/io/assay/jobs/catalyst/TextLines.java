package io.assay.jobs.catalyst;

import java.util.List;
import java.util.Map;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.connector.catalog.Table;
import org.apache.spark.sql.execution.datasources.text.TextFileFormat;
import org.apache.spark.sql.execution.datasources.v2.text.TextTable;
import org.apache.spark.sql.util.CaseInsensitiveStringMap;
import scala.Option;
import scala.collection.JavaConverters;
import scala.collection.Seq;

/** The lines of the text files below a folder as a table that a catalog can give: one row {@code value} a line. */
public final class TextLines {
    private TextLines() {}

    public static Table table(SparkSession spark, String name, String folder) {
        Seq<String> paths = JavaConverters.asScalaBuffer(List.of(folder));
        return new TextTable(
                name,
                spark,
                new CaseInsensitiveStringMap(Map.of("recursiveFileLookup", "true")),
                paths,
                Option.empty(),
                TextFileFormat.class);
    }
}
