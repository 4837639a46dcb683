package io.assay.jobs.gate;

import io.assay.features.log.SparkTypes;
import io.assay.jobs.cli.JobContext;
import io.assay.jobs.failure.ExternalException;
import io.assay.jobs.publication.BaseSnapshot;
import io.assay.jobs.publication.DatasetTables;
import io.assay.jobs.publication.MainMovedException;
import io.assay.jobs.publication.PublishedTable;
import io.assay.jobs.publication.StagedBatch;
import io.assay.jobs.publication.WrittenFiles;
import io.assay.jobs.warehouse.IcebergTables;
import io.assay.validation.Batch;
import io.assay.validation.Gate;
import io.assay.validation.GateRun;
import io.assay.validation.ReferenceData;
import io.assay.validation.RowCounts;
import io.assay.validation.RunValue;
import io.assay.validation.ScanCounts;
import io.assay.validation.ValidatedBatch;
import io.assay.validation.ValidationResult;
import io.assay.warehouse.dataset.DatasetColumns;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.iceberg.expressions.Expressions;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.StructType;

/** One try to publish a batch on top of what main is when it begins. */
final class PublishAttempt {
    /** What so few tasks read is not moved to one task a partition: it makes so many files at most. */
    private static final int FEW_TASKS = 4;

    private final JobContext context;
    private final BatchRequest order;
    private final Batch batch;
    private final DatasetTables tables;
    private final RunRecords records;
    private final BatchProgress progress;
    private final GateLineage lineage;
    private final Gate gate;

    PublishAttempt(
            JobContext context,
            BatchRequest order,
            Batch batch,
            DatasetTables tables,
            RunRecords records,
            BatchProgress progress,
            GateLineage lineage) {
        this.context = context;
        this.order = order;
        this.batch = batch;
        this.tables = tables;
        this.records = records;
        this.progress = progress;
        this.lineage = lineage;
        this.gate = Gate.of(order.dataset());
    }

    GateReport run(Instant started) throws MainMovedException {
        ForeignKeyTargets targets = ForeignKeyTargets.now(context.spark(), tables, gate.targets());
        lineage.reads(targets);
        if (order.asks(IngestOption.DRY_RUN)) {
            return dryRun(started, targets);
        }
        PublishedTable table = tables.findOrMake(
                IcebergTables.dataset(order.dataset().name()),
                stored(),
                order.dataset().partitioning());
        BaseSnapshot base = table.base();
        ValidatedBatch judged = judged(table, base, targets, started);
        Dataset<Row> rows = judged.passing().withColumn(DatasetColumns.SEQUENCE, RunValue.of(base.sequence() + 1));
        try (WrittenFiles files = table.write(
                rows,
                order.replaces() ? WrittenFiles.WriteMode.REPLACE : WrittenFiles.WriteMode.APPEND,
                batch.tasks().orElse(Integer.MAX_VALUE) <= FEW_TASKS
                        ? WrittenFiles.DistributionMode.NONE
                        : WrittenFiles.DistributionMode.HASH)) {
            ScanCounts tally = judged.tally();
            if (tally.rows().read() == 0
                    || (order.replayed().isPresent() && tally.rows().passed() == 0)) {
                files.discard();
                String why = tally.rows().read() == 0 ? "there are no rows in it" : "no row passes";
                return GateReport.of(order, started)
                        .rules(tally.rows(), List.of(), List.of())
                        .warning(why)
                        .build(GateReport.Status.NOTHING_NEW, context.clock().instant());
            }
            return audited(table, base, files, judged, tally, started);
        }
    }

    private GateReport audited(
            PublishedTable table,
            BaseSnapshot base,
            WrittenFiles files,
            ValidatedBatch judged,
            ScanCounts tally,
            Instant started)
            throws MainMovedException {
        try (QuarantineTables quarantined = QuarantineTables.write(context, order, tables, judged, tally, files)) {
            progress.reached(PublishStep.WRITTEN);
            ValidationResult verdict = judged.verdict(tally, files.after());
            List<SideTable> companions = quarantined.stage(order.run());
            progress.reached(PublishStep.QUARANTINE_STAGED);
            StagedBatch staged = stage(table, base, files, verdict.rows());
            progress.reached(PublishStep.STAGED);
            check(verdict.rows(), staged.added(), quarantined.added());

            List<String> reasons = reasons(verdict);
            GateReport.Builder report = GateReport.of(order, started)
                    .rules(verdict.rows(), verdict.rules(), verdict.metrics())
                    .snapshot(staged.snapshot());
            if (!reasons.isEmpty() && !order.asks(IngestOption.LET_THROUGH)) {
                GateReport held = report.reasons(reasons)
                        .build(GateReport.Status.HELD, context.clock().instant());
                if (order.asks(IngestOption.LOG_LATER)) {
                    records.keep(held, Optional.empty());
                } else {
                    records.write(held);
                }
                return held;
            }
            GateReport published =
                    report.build(GateReport.Status.PUBLISHED, context.clock().instant());
            records.keep(published, lineage.completion(table, published));
            progress.reached(PublishStep.AUDITED);
            if (!order.asks(IngestOption.LOG_LATER)) {
                records.prepare(published);
            }
            publish(table, staged, companions);
            if (!order.asks(IngestOption.LOG_LATER)) {
                records.write(published);
                progress.reached(PublishStep.LOGGED);
            }
            return published;
        }
    }

    private void publish(PublishedTable table, StagedBatch staged, List<SideTable> companions)
            throws MainMovedException {
        table.checkUnmoved(staged.base(), order.run());
        companions.forEach(SideTable::publish);
        progress.reached(PublishStep.QUARANTINE_PUBLISHED);
        table.publish(staged, Map.of(ContractGuard.CONTRACT, order.contract().json()));
        progress.reached(PublishStep.PUBLISHED);
        lineage.published();
        progress.reached(PublishStep.LINEAGE_EMITTED);
    }

    private StagedBatch stage(PublishedTable table, BaseSnapshot base, WrittenFiles files, RowCounts rows)
            throws MainMovedException {
        Map<String, String> summary = RowSummary.of(rows);
        return order.replaces()
                ? table.stageInPlaceOf(Expressions.alwaysTrue(), order.run(), base, files, summary)
                : table.stage(order.run(), base, files, summary);
    }

    private ValidatedBatch judged(PublishedTable table, BaseSnapshot base, ForeignKeyTargets targets, Instant started) {
        Optional<Dataset<Row>> published =
                order.replaces() ? Optional.empty() : ForeignKeyTargets.at(context.spark(), table, base);
        return gate.judge(
                batch,
                new ReferenceData(published, targets.rows()),
                new GateRun(order.run(), order.contract().version(), started));
    }

    private GateReport dryRun(Instant started, ForeignKeyTargets targets) {
        Optional<Dataset<Row>> published = order.replaces()
                ? Optional.empty()
                : tables.find(IcebergTables.dataset(order.dataset().name()))
                        .flatMap(table -> ForeignKeyTargets.at(context.spark(), table, table.base()));
        ValidatedBatch judged = gate.judge(
                batch,
                new ReferenceData(published, targets.rows()),
                new GateRun(order.run(), order.contract().version(), started));
        Dataset<Row> passing = judged.passing();
        passing.write().format("noop").mode("overwrite").save();
        ScanCounts tally = judged.tally();
        Dataset<Row> after =
                published.map(rows -> rows.unionByName(passing, true)).orElse(passing);
        ValidationResult verdict = judged.verdict(tally, after);
        return GateReport.of(order, started)
                .rules(verdict.rows(), verdict.rules(), verdict.metrics())
                .reasons(reasons(verdict))
                .build(GateReport.Status.DRY_RUN, context.clock().instant());
    }

    private List<String> reasons(ValidationResult verdict) {
        List<String> reasons = new ArrayList<>(verdict.holding());
        if (order.asks(IngestOption.HOLD_ON_QUARANTINE) && verdict.rows().quarantined() > 0) {
            reasons.add("%d rows were quarantined, and --fail-on quarantine asks for none"
                    .formatted(verdict.rows().quarantined()));
        }
        return reasons;
    }

    private void check(RowCounts rows, long published, long quarantined) {
        boolean whole = rows.read() == rows.passed() + rows.quarantined() + rows.dropped();
        if (whole && rows.passed() == published && rows.quarantined() == quarantined) {
            return;
        }
        throw new ExternalException(
                "datasets." + order.dataset().name(),
                "the counts of run %s do not add up: %d read, %d passed and %d in the files, %d quarantined and %d in the files, %d dropped; nothing was published"
                        .formatted(
                                order.run(),
                                rows.read(),
                                rows.passed(),
                                published,
                                rows.quarantined(),
                                quarantined,
                                rows.dropped()),
                "make sure nobody writes to the input while it is read, then run it again");
    }

    /** The dataset table's columns. */
    private StructType stored() {
        StructType own = SparkTypes.schema(DatasetColumns.SCHEMA);
        return Arrays.stream(own.fields()).reduce(gate.schema(), StructType::add, (all, more) -> more);
    }
}
