package io.assay.jobs.quarantine;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.lit;

import io.assay.definition.contract.DatasetName;
import io.assay.jobs.failure.DataException;
import io.assay.jobs.failure.ExternalException;
import io.assay.jobs.gate.BatchDataset;
import io.assay.jobs.gate.BatchOrigin;
import io.assay.jobs.gate.BatchRecord;
import io.assay.jobs.gate.BatchRequest;
import io.assay.jobs.gate.BatchRun;
import io.assay.jobs.gate.GateReport;
import io.assay.jobs.gate.IngestOption;
import io.assay.jobs.gate.ReplayOvertakenException;
import io.assay.jobs.gate.ReplayedRows;
import io.assay.jobs.gate.RunId;
import io.assay.jobs.kafka.Topic;
import io.assay.jobs.publication.Backoff;
import io.assay.jobs.publication.BaseSnapshot;
import io.assay.jobs.publication.PublishProgress;
import io.assay.jobs.run.RunEnvironment;
import io.assay.sql.EvaluationFailure;
import io.assay.validation.Batch;
import io.assay.validation.Gate;
import io.assay.validation.source.Input;
import io.assay.warehouse.WarehouseLayout;
import io.assay.warehouse.quarantine.QuarantineColumns;
import io.assay.warehouse.run.RunDocumentJson;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Takes quarantined rows through the gate again. Its run id is made of the rows' ids, so the same rows are published
 * once; rows that fail again are quarantined again, under this run and with their new reasons.
 */
public final class QuarantineReplay {
    private static final int TRIES = 20;

    private final RunEnvironment environment;
    private final PublishProgress progress;

    public QuarantineReplay(RunEnvironment environment, PublishProgress progress) {
        this.environment = environment;
        this.progress = progress;
    }

    /**
     * Replays what is open, of one run or of all; costs a count of the rows before. If another run is published
     * meanwhile, the open rows are determined again.
     */
    GateReport run(DatasetName dataset, Optional<String> run, Patch patch, String actor) {
        return untilNotOvertaken(dataset, () -> patched(dataset, run, patch, actor));
    }

    /**
     * Publishes a held replay after other batches were published: takes those of its rows that are still open through
     * the gate again, with the same changed values, under the same run. Its branch of the events says which rows it
     * has.
     */
    public GateReport approve(DatasetName dataset, String run, String reason) {
        HeldReplay held = HeldReplay.find(environment.spark(), run)
                .orElseThrow(() -> new DataException(
                        "run " + run,
                        "what it replayed is no longer kept",
                        "its rows are still in quarantine: replay them with 'assay quarantine replay %s'"
                                .formatted(dataset)));
        try (held) {
            return untilNotOvertaken(dataset, () -> {
                QuarantineRows quarantine = new QuarantineRows(environment.spark(), dataset);
                BatchDataset subject = BatchDataset.of(environment.project(), dataset);
                Dataset<Row> open = held.of(quarantine.replayable());
                long left = held.count() - open.count();
                List<String> warnings = left == 0
                        ? List.of()
                        : List.of(("%,d of its %,d rows are no longer open: since it was held they were replayed,"
                                        + " replaced or removed")
                                .formatted(left, held.count()));
                Dataset<Row> rows =
                        new PatchedRows(subject.dataset(), held.patch().ofAllRows()).of(open);
                return replayed(
                        subject,
                        new Picked(rows, quarantine.base(), warnings),
                        held.patch(),
                        held.actor(),
                        Optional.of(new Approval(run, reason)));
            });
        }
    }

    private GateReport untilNotOvertaken(DatasetName dataset, Supplier<GateReport> replay) {
        for (int attempt = 1; ; attempt++) {
            try {
                return replay.get();
            } catch (ReplayOvertakenException e) {
                if (attempt == TRIES) {
                    throw new ExternalException(
                            WarehouseLayout.QUARANTINE + "." + dataset,
                            "other runs were published first %d times in a row".formatted(TRIES),
                            "replay the rows again when fewer writers are active",
                            e);
                }
                environment.monitor().progress(e.getMessage() + ": picking the rows again");
                Backoff.sleep(attempt);
            }
        }
    }

    private GateReport patched(DatasetName dataset, Optional<String> run, Patch patch, String actor) {
        try {
            return once(dataset, run, patch, actor);
        } catch (Exception e) { // Spark's own are checked, and not declared
            if (!patch.values().isEmpty() && EvaluationFailure.ofSql(e) && !canBeEvaluated(dataset, run, patch)) {
                throw new DataException(
                        "--set",
                        "cannot be evaluated on some row: " + EvaluationFailure.reason(e),
                        "choose other rows with --where, or write an expression that has a value for each",
                        e);
            }
            throw e;
        }
    }

    /** Looked for only after a failure, which may have had another cause. */
    private boolean canBeEvaluated(DatasetName dataset, Optional<String> run, Patch patch) {
        BatchDataset subject = BatchDataset.of(environment.project(), dataset);
        Dataset<Row> rows = of(run, new QuarantineRows(environment.spark(), dataset).replayable());
        try {
            new PatchedRows(subject.dataset(), patch)
                    .of(rows)
                    .write()
                    .format("noop")
                    .mode("overwrite")
                    .save();
            return true;
        } catch (Exception e) { // Spark's own are checked, and not declared
            return false;
        }
    }

    private GateReport once(DatasetName dataset, Optional<String> run, Patch patch, String actor) {
        BatchDataset subject = BatchDataset.of(environment.project(), dataset);
        QuarantineRows quarantine = new QuarantineRows(environment.spark(), dataset);
        Dataset<Row> rows = new PatchedRows(subject.dataset(), patch).of(of(run, quarantine.replayable()));
        Picked picked = new Picked(rows, quarantine.base(), left(run, quarantine));
        return replayed(subject, picked, patch, actor, Optional.empty());
    }

    /**
     * Rows to be replayed, with their new values.
     *
     * @param base what the dataset was when they were picked
     * @param warnings about rows that are not among them
     */
    private record Picked(Dataset<Row> rows, Optional<BaseSnapshot> base, List<String> warnings) {}

    private record Approval(String run, String reason) {}

    private GateReport replayed(
            BatchDataset subject, Picked picked, Patch patch, String actor, Optional<Approval> approval) {
        DatasetName dataset = subject.dataset().name();
        Dataset<Row> rows = picked.rows();
        Map<String, Input> inputs = inputs(rows);
        Batch batch = Gate.of(subject.dataset()).reread(rows, inputs, Topic.recordFormat(environment, subject));
        Input input =
                new Input(List.of(WarehouseLayout.QUARANTINE + "." + dataset), Optional.of("iceberg"), options(inputs));
        BatchRequest request = BatchRequest.of(
                        approval.map(Approval::run)
                                .orElseGet(() -> RunId.ofReplay(RunId.hash(dataset, parts(rows, patch)))),
                        new BatchOrigin(BatchRecord.REPLAY, input),
                        subject,
                        Optional.of(batch),
                        Set.of(IngestOption.APPEND))
                .replaying(new ReplayedRows(rows, picked.base(), actor, patch.json()))
                .withWarnings(picked.warnings())
                .approved(approval.map(Approval::reason));
        return new BatchRun(environment, progress).run(request, batch);
    }

    private static Dataset<Row> of(Optional<String> run, Dataset<Row> rows) {
        return run.map(id -> rows.where(col("run").equalTo(id))).orElse(rows);
    }

    /** The input options of the runs that quarantined malformed rows, from the log. */
    private Map<String, Input> inputs(Dataset<Row> rows) {
        Map<String, Input> inputs = new HashMap<>();
        for (Row row : rows.where(col(QuarantineColumns.RAW).isNotNull())
                .select(QuarantineColumns.RUN)
                .distinct()
                .collectAsList()) {
            String run = row.getString(0);
            environment
                    .log()
                    .body(run)
                    .ifPresent(body -> inputs.put(run, BatchRecord.input(RunDocumentJson.read(body))));
        }
        return inputs;
    }

    /** The options of all these runs, if they are the same: rows that stay malformed are under this run from now on. */
    private static Map<String, String> options(Map<String, Input> inputs) {
        Set<Map<String, String>> all =
                inputs.values().stream().map(Input::options).collect(Collectors.toSet());
        return all.size() == 1 ? all.iterator().next() : Map.of();
    }

    /** What is not replayed: a dataset with {@code writeMode: replace} is its newest batch. */
    private static List<String> left(Optional<String> run, QuarantineRows quarantine) {
        long left =
                quarantine.anyReplaced() ? of(run, quarantine.openOfReplaced()).count() : 0;
        if (left == 0) {
            return List.of();
        }
        return List.of(
                left == 1
                        ? "1 row of a replaced batch left: a later batch has taken its place"
                        : "%,d rows of replaced batches left: later batches have taken their place".formatted(left));
    }

    /** The same rows with other values are another batch. */
    private static List<String> parts(Dataset<Row> rows, Patch patch) {
        List<String> parts = new ArrayList<>(List.of(fingerprint(rows)));
        patch.json().ifPresent(parts::add);
        return parts;
    }

    /** Equal for equal sets of ids, in any order; nothing is collected. */
    private static String fingerprint(Dataset<Row> rows) {
        return rows.agg(
                        count(lit(1)),
                        expr("bit_xor(xxhash64(id))"),
                        expr("bit_xor(xxhash64(id, 1))"),
                        expr("sum(cast(xxhash64(id, 2) AS DECIMAL(38)))"))
                .first()
                .mkString("|");
    }
}
