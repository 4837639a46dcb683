package io.assay.jobs.gate;

import io.assay.definition.contract.WriteMode;
import io.assay.jobs.merge.MergedBatch;
import io.assay.jobs.novelty.BatchNovelty;
import io.assay.jobs.run.RunEnvironment;
import io.assay.validation.Batch;
import io.assay.validation.Gate;
import io.assay.validation.GateRun;
import io.assay.validation.ReferenceData;
import io.assay.validation.ValidatedBatch;
import io.assay.validation.ValidationResult;
import java.time.Instant;
import java.util.Optional;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** Validates and counts a batch, and writes nothing. */
final class DryRun {
    private final RunEnvironment environment;
    private final BatchRequest request;
    private final Batch batch;
    private final GateTables tables;
    private final GateLineage lineage;
    private final BatchComparison comparison;

    DryRun(
            RunEnvironment environment,
            BatchRequest request,
            Batch batch,
            GateTables tables,
            GateLineage lineage,
            BatchComparison comparison) {
        this.environment = environment;
        this.request = request;
        this.batch = batch;
        this.tables = tables;
        this.lineage = lineage;
        this.comparison = comparison;
    }

    GateReport run(Instant started) {
        Gate gate = Gate.of(request.dataset());
        ForeignKeyTargets targets = ForeignKeyTargets.now(environment.spark(), tables.all(), gate.targets());
        lineage.reads(targets);
        Optional<Dataset<Row>> published = request.isAlone()
                ? Optional.empty()
                : tables.dataset().flatMap(table -> ForeignKeyTargets.at(environment.spark(), table, table.base()));
        ValidatedBatch validated = gate.validate(
                batch,
                new ReferenceData(published, targets.rows()),
                new GateRun(
                        request.run(),
                        request.contract().version(),
                        started,
                        request.at().orElse(started)),
                comparison.plan());
        ValidatedBatch.Write<Dataset<Row>> write = validated.write(rows -> {
            rows.write().format("noop").mode("overwrite").save();
            return rows;
        });
        Dataset<Row> passing = write.result();
        Dataset<Row> after = published.map(rows -> after(rows, passing)).orElse(passing);
        ValidationResult result = validated.result(write.counts(), after);
        Optional<BatchNovelty> novelty = comparison.judge(write.counts());
        return GateReport.of(request, started)
                .warnings(batch.warningsOfReading())
                .warnings(result.warnings())
                .rules(result.rows(), result.rules(), result.metrics())
                .decisions(validated.decisions(write.counts()))
                .novelty(novelty)
                .reasons(HoldReasons.of(request, result, novelty))
                .build(GateReport.Status.DRY_RUN, environment.now());
    }

    private Dataset<Row> after(Dataset<Row> published, Dataset<Row> passing) {
        return request.writeMode() == WriteMode.UPSERT
                ? MergedBatch.preview(request.dataset(), published, passing)
                : published.unionByName(passing, true);
    }
}
