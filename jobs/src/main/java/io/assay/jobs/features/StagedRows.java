package io.assay.jobs.features;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SaveMode;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.delta.DeltaLog;
import org.apache.spark.sql.delta.DeltaOperations;
import org.apache.spark.sql.delta.DeltaOptions;
import org.apache.spark.sql.delta.OptimisticTransaction;
import org.apache.spark.sql.delta.actions.Action;
import org.apache.spark.sql.delta.commands.WriteIntoDelta;
import scala.Option;
import scala.collection.JavaConverters;
import scala.collection.Seq;

/**
 * Rows in files of a feature log that no commit names yet. What Spark's own writer does in one step is two here, so
 * that what is to be reported of the rows is kept before they are committed.
 */
public final class StagedRows {
    private static final Map<String, String> PROPERTIES =
            Map.of("delta.enableDeletionVectors", "false", "delta.enableChangeDataFeed", "false");

    private final OptimisticTransaction transaction;
    private final Seq<Action> actions;
    private final String metadata;

    private StagedRows(OptimisticTransaction transaction, Seq<Action> actions, String metadata) {
        this.transaction = transaction;
        this.actions = actions;
        this.metadata = metadata;
    }

    /** Empty if a commit of that application has brought the rows up to {@code version} already. */
    static Optional<StagedRows> write(
            SparkSession spark, String path, Dataset<Row> rows, String application, long version, String metadata) {
        DeltaLog log = DeltaLog.forTable(spark, path);
        OptimisticTransaction transaction = log.startTransaction(Option.empty(), Option.empty());
        if (transaction.txnVersion(application) >= version) { // read, so that two commits of one application conflict
            return Optional.empty();
        }
        DeltaOptions options = new DeltaOptions(
                scalaMap(Map.of(
                        "txnAppId", application, "txnVersion", Long.toString(version), "userMetadata", metadata)),
                spark.sessionState().conf());
        WriteIntoDelta write = new WriteIntoDelta(
                log,
                SaveMode.Append,
                options,
                JavaConverters.asScalaBuffer(List.<String>of()).toSeq(),
                scalaMap(PROPERTIES),
                rows,
                Option.empty(),
                Option.empty());
        Seq<Action> actions = write.writeAndReturnCommitData(
                        transaction,
                        spark,
                        write.writeAndReturnCommitData$default$3(),
                        write.writeAndReturnCommitData$default$4())
                .actions();
        return Optional.of(new StagedRows(transaction, actions, metadata));
    }

    private static scala.collection.immutable.Map<String, String> scalaMap(Map<String, String> map) {
        scala.collection.immutable.Map<String, String> all = scala.collection.immutable.Map$.MODULE$.empty();
        for (Map.Entry<String, String> entry : map.entrySet()) {
            all = all.updated(entry.getKey(), entry.getValue());
        }
        return all;
    }

    /** The number that the commit gets unless another one comes first. */
    public long tableVersion() {
        return transaction.readVersion() + 1;
    }

    /** Makes the rows visible; fails if another computation of the same view committed first. */
    public void commit() {
        List<Action> all = new ArrayList<>(JavaConverters.seqAsJavaList(actions));
        transaction.commit(
                JavaConverters.asScalaBuffer(all).toSeq(),
                new DeltaOperations.Write(SaveMode.Append, Option.empty(), Option.empty(), Option.apply(metadata)));
    }
}
