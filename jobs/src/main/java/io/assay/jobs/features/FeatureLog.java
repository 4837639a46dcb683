package io.assay.jobs.features;

import io.assay.definition.feature.FeatureView;
import io.assay.features.log.ViewCursor;
import io.assay.jobs.warehouse.Warehouse;
import io.delta.tables.DeltaTable;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.delta.DeltaLog;
import org.apache.spark.sql.delta.Snapshot;
import scala.collection.JavaConverters;

/**
 * The Delta table that holds one version of a view. Its own transactions say how far it has come, so rows and cursor
 * change together or not at all.
 */
public final class FeatureLog {
    private final SparkSession spark;
    private final String path;
    private final String application;

    private FeatureLog(SparkSession spark, String path, String application) {
        this.spark = spark;
        this.path = path;
        this.application = application;
    }

    /** The log of the view's own version, there or not. */
    public static FeatureLog of(SparkSession spark, Warehouse warehouse, FeatureView view) {
        return new FeatureLog(
                spark,
                warehouse.layout().featureLog(view.name(), view.version()),
                "compute:%s:%s".formatted(view.name(), view.version()));
    }

    public String path() {
        return path;
    }

    public boolean exists() {
        return DeltaTable.isDeltaTable(spark, path);
    }

    /** How far it has come; nowhere if it does not exist. */
    public ViewCursor cursor() {
        Map<String, Long> transactions = new HashMap<>();
        if (exists()) {
            JavaConverters.mapAsJavaMap(snapshot().transactions())
                    .forEach((id, version) -> transactions.put(id, (Long) version));
        }
        return ViewCursor.of(application, transactions);
    }

    /** Number of its newest commit. */
    public long version() {
        return snapshot().version();
    }

    /** All its rows. */
    public Dataset<Row> rows() {
        return spark.read().format("delta").load(path);
    }

    /** Its rows as they were at one commit. */
    public Dataset<Row> rows(long version) {
        return spark.read().format("delta").option("versionAsOf", version).load(path);
    }

    /**
     * Appends rows and moves the cursor, in one commit. Rows that a commit with the same reach has brought already are
     * not added again.
     *
     * @param sequence of the newest source snapshot the rows come from
     * @param until the bound on {@code known} the rows were computed with
     * @param metadata kept with the commit
     */
    public void append(Dataset<Row> rows, long sequence, Instant until, String metadata) {
        rows.write()
                .format("delta")
                .mode("append")
                .option("txnAppId", ViewCursor.application(application, until))
                .option("txnVersion", sequence)
                .option("userMetadata", metadata)
                .option("delta.enableDeletionVectors", "false")
                .option("delta.enableChangeDataFeed", "false")
                .save(path);
    }

    private Snapshot snapshot() {
        return DeltaLog.forTable(spark, path).update(false, scala.Option.empty(), scala.Option.empty());
    }
}
