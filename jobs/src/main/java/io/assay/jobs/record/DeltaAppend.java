package io.assay.jobs.record;

import io.assay.jobs.publication.Backoff;
import java.util.ArrayList;
import java.util.ConcurrentModificationException;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SaveMode;
import org.apache.spark.sql.delta.DeltaLog;
import org.apache.spark.sql.delta.DeltaOperations;
import org.apache.spark.sql.delta.OptimisticTransaction;
import org.apache.spark.sql.delta.actions.Action;
import org.apache.spark.sql.delta.actions.FileAction;
import org.apache.spark.sql.delta.actions.SetTransaction;
import org.jspecify.annotations.Nullable;
import scala.Option;
import scala.collection.JavaConverters;

/** Appends to a Delta table in one commit, whatever other processes do to it meanwhile. */
final class DeltaAppend {
    private static final int TRIES = 6;

    /** The writer and the number of its commit; kept in the commit, so that it can be looked up later. */
    record Writer(String name, long version) {}

    private final String path;
    private final Dataset<Row> rows;
    private final Optional<Writer> writer;
    private final DeltaLog table;
    private @Nullable OptimisticTransaction transaction;
    private List<FileAction> files = List.of();

    private DeltaAppend(String path, Dataset<Row> rows, Optional<Writer> writer) {
        this.path = path;
        this.rows = rows.coalesce(1);
        this.writer = writer;
        this.table = DeltaLog.forTable(rows.sparkSession(), path);
    }

    /** Writes the rows to a file that no reader sees before {@link #commit}; if there is a table yet. */
    static DeltaAppend prepare(String path, Dataset<Row> rows, Optional<Writer> writer) {
        DeltaAppend append = new DeltaAppend(path, rows, writer);
        append.writeFiles();
        return append;
    }

    /** Delta's own writer looks through the complete log for the writer's last version; nobody needs that here. */
    private void writeFiles() {
        OptimisticTransaction begun = table.startTransaction(Option.empty(), Option.empty());
        if (table.tableExists()) {
            files = JavaConverters.seqAsJavaList(begun.writeFiles(rows));
            transaction = begun;
        }
    }

    /**
     * Makes the rows visible. Two appends never conflict in Delta but for the first ones: a table that both are about
     * to make is reported as a changed protocol.
     */
    void commit() {
        for (int attempt = 1; ; attempt++) {
            try {
                OptimisticTransaction begun = transaction;
                if (begun == null) {
                    makeTable();
                } else {
                    commit(begun);
                }
                return;
            } catch (ConcurrentModificationException e) {
                if (attempt == TRIES) {
                    throw e;
                }
                Backoff.sleep(attempt);
                writeFiles();
            }
        }
    }

    private void makeTable() {
        var first = rows.write().format("delta").mode("append");
        writer.ifPresent(w -> first.option("txnAppId", w.name()).option("txnVersion", w.version()));
        first.save(path);
    }

    private void commit(OptimisticTransaction begun) {
        List<Action> actions = new ArrayList<>();
        writer.ifPresent(
                w -> actions.add(new SetTransaction(w.name(), w.version(), Option.apply(System.currentTimeMillis()))));
        actions.addAll(files);
        begun.commit(
                JavaConverters.asScalaBuffer(actions).toSeq(),
                new DeltaOperations.Write(SaveMode.Append, Option.empty(), Option.empty(), Option.empty()));
    }
}
