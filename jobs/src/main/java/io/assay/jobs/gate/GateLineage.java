package io.assay.jobs.gate;

import io.assay.definition.contract.Action;
import io.assay.definition.contract.ContractColumn;
import io.assay.jobs.failure.DataException;
import io.assay.jobs.publication.DatasetTables;
import io.assay.jobs.publication.PublishedBatch;
import io.assay.jobs.publication.PublishedTable;
import io.assay.jobs.publication.StagedBatch;
import io.assay.jobs.run.RunEnvironment;
import io.assay.jobs.run.RunLineage;
import io.assay.jobs.warehouse.IcebergTables;
import io.assay.lineage.LineageEmitter;
import io.assay.lineage.LineageEvent;
import io.assay.lineage.LineageRun;
import io.assay.lineage.event.ColumnLineage;
import io.assay.lineage.event.ColumnLineage.Origin;
import io.assay.lineage.event.ColumnLineage.Transformation;
import io.assay.lineage.event.DatasetId;
import io.assay.lineage.event.LineageDataset;
import io.assay.lineage.event.LineageJob;
import io.assay.lineage.event.QualityAssertion;
import io.assay.lineage.event.RunResult;
import io.assay.lineage.event.SchemaField;
import io.assay.lineage.event.Statistics;
import io.assay.validation.Gate;
import io.assay.validation.RuleResult;
import io.assay.validation.source.SourceFile;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.apache.iceberg.catalog.TableIdentifier;
import org.apache.spark.sql.types.StructField;
import org.jspecify.annotations.Nullable;

/** A batch's lineage events: what it read, what it published, and the result of each rule. */
final class GateLineage {
    /** More files than this are named by the folders or patterns that were given. */
    private static final int FILES = 50;

    /** The column of a quarantine table that has the source row. */
    private static final String QUARANTINED_ROW = "row";

    private final RunEnvironment environment;
    private final BatchRequest request;
    private final List<LineageDataset> sources;
    private final LineageRun run;
    private final List<LineageDataset> targets = new ArrayList<>();

    private GateLineage(RunEnvironment environment, BatchRequest request, Instant started) {
        this.environment = environment;
        this.request = request;
        this.sources = sources();
        this.run = new RunLineage(
                        request.origin().command(), request.dataset().name().value(), request.run(), started)
                .start(
                        environment,
                        request.has(IngestOption.DRY_RUN) ? LineageEmitter.none() : environment.lineage(),
                        request.has(IngestOption.MICRO_BATCH)
                                ? LineageJob.Processing.STREAMING
                                : LineageJob.Processing.BATCH,
                        sources);
    }

    /** Sends START; a dry run, which leaves nothing behind, sends nothing. */
    static GateLineage start(RunEnvironment environment, BatchRequest request, Instant started) {
        return new GateLineage(environment, request, started);
    }

    /** Adds the datasets that foreign keys were compared with. */
    void reads(ForeignKeyTargets read) {
        targets.clear();
        read.snapshots().forEach((table, snapshot) -> targets.add(table(table).withVersion(Long.toString(snapshot))));
    }

    /** COMPLETE of a batch that is about to be published; {@link #complete} sends it. */
    Optional<LineageEvent> completion(PublishedTable table, GateReport report) {
        LineageDataset output = output(table, report.published())
                .withMetrics(GateMetrics.of(report.rows().passed(), report.metrics()));
        LineageDataset published = report.snapshot()
                .map(snapshot -> output.withVersion(Long.toString(snapshot)))
                .orElse(output);
        return run.completion(
                report.started().plus(report.took()),
                result(report, outputs(quarantine(), report.rows().quarantined(), published)));
    }

    /** The same for a held batch, which was validated by another run. */
    Optional<LineageEvent> completion(PublishedTable table, StagedBatch staged) {
        LineageDataset output =
                output(table, RowSummary.published(staged)).withVersion(Long.toString(staged.snapshot()));
        Optional<PublishedTable> quarantine = quarantine();
        long quarantined = quarantine
                .flatMap(there -> there.staged(request.run())
                        .map(StagedBatch::added)
                        .or(() -> there.publication(request.run()).map(PublishedBatch::added)))
                .orElse(0L);
        return run.completion(environment.now(), RunResult.of(sources, outputs(quarantine, quarantined, output)));
    }

    private Optional<PublishedTable> quarantine() {
        return new DatasetTables(environment.spark())
                .find(IcebergTables.quarantine(request.dataset().name()));
    }

    /** The dataset and the quarantine; quarantined rows may be staged once more, so they have no version yet. */
    private List<LineageDataset> outputs(Optional<PublishedTable> quarantine, long rows, LineageDataset published) {
        List<LineageDataset> outputs = new ArrayList<>(List.of(published));
        if (rows > 0) {
            quarantine.ifPresent(there -> outputs.add(table(there).withStatistics(Statistics.ofRows(rows))));
        }
        return outputs;
    }

    private LineageDataset output(PublishedTable table, long rows) {
        return table(table)
                .withSchema(fields())
                .withStatistics(Statistics.ofRows(rows))
                .withColumns(columns());
    }

    /** Sends COMPLETE. */
    void complete(LineageEvent completion) {
        run.complete(completion);
    }

    /**
     * Sends the end of a batch that was not published: COMPLETE, or FAIL if the data or a definition has to be fixed.
     */
    void ended(GateReport report) {
        if (report.status() == GateReport.Status.PUBLISHED) {
            return;
        }
        Instant now = environment.now();
        RunResult result = result(report, List.of());
        if (report.done()) {
            run.complete(now, result);
        } else {
            String what = "the batch was not published: " + String.join("; ", report.reasons());
            run.fail(
                    now,
                    result,
                    new DataException("datasets." + report.dataset(), what, "see assay runs show " + report.run()));
        }
    }

    /** Sends FAIL of a batch that could not be validated. */
    void fail(Throwable cause) {
        List<LineageDataset> inputs = new ArrayList<>(sources);
        inputs.addAll(targets);
        run.fail(environment.now(), RunResult.of(inputs, List.of()), cause);
    }

    private RunResult result(GateReport report, List<LineageDataset> outputs) {
        List<QualityAssertion> checks =
                report.rules().stream().map(GateLineage::assertion).toList();
        List<LineageDataset> inputs = new ArrayList<>();
        for (LineageDataset source : sources) {
            LineageDataset checked = source.withAssertions(checks);
            inputs.add(sources.size() > 1 ? checked : checked.withStatistics(read(source, report)));
        }
        inputs.addAll(targets);
        return RunResult.of(inputs, outputs).withChecks(checks);
    }

    /** Of several sources it is not known how many rows came from which. */
    private static Statistics read(LineageDataset source, GateReport report) {
        Statistics size = source.statistics().orElseGet(() -> Statistics.ofRows(0));
        return new Statistics(OptionalLong.of(report.rows().read()), size.bytes(), size.files());
    }

    private List<LineageDataset> sources() {
        List<SourceFile> files = request.files();
        if (files.isEmpty() || files.size() > FILES) {
            boolean tables = request.origin().input().format().equals(Optional.of("iceberg"));
            return request.origin().input().paths().stream()
                    .map(path -> tables ? source(path) : LineageDataset.at(path))
                    .toList();
        }
        return files.stream()
                .map(file -> LineageDataset.at(file.path()).withStatistics(size(file)))
                .toList();
    }

    /** A table that rows are read from by its name. */
    private LineageDataset source(String name) {
        return new DatasetTables(environment.spark())
                .find(TableIdentifier.parse(name))
                .map(table -> {
                    LineageDataset dataset = table(table);
                    @Nullable Long snapshot = table.base().snapshot();
                    return snapshot == null ? dataset : dataset.withVersion(snapshot.toString());
                })
                .orElseGet(() -> LineageDataset.of(new DatasetId("iceberg", name)));
    }

    private static Statistics size(SourceFile file) {
        return new Statistics(OptionalLong.empty(), OptionalLong.of(file.bytes()), OptionalLong.of(1));
    }

    private LineageDataset table(PublishedTable table) {
        return LineageDataset.table(table.location(), environment.warehouse().root(), table.name());
    }

    private List<SchemaField> fields() {
        List<SchemaField> fields = new ArrayList<>();
        for (StructField field : Gate.of(request.dataset()).schema().fields()) {
            fields.add(SchemaField.of(field.name(), field.dataType().simpleString()));
        }
        return fields;
    }

    private ColumnLineage columns() {
        ColumnLineage.Builder lineage = ColumnLineage.builder();
        for (ContractColumn column : request.dataset().columns()) {
            for (LineageDataset source : sources) {
                lineage.column(
                        column.name(),
                        request.replayed().isPresent()
                                ? Origin.of(source.id(), QUARANTINED_ROW, Transformation.TRANSFORMATION)
                                : Origin.of(source.id(), column.source(), Transformation.IDENTITY));
            }
        }
        return lineage.build();
    }

    private static QualityAssertion assertion(RuleResult rule) {
        int dot = rule.rule().lastIndexOf('.');
        return new QualityAssertion(
                rule.rule(),
                dot < 0 ? rule.rule() : rule.rule().substring(dot + 1),
                rule.column(),
                QualityAssertion.Outcome.valueOf(rule.status().name()),
                rule.action() == Action.WARN ? QualityAssertion.Severity.WARN : QualityAssertion.Severity.ERROR,
                rule.expected(),
                rule.measured().map(BigDecimal::toPlainString).or(() -> Optional.of(rule.violations() + " rows")));
    }
}
