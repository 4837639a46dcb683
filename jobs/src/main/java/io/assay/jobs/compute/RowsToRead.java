package io.assay.jobs.compute;

import io.assay.features.log.ResolvedView;
import io.assay.jobs.features.SourceRange;
import io.assay.jobs.publication.TableChanges;
import java.util.Optional;
import org.apache.iceberg.Table;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.storage.StorageLevel;

/**
 * What a computation reads of a dataset, and which keys of the log it erases before.
 *
 * <p>Where rows were removed from what was read before, the log's rows of their keys are erased, and all rows that
 * these keys have now are read again. Of other keys only the inserted rows are read.
 */
final class RowsToRead implements AutoCloseable {
    private final Dataset<Row> viewRows;
    private final Optional<Dataset<Row>> erased;
    private final Optional<TableChanges> changes;
    private final boolean everyKey;

    private RowsToRead(
            Dataset<Row> viewRows, Optional<Dataset<Row>> erased, Optional<TableChanges> changes, boolean everyKey) {
        this.viewRows = viewRows;
        this.erased = erased;
        this.changes = changes;
        this.everyKey = everyKey;
    }

    /** @param source all rows of the range */
    static RowsToRead of(
            SparkSession spark, ResolvedView resolved, SourceRange range, Table table, Dataset<Row> source) {
        Optional<TableChanges> changes = range.changes(table);
        if (changes.isEmpty()) {
            boolean replaced = range.kind() == SourceRange.Kind.REPLACES || range.kind() == SourceRange.Kind.CHANGES;
            return new RowsToRead(resolved.viewRows().apply(source), Optional.empty(), changes, replaced);
        }
        try {
            return changed(spark, resolved, range, source, changes.get());
        } catch (Throwable e) { // Spark throws what it does not declare
            changes.get().close();
            throw e;
        }
    }

    /** Costs an action over the removed rows, if there may be some. */
    private static RowsToRead changed(
            SparkSession spark, ResolvedView resolved, SourceRange range, Dataset<Row> source, TableChanges changes) {
        Dataset<Row> inserted = range.newest(changes.inserted(spark).orElseGet(() -> source.limit(0)));
        Dataset<Row> added = resolved.viewRows().apply(inserted);
        Optional<Dataset<Row>> removed = changes.removed(spark).map(resolved::keys);
        if (removed.isEmpty()) {
            return new RowsToRead(added, Optional.empty(), Optional.of(changes), false);
        }
        Dataset<Row> keys = removed.get().persist(StorageLevel.MEMORY_AND_DISK());
        if (keys.count() == 0) { // also so that Spark knows whether they can be sent to every task
            keys.unpersist();
            return new RowsToRead(added, Optional.empty(), Optional.of(changes), false);
        }
        String[] names = keys.columns();
        Dataset<Row> again = resolved.viewRows().apply(source).join(keys, names, "left_semi");
        return new RowsToRead(
                again.unionByName(added.join(keys, names, "left_anti")),
                Optional.of(keys),
                Optional.of(changes),
                false);
    }

    /** With the reasons why some cannot be used. */
    Dataset<Row> viewRows() {
        return viewRows;
    }

    /** The keys to be erased, each at least once; empty if there are none. */
    Optional<Dataset<Row>> erased(Dataset<Row> log) {
        return everyKey ? Optional.of(log) : erased;
    }

    @Override
    public void close() {
        erased.ifPresent(Dataset::unpersist);
        changes.ifPresent(TableChanges::close);
    }
}
