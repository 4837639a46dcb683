package io.assay.jobs.publication;

import static org.apache.spark.sql.functions.lit;

import io.assay.warehouse.dataset.DatasetColumns;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.apache.iceberg.DataFile;
import org.apache.iceberg.Table;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * The rows that differ between two snapshots of a dataset, whatever was done in between: append, merge by key, delete,
 * replace or compaction. An updated row is a removed row and an inserted row; a change that was undone is neither.
 *
 * <p>Only files that one of the snapshots has and the other does not are read. Copy on write moves unchanged rows to
 * new files, so rows that both sides have are left out: a row is the same if its {@code _run}, {@code _source} and
 * {@code _position} are. Iceberg's own changelog scan reads the files of each snapshot in between, also those that were
 * written and replaced again, and needs all of these snapshots. One shuffle by those three columns for each side; no
 * action. The rows can be read until it is closed.
 */
public final class TableChanges implements AutoCloseable {
    private static final List<String> IDENTITY =
            List.of(DatasetColumns.RUN, DatasetColumns.SOURCE, DatasetColumns.POSITION);

    private final FileRows before;
    private final FileRows after;

    private TableChanges(FileRows before, FileRows after) {
        this.before = before;
        this.after = after;
    }

    /**
     * The changes from one snapshot to another.
     *
     * @return empty if one of them has expired: then the changes cannot be found
     */
    public static Optional<TableChanges> between(Table table, long from, long to) {
        if (table.snapshot(from) == null || table.snapshot(to) == null) {
            return Optional.empty();
        }
        Set<String> old = files(table, from);
        Set<String> now = files(table, to);
        Predicate<DataFile> gone = file -> !now.contains(file.location());
        Predicate<DataFile> fresh = file -> !old.contains(file.location());
        return Optional.of(new TableChanges(FileRows.of(table, from, gone), FileRows.of(table, to, fresh)));
    }

    private static Set<String> files(Table table, long snapshot) {
        Set<String> files = new HashSet<>();
        try (FileRows all = FileRows.of(table, snapshot, file -> true)) {
            all.files().forEach(file -> files.add(file.location()));
        }
        return files;
    }

    /** Rows in the files that have to be read. */
    public long read() {
        return before.count() + after.count();
    }

    /** Whether no row was removed, as far as the files tell without being read. */
    public boolean onlyInserts() {
        return before.count() == 0;
    }

    /** The rows that only the later snapshot has, with all the table's columns; empty if there can be none. */
    public Optional<Dataset<Row>> inserted(SparkSession spark) {
        return after.rows(spark).map(rows -> without(rows, before.rows(spark)));
    }

    /** The rows that only the earlier snapshot has, in the same form. */
    public Optional<Dataset<Row>> removed(SparkSession spark) {
        return before.rows(spark).map(rows -> without(rows, after.rows(spark)));
    }

    private static Dataset<Row> without(Dataset<Row> rows, Optional<Dataset<Row>> others) {
        if (others.isEmpty()) {
            return rows;
        }
        Dataset<Row> there = others.get()
                .select(IDENTITY.stream()
                        .map(name -> others.get().col(name).as("__" + name))
                        .toArray(Column[]::new));
        Column same = lit(true);
        for (String name : IDENTITY) {
            same = same.and(rows.col(name).eqNullSafe(there.col("__" + name)));
        }
        return rows.join(there, same, "left_anti");
    }

    @Override
    public void close() {
        before.close();
        after.close();
    }
}
