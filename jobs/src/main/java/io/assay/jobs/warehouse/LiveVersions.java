package io.assay.jobs.warehouse;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.max_by;
import static org.apache.spark.sql.functions.struct;

import io.assay.warehouse.definition.DefinitionColumns;
import io.assay.warehouse.definition.DefinitionKind;
import io.delta.tables.DeltaTable;
import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/** Which version of each view readers see, by {@code assay/definitions}. One small Spark job a question. */
public final class LiveVersions {
    private LiveVersions() {}

    /** View name to its live version, by name; without retired views; empty where nothing was computed. */
    public static Map<String, String> views(SparkSession spark, String definitions) {
        Map<String, String> versions = new TreeMap<>();
        if (!DeltaTable.isDeltaTable(spark, definitions)) {
            return versions;
        }
        for (Row row : spark.read()
                .format("delta")
                .load(definitions)
                .where(col(DefinitionColumns.KIND).equalTo(DefinitionKind.VIEW.word()))
                .groupBy(DefinitionColumns.NAME)
                .agg(max_by(
                                struct(col(DefinitionColumns.VERSION), col(DefinitionColumns.LIVE)),
                                col(DefinitionColumns.AT))
                        .as("newest"))
                .where(col("newest").getField(DefinitionColumns.LIVE))
                .select(col(DefinitionColumns.NAME), col("newest").getField(DefinitionColumns.VERSION))
                .collectAsList()) {
            versions.put(row.getString(0), row.getString(1));
        }
        return versions;
    }
}
