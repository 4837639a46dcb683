package io.assay.validation;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat_ws;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.sha2;
import static org.apache.spark.sql.functions.substring;

import io.assay.definition.contract.DatasetContract;
import io.assay.validation.decision.Decision;
import io.assay.validation.decision.DistinctCounts;
import io.assay.validation.internal.dataset.PassingTimes;
import io.assay.validation.internal.deequ.DeequMetrics;
import io.assay.validation.internal.key.KeyFlags;
import io.assay.validation.internal.rule.FieldPath;
import io.assay.validation.internal.rule.RowRules;
import io.assay.validation.internal.rule.RowVerdicts;
import io.assay.validation.internal.scan.ColumnStatisticsState;
import io.assay.validation.internal.scan.ObservedAggregate;
import io.assay.validation.internal.scan.PlanExtension;
import io.assay.validation.internal.scan.VerdictCounts;
import io.assay.validation.internal.value.StoredTypes;
import io.assay.validation.internal.value.UnvalidatedRow;
import io.assay.validation.metric.MeasurePlan;
import io.assay.validation.metric.Metric;
import io.assay.validation.source.RowPositions;
import io.assay.warehouse.dataset.DatasetColumns;
import io.assay.warehouse.quarantine.QuarantineColumns;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * A batch with its verdicts, to be written by the caller in this order: {@link #write}, then {@link #quarantined} if
 * any row is, then {@link #result}.
 */
public final class ValidatedBatch {
    private final DatasetContract dataset;
    private final Batch batch;
    private final GateRun run;
    private final KeyFlags keys;
    private final RowRules rules;
    private final RowVerdicts verdicts;
    private final MeasurePlan measures;
    private final ColumnStatisticsState.Plan measured;
    private final PassingTimes times;
    private final ObservedWrite observed;
    private final Dataset<Row> passing;

    ValidatedBatch(
            DatasetContract dataset,
            Batch batch,
            GateRun run,
            KeyFlags keys,
            RowRules rules,
            MeasurePlan measures,
            List<String> partitioning) {
        this.dataset = dataset;
        this.batch = batch;
        this.run = run;
        this.keys = keys;
        this.rules = rules;
        this.verdicts = new RowVerdicts(dataset, rules);
        this.measures = measures;
        this.measured = ColumnStatisticsState.Plan.of(
                verdicts.actionMasks(),
                StoredTypes.of(dataset.columns()),
                measures,
                partitioning,
                DistinctCounts.most(dataset.adaptation(), dataset.columns().size()));
        this.times = new PassingTimes(dataset);
        this.observed = new ObservedWrite(batch.read().sparkSession());
        this.passing = passing();
    }

    /**
     * What the caller's write returned, and what was counted on the way.
     *
     * @param result of the caller's write
     */
    public record Write<T>(T result, ScanCounts counts) {}

    /**
     * Writes the rows that pass and counts all rows on the way; to be called once. Costs one scan.
     *
     * @param writer runs one action over the rows it is given: the contract's columns, then {@code _run string, _source
     *     string, _position bigint}
     * @throws IllegalStateException if the writer does not read the rows
     */
    public <T> Write<T> write(Function<Dataset<Row>, T> writer) {
        T result = observed.during(() -> writer.apply(passing));
        Row counted = observed.observed()
                .orElseThrow(() -> new IllegalStateException(
                        "the rows of dataset %s were not read, so nothing was counted".formatted(dataset.name())));
        return new Write<>(result, counts(counted));
    }

    private ScanCounts counts(Row counted) {
        VerdictCounts totals = (VerdictCounts) ObservedAggregate.read(verdicts.totals(), counted.getAs("verdicts"));
        long malformed = totals.count(RowVerdicts.malformedBit());
        Map<String, Long> violations = new HashMap<>(Map.of(RowVerdicts.MALFORMED, malformed));
        Map<String, Long> evaluated = new HashMap<>();
        Map<String, Long> unevaluated = new HashMap<>();
        for (int i = 0; i < rules.ready().size(); i++) {
            String name = rules.ready().get(i).rule().name();
            violations.put(name, totals.count(RowVerdicts.bitOf(i)));
            long failures =
                    verdicts.failedBitOf(i).stream().mapToLong(totals::count).sum();
            if (failures > 0) {
                unevaluated.put(name, failures);
            }
            OptionalInt applied = verdicts.appliedBitOf(i);
            evaluated.put(name, applied.isPresent() ? totals.count(applied.getAsInt()) : totals.rows() - malformed);
        }
        ColumnStatisticsState statistics =
                (ColumnStatisticsState) ObservedAggregate.read(measured, counted.getAs("columns"));
        return new ScanCounts(
                new RowCounts(totals.rows(), totals.passed(), totals.quarantined(), totals.dropped(), totals.warned()),
                violations,
                evaluated,
                unevaluated,
                failed(totals),
                measured(statistics),
                times.of(counted));
    }

    private BatchMeasures measured(ColumnStatisticsState statistics) {
        List<Metric> metrics = DeequMetrics.of(StoredTypes.of(dataset.columns()), statistics);
        return BatchMeasures.of(
                metrics,
                new SummaryReader(dataset, run).of(statistics, metrics),
                PlanExtension.of(measures, statistics),
                statistics.counted(),
                statistics.partitions());
    }

    private static RowPositions failed(VerdictCounts totals) {
        return totals.positionsKnown()
                ? RowPositions.at(totals.sources().stream().collect(Collectors.toMap(s -> s, totals::positions)))
                : RowPositions.in(Set.copyOf(totals.sources()));
    }

    /**
     * Rows for the quarantine table, in its schema ({@link QuarantineColumns#SCHEMA}); scans the sources that have
     * some, and validates just those rows if they are few.
     */
    public Dataset<Row> quarantined(ScanCounts counts) {
        return flagged(batch.read(counts.failed()))
                .select(col("*"), verdicts.verdict())
                .where(verdicts.held())
                .select(
                        substring(sha2(concat_ws("\n", RunValue.of(run.id()), source(), position()), 256), 1, 32)
                                .as(QuarantineColumns.ID),
                        verdicts.reasons().as(QuarantineColumns.REASONS),
                        col(UnvalidatedRow.ROW).as(QuarantineColumns.ROW),
                        col(UnvalidatedRow.MALFORMED).getField("raw").as(QuarantineColumns.RAW),
                        lit(dataset.name().value()).as(QuarantineColumns.DATASET),
                        lit(run.contractVersion()).as(QuarantineColumns.CONTRACT_VERSION),
                        RunValue.of(run.id()).as(QuarantineColumns.RUN),
                        source().as(QuarantineColumns.SOURCE),
                        position().as(QuarantineColumns.POSITION),
                        RunValue.of(run.at()).as(QuarantineColumns.QUARANTINED_AT));
    }

    /**
     * Every rule's outcome and whether the batch is held. Actions: one for each SQL dataset rule, and one over
     * {@code after} for each rule with {@code scope: dataset}.
     *
     * @param after the dataset as it would be after publishing, such as the branch just written; evaluated only if a
     *     rule has {@code scope: dataset}
     */
    public ValidationResult result(ScanCounts counts, Dataset<Row> after) {
        return result(counts, () -> after);
    }

    /** The same; the dataset as it would be is asked for only if a rule needs it. */
    public ValidationResult result(ScanCounts counts, Supplier<Dataset<Row>> after) {
        return new Audit(dataset, batch, run, rules, counts, after).result();
    }

    private Dataset<Row> passing() {
        List<Column> columns = new ArrayList<>(own());
        columns.add(source());
        columns.add(position());
        columns.add(verdicts.verdict());
        Dataset<Row> counted =
                observed.observe(flagged(batch.read()).select(columns.toArray(Column[]::new)), counters());
        List<Column> stored = new ArrayList<>(own());
        stored.add(RunValue.of(run.id()).as(DatasetColumns.RUN));
        stored.add(source().as(DatasetColumns.SOURCE));
        stored.add(position().as(DatasetColumns.POSITION));
        return counted.where(verdicts.published()).select(stored.toArray(Column[]::new));
    }

    /** What was chosen for it so far as another choice could have made a difference. */
    public List<Decision> decisions(ScanCounts counts) {
        return Stream.concat(
                        choices().stream(),
                        DistinctCounts.of(
                                counts.measured().summary(), counts.measured().counted(), dataset.adaptation())
                                .stream())
                .filter(decision -> decision.matters(counts.rows().read()))
                .toList();
    }

    /** All that was chosen for it. */
    List<Decision> choices() {
        return keys.decisions();
    }

    private List<Column> counters() {
        List<Column> columns = new ArrayList<>(List.of(RowVerdicts.verdictColumn()));
        columns.addAll(own());
        List<Column> counters = new ArrayList<>(List.of(
                ObservedAggregate.of(List.of(RowVerdicts.verdictColumn(), source(), position()), verdicts.totals())
                        .as("verdicts"),
                ObservedAggregate.of(columns, measured).as("columns")));
        counters.addAll(times.aggregates(verdicts.published()));
        return counters;
    }

    private Dataset<Row> flagged(Dataset<Row> read) {
        return keys.withFlags(read).as(dataset.name().value());
    }

    private List<Column> own() {
        return dataset.columns().stream().map(c -> FieldPath.quoted(c.name())).toList();
    }

    private static Column source() {
        return col(UnvalidatedRow.SOURCE);
    }

    private static Column position() {
        return col(UnvalidatedRow.POSITION);
    }
}
