package io.assay.jobs.gate;

import io.assay.definition.contract.Action;
import io.assay.definition.contract.ContractColumn;
import io.assay.jobs.cli.JobContext;
import io.assay.jobs.cli.JobLineage;
import io.assay.jobs.failure.DataException;
import io.assay.jobs.publication.DatasetTables;
import io.assay.jobs.publication.PublishedTable;
import io.assay.jobs.publication.StagedBatch;
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

/** What a batch tells the world: what it read, what it published, and how the rules came out. */
final class GateLineage {
    /** More files than this are told as the folders or patterns that were asked for. */
    private static final int FILES = 50;

    /** The column of a quarantine table that keeps the row as it came. */
    private static final String QUARANTINED_ROW = "row";

    private final JobContext context;
    private final BatchRequest order;
    private final List<LineageDataset> sources;
    private final LineageRun run;
    private final List<LineageDataset> targets = new ArrayList<>();
    private Optional<LineageEvent> ready = Optional.empty();

    private GateLineage(JobContext context, BatchRequest order, Instant started) {
        this.context = context;
        this.order = order;
        this.sources = sources();
        this.run = new JobLineage(
                        order.origin().command(), order.dataset().name().value(), order.run(), started)
                .begin(
                        context,
                        order.asks(IngestOption.DRY_RUN) ? LineageEmitter.none() : context.lineage(),
                        order.asks(IngestOption.LOG_LATER)
                                ? LineageJob.Processing.STREAMING
                                : LineageJob.Processing.BATCH,
                        sources);
    }

    /** Says START; a dry run, which leaves nothing behind, says nothing at all. */
    static GateLineage start(JobContext context, BatchRequest order, Instant started) {
        return new GateLineage(context, order, started);
    }

    /** The datasets that foreign keys were held against. */
    void reads(ForeignKeyTargets read) {
        targets.clear();
        read.snapshots().forEach((table, snapshot) -> targets.add(table(table).withVersion(Long.toString(snapshot))));
    }

    /** COMPLETE as {@link #published} is to say it of this report, and a rerun if this process does not live to. */
    Optional<LineageEvent> completion(PublishedTable table, GateReport report) {
        LineageDataset output = output(table, report.rows().passed())
                .withMetrics(GateMetrics.of(report.rows().passed(), report.metrics()));
        LineageDataset published = report.snapshot()
                .map(snapshot -> output.withVersion(Long.toString(snapshot)))
                .orElse(output);
        ready = run.completion(
                report.started().plus(report.took()),
                result(report, with(quarantine(), report.rows().quarantined(), published)));
        return ready;
    }

    /** The same of a batch that was judged long ago, and waits on its branch. */
    Optional<LineageEvent> completion(PublishedTable table, StagedBatch staged) {
        LineageDataset output = output(table, staged.added()).withVersion(Long.toString(staged.snapshot()));
        Optional<PublishedTable> quarantine = quarantine();
        long quarantined = quarantine
                .flatMap(there -> there.staged(order.run()))
                .map(StagedBatch::added)
                .orElse(0L);
        ready = run.completion(context.clock().instant(), RunResult.of(sources, with(quarantine, quarantined, output)));
        return ready;
    }

    private Optional<PublishedTable> quarantine() {
        return new DatasetTables(context.spark())
                .find(IcebergTables.quarantine(order.dataset().name()));
    }

    /** What was published, and the rows beside it; they may be staged once more, so they have no version yet. */
    private List<LineageDataset> with(Optional<PublishedTable> quarantine, long rows, LineageDataset published) {
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

    /** The batch is on main: says COMPLETE. */
    void published() {
        ready.ifPresent(run::complete);
    }

    /** Says how a batch ended that was not published: COMPLETE, or FAIL if somebody has something to fix. */
    void ended(GateReport report) {
        if (report.status() == GateReport.Status.PUBLISHED) {
            return;
        }
        Instant now = context.clock().instant();
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

    /** Says FAIL of a batch that could not be judged. */
    void fail(Throwable cause) {
        List<LineageDataset> inputs = new ArrayList<>(sources);
        inputs.addAll(targets);
        run.fail(context.clock().instant(), RunResult.of(inputs, List.of()), cause);
    }

    private RunResult result(GateReport report, List<LineageDataset> outputs) {
        List<QualityAssertion> checks =
                report.rules().stream().map(GateLineage::assertion).toList();
        List<LineageDataset> inputs = new ArrayList<>();
        for (LineageDataset source : sources) {
            LineageDataset judged = source.withAssertions(checks);
            inputs.add(sources.size() > 1 ? judged : judged.withStatistics(read(source, report)));
        }
        inputs.addAll(targets);
        return RunResult.of(inputs, outputs).withChecks(checks);
    }

    /** Of several sources nobody knows how many rows came from which. */
    private static Statistics read(LineageDataset source, GateReport report) {
        Statistics size = source.statistics().orElseGet(() -> Statistics.ofRows(0));
        return new Statistics(OptionalLong.of(report.rows().read()), size.bytes(), size.files());
    }

    private List<LineageDataset> sources() {
        List<SourceFile> files = order.files();
        if (files.isEmpty() || files.size() > FILES) {
            boolean tables = order.origin().input().format().equals(Optional.of("iceberg"));
            return order.origin().input().paths().stream()
                    .map(path -> tables ? source(path) : LineageDataset.at(path))
                    .toList();
        }
        return files.stream()
                .map(file -> LineageDataset.at(file.path()).withStatistics(size(file)))
                .toList();
    }

    /** A table that rows are read from by its name. */
    private LineageDataset source(String name) {
        return new DatasetTables(context.spark())
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
        return LineageDataset.table(table.location(), context.warehouse().root(), table.name());
    }

    private List<SchemaField> fields() {
        List<SchemaField> fields = new ArrayList<>();
        for (StructField field : Gate.of(order.dataset()).schema().fields()) {
            fields.add(SchemaField.of(field.name(), field.dataType().simpleString()));
        }
        return fields;
    }

    private ColumnLineage columns() {
        ColumnLineage.Builder lineage = ColumnLineage.builder();
        for (ContractColumn column : order.dataset().columns()) {
            for (LineageDataset source : sources) {
                lineage.column(
                        column.name(),
                        order.replayed().isPresent()
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
