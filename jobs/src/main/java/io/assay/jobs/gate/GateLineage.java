package io.assay.jobs.gate;

import io.assay.definition.contract.Action;
import io.assay.definition.contract.Column;
import io.assay.jobs.cli.JobContext;
import io.assay.jobs.fault.DataFault;
import io.assay.jobs.publication.Publication;
import io.assay.jobs.publication.PublishedTable;
import io.assay.lineage.Lineage;
import io.assay.lineage.LineageRun;
import io.assay.lineage.event.ColumnLineage;
import io.assay.lineage.event.LineageDataset;
import io.assay.lineage.event.LineageJob;
import io.assay.lineage.event.ParentRun;
import io.assay.lineage.event.QualityAssertion;
import io.assay.lineage.event.RunResult;
import io.assay.lineage.event.RunStart;
import io.assay.lineage.event.SchemaField;
import io.assay.lineage.event.Statistics;
import io.assay.validation.Gate;
import io.assay.validation.RuleOutcome;
import io.assay.validation.source.SourceFile;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.spark.sql.types.StructField;

/** What a batch tells the world: what it read, what it published, and how the rules came out. */
final class GateLineage {
    /** More files than this are told as the folders or patterns that were asked for. */
    private static final int FILES = 50;

    private final JobContext context;
    private final BatchOrder order;
    private final LineageRun run;
    private final List<LineageDataset> targets = new ArrayList<>();
    private final List<LineageDataset> outputs = new ArrayList<>();
    private List<QualityAssertion> checks = List.of();

    private GateLineage(JobContext context, BatchOrder order, Instant started) {
        this.context = context;
        this.order = order;
        String project = context.project().settings().project();
        String namespace = context.project()
                .settings()
                .lineage()
                .flatMap(lineage -> lineage.namespace())
                .orElse(project);
        String name = "%s.%s.%s"
                .formatted(project, order.origin().command(), order.dataset().name());
        Map<String, String> spark = new LinkedHashMap<>();
        for (scala.Tuple2<String, String> entry :
                context.spark().sparkContext().getConf().getAll()) {
            spark.put(entry._1(), entry._2());
        }
        String type = order.origin().command().toUpperCase(Locale.ROOT);
        LineageJob job = order.asks(Term.LOG_LATER)
                ? LineageJob.streaming(namespace, name, type)
                : LineageJob.batch(namespace, name, type);
        RunStart start = RunStart.of(job, order.run(), started)
                .withParent(ParentRun.fromSpark(spark))
                .withEngine("spark", context.spark().version());
        this.run = Lineage.start(context.lineage(), start, sources());
    }

    /** Says START. */
    static GateLineage start(JobContext context, BatchOrder order, Instant started) {
        return new GateLineage(context, order, started);
    }

    /** The datasets that foreign keys were held against. */
    void reads(Targets read) {
        targets.clear();
        read.snapshots().forEach((table, snapshot) -> targets.add(table(table).withVersion(Long.toString(snapshot))));
    }

    /** The batch is on main. */
    void wrote(PublishedTable table, Publication publication) {
        outputs.add(table(table)
                .withSchema(fields())
                .withVersion(Long.toString(publication.snapshot()))
                .withStatistics(Statistics.ofRows(RowSummary.rows(publication).published()))
                .withColumns(columns()));
    }

    /** Says COMPLETE; FAIL if somebody has something to mend. */
    void complete(GateReport report) {
        checks = report.rules().stream().map(GateLineage::assertion).toList();
        if (report.done()) {
            run.complete(context.clock().instant(), result());
        } else {
            String what = "the batch was not published: " + String.join("; ", report.reasons());
            fail(new DataFault("datasets." + report.dataset(), what, "see assay runs show " + report.run()));
        }
    }

    void fail(RuntimeException cause) {
        run.fail(context.clock().instant(), result(), cause);
    }

    private RunResult result() {
        List<LineageDataset> inputs = Stream.concat(
                        sources().stream().map(source -> source.withAssertions(checks)), targets.stream())
                .toList();
        return RunResult.of(inputs, outputs).withChecks(checks);
    }

    private List<LineageDataset> sources() {
        List<SourceFile> files = order.files();
        if (files.isEmpty() || files.size() > FILES) {
            return order.origin().input().paths().stream()
                    .map(LineageDataset::at)
                    .toList();
        }
        return files.stream()
                .map(file -> LineageDataset.at(file.path()).withStatistics(size(file)))
                .toList();
    }

    private static Statistics size(SourceFile file) {
        return new Statistics(
                java.util.OptionalLong.empty(), java.util.OptionalLong.of(file.bytes()), java.util.OptionalLong.of(1));
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
        for (Column column : order.dataset().columns()) {
            for (LineageDataset source : sources()) {
                lineage.column(
                        column.name(),
                        ColumnLineage.Origin.of(source.id(), column.source(), ColumnLineage.Transformation.IDENTITY));
            }
        }
        return lineage.build();
    }

    private static QualityAssertion assertion(RuleOutcome rule) {
        int dot = rule.rule().lastIndexOf('.');
        return new QualityAssertion(
                rule.rule(),
                dot < 0 ? rule.rule() : rule.rule().substring(dot + 1),
                rule.column(),
                QualityAssertion.Outcome.valueOf(rule.status().name()),
                rule.action() == Action.WARN ? QualityAssertion.Severity.WARN : QualityAssertion.Severity.ERROR,
                rule.expected(),
                rule.measured()
                        .map(BigDecimal::toPlainString)
                        .or(() -> java.util.Optional.of(rule.violations() + " rows")));
    }
}
