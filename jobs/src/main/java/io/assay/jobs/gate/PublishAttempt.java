package io.assay.jobs.gate;

import io.assay.definition.contract.UpdateRules;
import io.assay.definition.contract.WriteMode;
import io.assay.features.log.SparkTypes;
import io.assay.jobs.commit.PendingRecord;
import io.assay.jobs.commit.RunCommit;
import io.assay.jobs.failure.DataException;
import io.assay.jobs.failure.ExternalException;
import io.assay.jobs.layout.TableLayout;
import io.assay.jobs.merge.MergedBatch;
import io.assay.jobs.novelty.BatchNovelty;
import io.assay.jobs.publication.BaseSnapshot;
import io.assay.jobs.publication.MainMovedException;
import io.assay.jobs.publication.PublishProgress;
import io.assay.jobs.publication.PublishStep;
import io.assay.jobs.publication.PublishedTable;
import io.assay.jobs.publication.RunLease;
import io.assay.jobs.publication.SideTable;
import io.assay.jobs.publication.StagedBatch;
import io.assay.jobs.publication.StagedPublication;
import io.assay.jobs.publication.WrittenFiles;
import io.assay.jobs.run.RunEnvironment;
import io.assay.jobs.warehouse.IcebergTables;
import io.assay.validation.Batch;
import io.assay.validation.Gate;
import io.assay.validation.GateRun;
import io.assay.validation.ReferenceData;
import io.assay.validation.RowCounts;
import io.assay.validation.RunValue;
import io.assay.validation.ScanCounts;
import io.assay.validation.SourceFiles;
import io.assay.validation.ValidatedBatch;
import io.assay.validation.ValidationResult;
import io.assay.validation.decision.Decision;
import io.assay.validation.source.UnreadableSourceException;
import io.assay.warehouse.TableType;
import io.assay.warehouse.dataset.DatasetColumns;
import io.assay.warehouse.dataset.SnapshotProperties;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.iceberg.DistributionMode;
import org.apache.iceberg.expressions.Expressions;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.StructType;

/** One attempt to publish a batch on top of what main is when it begins. */
final class PublishAttempt {
    private final RunEnvironment environment;
    private final BatchRequest request;
    private final Batch batch;
    private final GateTables tables;
    private final RunLease lease;
    private final PublishProgress progress;
    private final GateLineage lineage;
    private final BatchComparison comparison;
    private final Gate gate;
    private final Decision writeShuffle;

    PublishAttempt(
            RunEnvironment environment,
            BatchRequest request,
            Batch batch,
            GateTables tables,
            RunLease lease,
            PublishProgress progress,
            GateLineage lineage,
            BatchComparison comparison) {
        this.environment = environment;
        this.request = request;
        this.batch = batch;
        this.tables = tables;
        this.lease = lease;
        this.progress = progress;
        this.lineage = lineage;
        this.comparison = comparison;
        this.gate = Gate.of(request.dataset());
        this.writeShuffle = BatchDecisions.writeShuffle(request, batch);
    }

    GateReport run(Instant started, RunCommit commit, DefinitionWrite definitions, boolean contractKnown)
            throws MainMovedException {
        Optional<Decision> shuffles = BatchDecisions.shufflePartitions(environment.spark(), request);
        ForeignKeyTargets targets = ForeignKeyTargets.now(environment.spark(), tables.all(), gate.targets());
        lineage.reads(targets);
        PublishedTable table = tables.all()
                .findOrMake(
                        IcebergTables.dataset(request.dataset().name()),
                        stored(),
                        request.dataset().partitioning());
        table.retypeUnused(stored());
        BaseSnapshot base = table.base();
        if (request.replayed().filter(rows -> !rows.arePickedOn(base)).isPresent()) {
            throw new MainMovedException(table.name(), request.run());
        }
        ValidatedBatch validated = validate(table, base, targets, started);
        ValidatedBatch.Write<WrittenFiles> write = validated.write(rows -> write(table, stamped(rows, base)));
        ScanCounts counts = write.counts();
        Optional<String> nothing = nothingIn(counts);
        if (nothing.isPresent()) {
            write.result().close();
            return GateReport.of(request, started)
                    .rules(counts.rows(), List.of(), List.of())
                    .warnings(batch.warningsOfReading())
                    .warning(nothing.get())
                    .build(GateReport.Status.NOTHING_NEW, environment.now());
        }
        try (BatchFiles files = files(table, base, write.result());
                QuarantineTables quarantine = QuarantineTables.write(
                        environment, request, tables.all(), validated, counts, files, lease, base)) {
            progress.reached(PublishStep.WRITTEN);
            ValidationResult result = validated.result(counts, files.dataset()::after);
            List<SideTable> sideTables = quarantine.stage(lease);
            progress.reached(PublishStep.QUARANTINE_STAGED);
            StagedBatch staged = stage(table, base, files, result.rows());
            progress.reached(PublishStep.STAGED);
            mustBeUnchanged();
            check(result.rows(), files, staged.added(), quarantine.added());
            TableLayout layout = TableLayout.after(
                    staged,
                    table,
                    request.dataset(),
                    contractKnown ? Optional.empty() : ContractGuard.before(table, request.dataset()),
                    counts.measured().summary());
            StagedPublication publication = new StagedPublication(
                    table,
                    staged,
                    sideTables,
                    layout.change(ContractGuard.property(request.contract().json())));
            definitions.await();
            GateReport.Builder report = GateReport.of(request, started)
                    .warnings(batch.warningsOfReading())
                    .warnings(result.warnings())
                    .rules(result.rows(), result.rules(), result.metrics())
                    .changes(files.changes())
                    .decisions(decisions(table, shuffles, validated, counts, layout));
            return published(publication, report, result, comparison.judge(counts), commit);
        }
    }

    private Optional<String> nothingIn(ScanCounts counts) {
        if (counts.rows().read() == 0) {
            return Optional.of(
                    request.replayed().isPresent()
                            ? "there is no open row in quarantine to replay"
                            : "there are no rows in it");
        }
        return request.replayed().isPresent() && counts.rows().passed() == 0
                ? Optional.of("no row passes")
                : Optional.empty();
    }

    private Dataset<Row> stamped(Dataset<Row> rows, BaseSnapshot base) {
        long sequence = base.sequence() + 1;
        Dataset<Row> ordered = rows.withColumn(DatasetColumns.SEQUENCE, RunValue.of(sequence));
        return request.keepsOrigin()
                ? RowOrigin.add(
                        ordered,
                        request,
                        sequence,
                        DatasetColumns.ORIGIN,
                        DatasetColumns.SOURCE,
                        DatasetColumns.POSITION)
                : ordered;
    }

    private BatchFiles files(PublishedTable table, BaseSnapshot base, WrittenFiles written) {
        if (request.writeMode() == WriteMode.UPSERT) {
            return BatchFiles.of(MergedBatch.byKey(
                    environment.spark(),
                    request.dataset(),
                    tables.all(),
                    table,
                    base,
                    written,
                    lease,
                    run -> table.publication(run).isPresent()));
        }
        if (request.addsToPartitions()) {
            return BatchFiles.of(
                    MergedBatch.intoPartitions(environment.spark(), request.dataset(), table, base, written, lease));
        }
        if (request.dataset().replacesPartitions() && base.snapshot() != null) {
            written.inPlaceOf(table.filesInPartitionsOf(written, base.snapshot()));
        }
        return BatchFiles.of(written);
    }

    private List<Decision> decisions(
            PublishedTable table,
            Optional<Decision> shuffles,
            ValidatedBatch validated,
            ScanCounts counts,
            TableLayout layout) {
        List<Decision> decisions = new ArrayList<>(validated.decisions(counts));
        shuffles.ifPresent(decisions::add);
        if (table.isPartitioned() && writeShuffle.matters(counts.rows().read())) {
            decisions.add(writeShuffle);
        }
        decisions.addAll(layout.decisions());
        return decisions;
    }

    /** Holds the batch, or commits it. */
    private GateReport published(
            StagedPublication publication,
            GateReport.Builder report,
            ValidationResult result,
            Optional<BatchNovelty> novelty,
            RunCommit commit)
            throws MainMovedException {
        List<String> reasons = HoldReasons.of(request, result, novelty);
        report.novelty(novelty).snapshot(publication.batch().snapshot());
        if (!reasons.isEmpty() && request.approval().isEmpty()) {
            GateReport held = report.reasons(reasons).build(GateReport.Status.HELD, environment.now());
            commit.end(BatchRecord.of(request, held), request.logTime());
            return held;
        }
        GateReport published = report.build(GateReport.Status.PUBLISHED, environment.now());
        commit.commit(
                PendingRecord.of(
                        BatchRecord.of(request, published), lineage.completion(publication.dataset(), published)),
                request.logTime(),
                () -> publication.publish(progress));
        return published;
    }

    private WrittenFiles write(PublishedTable table, Dataset<Row> rows) {
        DistributionMode distribution = BatchDecisions.distribution(writeShuffle);
        if (request.merges()) {
            return table.writeIncoming(rows, distribution, lease);
        }
        if (request.replaces()) {
            return table.write(rows, WriteMode.REPLACE, distribution, lease);
        }
        return request.has(IngestOption.MICRO_BATCH)
                ? table.writeSmall(rows, distribution, lease)
                : table.write(rows, WriteMode.APPEND, distribution, lease);
    }

    private StagedBatch stage(PublishedTable table, BaseSnapshot base, BatchFiles files, RowCounts rows)
            throws MainMovedException {
        Map<String, String> summary = RowSummary.of(rows, files.changes());
        if (request.dataset().writeMode() == WriteMode.UPSERT) {
            summary.put(SnapshotProperties.CHANGE, WriteMode.UPSERT.word());
        } else if (request.dataset().replacesPartitions()) {
            summary.put(SnapshotProperties.CHANGE, UpdateRules.Replaced.PARTITION.word());
        }
        return request.replaces()
                ? table.stageInPlaceOf(Expressions.alwaysTrue(), lease, base, files.dataset(), summary)
                : table.stage(lease, base, files.dataset(), summary);
    }

    private ValidatedBatch validate(
            PublishedTable table, BaseSnapshot base, ForeignKeyTargets targets, Instant started) {
        // to open the table costs a small micro-batch a tenth of its time
        Optional<Dataset<Row>> published = request.isAlone() || !gate.comparesKeys()
                ? Optional.empty()
                : ForeignKeyTargets.at(environment.spark(), table, base);
        return gate.validate(
                batch,
                new ReferenceData(published, targets.rows()),
                new GateRun(
                        request.run(),
                        request.contract().version(),
                        started,
                        request.at().orElse(started)),
                comparison.plan(),
                table.partitioning());
    }

    /** What is read by several tasks, or twice, has to be one version of each file. */
    private void mustBeUnchanged() {
        try {
            SourceFiles.mustBeUnchanged(request.files(), environment.hadoop());
        } catch (UnreadableSourceException e) {
            throw new DataException(e.where(), e.what(), e.fix(), e);
        }
    }

    private void check(RowCounts rows, BatchFiles files, long published, long quarantined) {
        boolean complete = rows.read() == rows.passed() + rows.quarantined() + rows.dropped();
        boolean passed = files.changes()
                .map(changes ->
                        changes.passed() == rows.passed() && files.dataset().rows() == published)
                .orElse(rows.passed() == published);
        if (complete && passed && rows.quarantined() == quarantined) {
            return;
        }
        throw new ExternalException(
                "datasets." + request.dataset().name(),
                "the counts of run %s do not add up: %d read, %d passed and %d in the files, %d quarantined and %d in the files, %d dropped; nothing was published"
                        .formatted(
                                request.run(),
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
        StructType own = SparkTypes.schema(
                request.keepsOrigin()
                        ? DatasetColumns.SCHEMA.with(DatasetColumns.ORIGIN, TableType.LONG)
                        : DatasetColumns.SCHEMA);
        return Arrays.stream(own.fields()).reduce(gate.schema(), StructType::add, (all, more) -> more);
    }
}
