package io.assay.jobs.gate;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.assay.definition.contract.Choice;
import io.assay.jobs.json.Json;
import io.assay.jobs.record.RunDetail;
import io.assay.jobs.warehouse.Session;
import io.assay.validation.Batch;
import io.assay.validation.decision.Decision;
import io.assay.validation.decision.ShufflePartitions;
import java.util.Locale;
import java.util.Optional;
import org.apache.iceberg.DistributionMode;
import org.apache.spark.sql.SparkSession;

/** What is chosen for a batch before it is validated, and the form of decisions in documents. */
public final class BatchDecisions {
    /**
     * Rows that up to this many tasks read are written without a shuffle: each partition gets at most this many files.
     */
    private static final int FEW_TASKS = 4;

    private static final String SHUFFLE_PARTITIONS = "spark.sql.shuffle.partitions";

    private BatchDecisions() {}

    /** Sets the session's number of shuffle partitions; empty if it is what it always is, or was set by the user. */
    static Optional<Decision> shufflePartitions(SparkSession spark, BatchRequest request) {
        Optional<Integer> usual = Session.chosenShufflePartitions(spark);
        boolean pinned =
                request.dataset().adaptation().word(Choice.SHUFFLE_PARTITIONS).isPresent();
        if (usual.isEmpty() && !pinned) {
            return Optional.empty();
        }
        int before = usual.orElseGet(() -> Integer.parseInt(spark.conf().get(SHUFFLE_PARTITIONS)));
        Decision decision = new ShufflePartitions(spark.sparkContext().defaultParallelism(), before)
                .choose(request.files(), request.dataset().adaptation());
        spark.conf().set(SHUFFLE_PARTITIONS, decision.chosen());
        return Optional.of(decision).filter(chosen -> pinned || !chosen.chosen().equals(Integer.toString(before)));
    }

    /** Whether rows are moved to their partition's task before they are written. */
    static Decision writeShuffle(BatchRequest request, Batch batch) {
        String none = "none";
        String partition = "partition";
        Optional<String> pin = request.dataset().adaptation().word(Choice.WRITE_SHUFFLE);
        if (pin.isPresent()) {
            return Decision.pinned(Choice.WRITE_SHUFFLE, pin.get());
        }
        int tasks = batch.tasks().orElse(Integer.MAX_VALUE);
        boolean few = tasks <= FEW_TASKS;
        Decision decision = Decision.measured(
                        Choice.WRITE_SHUFFLE,
                        few ? none : partition,
                        "up to %d tasks write their rows where they are, and more would write too many files"
                                .formatted(FEW_TASKS))
                .ratherThan(few ? partition : none)
                .by("limit", FEW_TASKS);
        return batch.tasks().isPresent() ? decision.by("tasks", tasks) : decision;
    }

    static DistributionMode distribution(Decision writeShuffle) {
        return writeShuffle.chosen().equals("none") ? DistributionMode.NONE : DistributionMode.HASH;
    }

    /** As the run's document has it. */
    public static ObjectNode json(Decision decision) {
        ObjectNode json = Json.object().put("what", decision.what());
        if (!decision.column().isEmpty()) {
            json.put("column", decision.column());
        }
        json.put("chosen", decision.chosen());
        json.put("by", word(decision));
        decision.alternatives().forEach(json.putArray("alternatives")::add);
        ObjectNode measured = json.putObject("measured");
        decision.measured().forEach(measured::put);
        return json.put("reason", decision.reason());
    }

    static RunDetail detail(Decision decision) {
        return RunDetail.choice(
                decision.what(),
                decision.column().isEmpty() ? null : decision.column(),
                word(decision),
                decision.reason(),
                json(decision));
    }

    private static String word(Decision decision) {
        return decision.by().name().toLowerCase(Locale.ROOT);
    }
}
