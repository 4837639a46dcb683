package io.assay.jobs.quarantine;

import static org.apache.spark.sql.functions.col;

import io.assay.jobs.publication.DatasetTables;
import io.assay.jobs.publication.PublishedTable;
import io.assay.jobs.warehouse.IcebergTables;
import io.assay.warehouse.quarantine.QuarantineColumns;
import io.assay.warehouse.quarantine.QuarantineEventColumns;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.storage.StorageLevel;

/**
 * What a held replay was made of, from its branch of the events. The ids are kept by Spark until it is closed: an
 * attempt to publish it replaces the branch.
 */
final class HeldReplay implements AutoCloseable {
    private final Dataset<Row> ids;
    private final long count;
    private final String actor;
    private final Patch patch;

    private HeldReplay(Dataset<Row> ids, long count, String actor, Patch patch) {
        this.ids = ids;
        this.count = count;
        this.actor = actor;
        this.patch = patch;
    }

    /** Costs an action over its events; empty if it has no branch. */
    static Optional<HeldReplay> find(SparkSession spark, String run) {
        Optional<PublishedTable> events = new DatasetTables(spark).find(IcebergTables.quarantineEvents());
        return events.flatMap(table -> table.staged(run)).map(staged -> {
            Dataset<Row> own = spark.read()
                    .option("snapshot-id", staged.snapshot())
                    .table(events.get().name())
                    .where(col(QuarantineEventColumns.RUN).equalTo(run));
            List<Row> first = own.select(QuarantineEventColumns.ACTOR, QuarantineEventColumns.PATCH)
                    .limit(1)
                    .collectAsList();
            Dataset<Row> ids = own.select(QuarantineEventColumns.ID).persist(StorageLevel.MEMORY_AND_DISK());
            return new HeldReplay(
                    ids,
                    ids.count(),
                    first.isEmpty() ? "unknown" : String.valueOf(first.get(0).getString(0)),
                    first.isEmpty() || first.get(0).isNullAt(1)
                            ? Patch.none()
                            : Patch.read(first.get(0).getString(1)));
        });
    }

    /** Of some rows of the quarantine, those that it replayed. */
    Dataset<Row> of(Dataset<Row> rows) {
        return rows.join(ids, new String[] {QuarantineColumns.ID}, "left_semi");
    }

    long count() {
        return count;
    }

    /** Who replayed them. */
    String actor() {
        return actor;
    }

    /** What was changed of them. */
    Patch patch() {
        return patch;
    }

    @Override
    public void close() {
        ids.unpersist();
    }
}
