package io.assay.jobs.features;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.get_json_object;

import io.assay.definition.feature.FeatureView;
import io.assay.definition.feature.ViewName;
import io.assay.features.log.ViewCursor;
import io.assay.jobs.warehouse.Warehouse;
import io.assay.warehouse.feature.FeatureLogTransaction;
import io.delta.tables.DeltaTable;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
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
    /** How many of the newest commits are searched for those of a run that died. */
    private static final int RECENT = 200;

    private final SparkSession spark;
    private final String path;
    private final String application;

    private FeatureLog(SparkSession spark, String path, String application) {
        this.spark = spark;
        this.path = path;
        this.application = application;
    }

    /** The log of the view's own version, which need not exist. */
    public static FeatureLog of(SparkSession spark, Warehouse warehouse, FeatureView view) {
        return of(spark, warehouse, view.name(), view.version());
    }

    /** The log of one version of a view, which need not exist. */
    public static FeatureLog of(SparkSession spark, Warehouse warehouse, ViewName view, String version) {
        return new FeatureLog(
                spark,
                warehouse.layout().featureLog(view, version),
                FeatureLogTransaction.application(view.value(), version));
    }

    public String path() {
        return path;
    }

    public boolean exists() {
        return DeltaTable.isDeltaTable(spark, path);
    }

    /** How far it has come; at the beginning if it does not exist. */
    public ViewCursor cursor() {
        Map<String, Long> transactions = new HashMap<>();
        if (exists()) {
            JavaConverters.mapAsJavaMap(snapshot().transactions())
                    .forEach((id, version) -> transactions.put(id, (Long) version));
        }
        return ViewCursor.of(application, transactions);
    }

    /** Lets Delta load what it has to know of the newest commit before it reads rows; Delta keeps it. */
    void loadState() {
        cursor();
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
     * Writes rows to files that no reader sees before they are committed, together with the move of the cursor.
     *
     * @param sequence of the newest source snapshot the rows come from
     * @param until the bound on {@code known} the rows were computed with
     * @param metadata kept with the commit
     * @return empty if another computation has committed them already
     */
    public Optional<StagedRows> stage(Dataset<Row> rows, long sequence, Instant until, String metadata) {
        return StagedRows.write(spark, path, rows, ViewCursor.application(application, until), sequence, metadata);
    }

    /** Whether the run has committed rows, as the metadata of the newest commits say. */
    public boolean hasCommitOf(String run) {
        return exists()
                && !DeltaTable.forPath(spark, path)
                        .history(RECENT)
                        .where(get_json_object(col("userMetadata"), "$.run").equalTo(run))
                        .isEmpty();
    }

    /**
     * Deletes data files that no commit of the table names, which processes that died left behind.
     *
     * @param alone whether no other process writes to the table; called after the files are listed
     */
    public void removeLeftOvers(BooleanSupplier alone) {
        new LeftOverFiles(spark, path).remove(alone, () -> exists() ? Optional.of(snapshot()) : Optional.empty());
    }

    private Snapshot snapshot() {
        return DeltaLog.forTable(spark, path).update(false, scala.Option.empty(), scala.Option.empty());
    }
}
