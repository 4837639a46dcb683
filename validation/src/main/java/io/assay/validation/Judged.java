package io.assay.validation;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat_ws;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.sha2;
import static org.apache.spark.sql.functions.substring;
import static org.apache.spark.sql.functions.when;

import io.assay.definition.contract.Action;
import io.assay.definition.contract.Check;
import io.assay.validation.internal.deequ.DeequMetrics;
import io.assay.validation.internal.key.KeyFlags;
import io.assay.validation.internal.rule.Place;
import io.assay.validation.internal.rule.RowRule;
import io.assay.validation.internal.rule.RowRules;
import io.assay.validation.internal.rule.Verdicts;
import io.assay.validation.internal.scan.ColumnTotals;
import io.assay.validation.internal.scan.Riding;
import io.assay.validation.internal.scan.VerdictTotals;
import io.assay.validation.internal.value.RowShape;
import io.assay.validation.internal.value.StoredTypes;
import io.assay.validation.source.RowPlaces;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Observation;
import org.apache.spark.sql.Row;

/**
 * A batch with its verdicts, to be written by the caller in this order: {@link #passing} (one action), then
 * {@link #tally}, then {@link #quarantined} if the tally has any, then {@link #verdict}.
 */
public final class Judged {
    private final io.assay.definition.contract.Dataset dataset;
    private final Batch batch;
    private final Run run;
    private final KeyFlags keys;
    private final RowRules rules;
    private final Verdicts verdicts;
    private final ColumnTotals.Plan measured;
    private final Observation observation = new Observation();
    private final Dataset<Row> passing;

    Judged(io.assay.definition.contract.Dataset dataset, Batch batch, Run run, KeyFlags keys, RowRules rules) {
        this.dataset = dataset;
        this.batch = batch;
        this.run = run;
        this.keys = keys;
        this.rules = rules;
        this.verdicts = new Verdicts(rules.ready());
        this.measured = ColumnTotals.Plan.of(verdicts.blame(), StoredTypes.of(dataset.columns()));
        this.passing = passed();
    }

    /**
     * Rows to publish: the contract's columns, then {@code _run string, _source string, _position bigint}. Counters and
     * metrics ride on the first action over it. Costs one scan.
     */
    public Dataset<Row> passing() {
        return passing;
    }

    /** What the action on {@link #passing} counted; waits for it, for ever if there was none. */
    public Tally tally() {
        Map<String, Object> observed = observed();
        VerdictTotals totals = (VerdictTotals) Riding.read(verdicts.totals(), observed.get("verdicts"));
        long malformed = totals.count(Verdicts.malformedBit());
        Map<String, Long> violations = new HashMap<>(Map.of(Verdicts.MALFORMED, malformed));
        Map<String, Long> judged = new HashMap<>();
        for (int i = 0; i < rules.ready().size(); i++) {
            String name = rules.ready().get(i).rule().name();
            violations.put(name, totals.count(Verdicts.bitOf(i)));
            judged.put(
                    name,
                    observed.get("j" + i) instanceof Number number ? number.longValue() : totals.rows() - malformed);
        }
        ColumnTotals columns = (ColumnTotals) Riding.read(measured, observed.get("columns"));
        return new Tally(
                new RowCounts(
                        totals.rows(), totals.published(), totals.quarantined(), totals.dropped(), totals.warned()),
                violations,
                judged,
                failed(totals),
                DeequMetrics.of(StoredTypes.of(dataset.columns()), columns));
    }

    private static RowPlaces failed(VerdictTotals totals) {
        return totals.positionsKnown()
                ? RowPlaces.at(totals.sources().stream().collect(Collectors.toMap(s -> s, totals::positions)))
                : RowPlaces.in(Set.copyOf(totals.sources()));
    }

    /**
     * Rows for the quarantine table, in its schema ({@link Quarantine#SCHEMA}); scans the sources that have some, and
     * judges just those rows if they are few.
     */
    public Dataset<Row> quarantined(Tally tally) {
        List<Column> columns = new ArrayList<>(List.of(col("*")));
        columns.addAll(verdicts.words());
        return laid(batch.read(tally.failed()))
                .select(columns.toArray(Column[]::new))
                .where(held())
                .select(
                        substring(sha2(concat_ws("\n", RunValue.of(run.id()), source(), position()), 256), 1, 32)
                                .as("id"),
                        verdicts.reasons().as("reasons"),
                        col(RowShape.ROW).as("row"),
                        col(RowShape.MALFORMED).getField("raw").as("raw"),
                        lit(dataset.name().value()).as("dataset"),
                        lit(run.contractVersion()).as("contract_version"),
                        RunValue.of(run.id()).as("run"),
                        source().as("source"),
                        position().as("position"),
                        RunValue.of(run.at()).as("quarantined_at"));
    }

    /**
     * Every rule's outcome and whether the batch is held. Actions: one for each SQL rule about the whole, and one over
     * {@code after} for each rule about the whole dataset.
     *
     * @param after the dataset as it would be after publishing, such as the branch just written; evaluated only if a
     *     rule has {@code scope: dataset}
     */
    public Verdict verdict(Tally tally, Dataset<Row> after) {
        return new Audit(dataset, batch, rules, tally, after).verdict();
    }

    private Dataset<Row> passed() {
        List<Column> columns = new ArrayList<>(own());
        columns.add(source());
        columns.add(position());
        columns.addAll(verdicts.words());
        List<Column> counters = counters();
        Dataset<Row> judged = laid(batch.read())
                .select(columns.toArray(Column[]::new))
                .observe(
                        observation,
                        counters.get(0),
                        counters.subList(1, counters.size()).toArray(Column[]::new));
        List<Column> stored = new ArrayList<>(own());
        stored.add(RunValue.of(run.id()).as("_run"));
        stored.add(source().as("_source"));
        stored.add(position().as("_position"));
        return judged.where(published()).select(stored.toArray(Column[]::new));
    }

    private List<Column> counters() {
        List<Column> verdict = new ArrayList<>(verdicts.laid());
        verdict.add(source());
        verdict.add(position());
        List<Column> columns = new ArrayList<>(verdicts.laid());
        columns.addAll(own());
        List<Column> counters = new ArrayList<>(List.of(
                Riding.of(verdict, verdicts.totals()).as("verdicts"),
                Riding.of(columns, measured).as("columns")));
        for (int i = 0; i < rules.ready().size(); i++) {
            RowRule rule = rules.ready().get(i);
            if (rule.rule().check() instanceof Check.Measure
                    && rule.rule().where().isPresent()) {
                counters.add(count(when(not(verdicts.malformed()).and(rule.judged()), lit(1)))
                        .as("j" + i));
            }
        }
        return counters;
    }

    private Dataset<Row> laid(Dataset<Row> read) {
        return keys.lay(read).as(dataset.name().value());
    }

    /** The strongest action wins: fail, drop, quarantine; what a fail rule blames is kept to be looked at. */
    private Column held() {
        return verdicts.blamed(Action.FAIL)
                .or(verdicts.blamed(Action.QUARANTINE).and(not(verdicts.blamed(Action.DROP))));
    }

    private Column published() {
        return not(
                verdicts.blamed(Action.FAIL).or(verdicts.blamed(Action.DROP)).or(verdicts.blamed(Action.QUARANTINE)));
    }

    private List<Column> own() {
        return dataset.columns().stream().map(c -> Place.quoted(c.name())).toList();
    }

    private static Column source() {
        return col(RowShape.SOURCE);
    }

    private static Column position() {
        return col(RowShape.POSITION);
    }

    private Map<String, Object> observed() {
        try {
            return observation.getAsJava();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while waiting for the write to end", e);
        }
    }
}
