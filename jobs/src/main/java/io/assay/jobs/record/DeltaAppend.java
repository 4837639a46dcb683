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
import org.apache.spark.sql.delta.actions.SetTransaction;
import scala.Option;
import scala.collection.JavaConverters;

/** Appends to a Delta table in one commit, whatever other processes do to it meanwhile. */
final class DeltaAppend {
    private static final int TRIES = 6;

    /** Who wrote, and which of its commits it is: stands in the commit, for who asks later what was written. */
    record Writer(String name, long version) {}

    private DeltaAppend() {}

    /**
     * Appends the rows. Two appends never conflict in Delta but for the first ones: a table that both are about to make
     * is told as a changed protocol.
     */
    static void to(String path, Dataset<Row> rows, Optional<Writer> writer) {
        for (int attempt = 1; ; attempt++) {
            try {
                append(path, rows.coalesce(1), writer);
                return;
            } catch (ConcurrentModificationException e) {
                if (attempt == TRIES) {
                    throw e;
                }
                Backoff.sleep(attempt);
            }
        }
    }

    /** Delta's own writer looks through the whole log for the writer's last version; nobody needs that here. */
    private static void append(String path, Dataset<Row> rows, Optional<Writer> writer) {
        DeltaLog table = DeltaLog.forTable(rows.sparkSession(), path);
        OptimisticTransaction transaction = table.startTransaction(Option.empty(), Option.empty());
        if (!table.tableExists()) {
            var first = rows.write().format("delta").mode("append");
            writer.ifPresent(w -> first.option("txnAppId", w.name()).option("txnVersion", w.version()));
            first.save(path);
            return;
        }
        List<Action> actions = new ArrayList<>();
        writer.ifPresent(
                w -> actions.add(new SetTransaction(w.name(), w.version(), Option.apply(System.currentTimeMillis()))));
        actions.addAll(JavaConverters.seqAsJavaList(transaction.writeFiles(rows)));
        transaction.commit(
                JavaConverters.asScalaBuffer(actions).toSeq(),
                new DeltaOperations.Write(SaveMode.Append, Option.empty(), Option.empty(), Option.empty()));
    }
}
