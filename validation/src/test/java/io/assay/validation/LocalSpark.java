package io.assay.validation;

import io.assay.validation.source.ParquetTable;
import org.apache.spark.sql.SparkSession;

/** The one Spark session of this module's tests. */
public final class LocalSpark {
    private static final SparkSession SPARK = SparkSession.builder()
            .master("local[2]")
            .appName("validation")
            .config("spark.ui.enabled", "false")
            .config("spark.sql.session.timeZone", "UTC")
            .config("spark.sql.shuffle.partitions", "2")
            .config("spark.sql.codegen.hugeMethodLimit", "8000")
            .config(ParquetTable.SETTING, "true")
            .config("spark.databricks.delta.snapshotPartitions", "2")
            .config(
                    "spark.sql.extensions",
                    "io.delta.sql.DeltaSparkSessionExtension,"
                            + "org.apache.iceberg.spark.extensions.IcebergSparkSessionExtensions")
            .config("spark.sql.catalog.spark_catalog", "org.apache.spark.sql.delta.catalog.DeltaCatalog")
            .config("spark.sql.catalog.ice", "org.apache.iceberg.spark.SparkCatalog")
            .config("spark.sql.catalog.ice.type", "hadoop")
            .config("spark.sql.catalog.ice.warehouse", "target/ice")
            .config("spark.driver.host", "127.0.0.1")
            .config("spark.executor.killOnFatalError.depth", "0")
            .getOrCreate();

    private LocalSpark() {}

    public static SparkSession spark() {
        return SPARK;
    }
}
