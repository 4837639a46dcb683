package io.assay.jobs.gate;

import io.assay.definition.Fault;
import io.assay.definition.message.Secrets;
import io.assay.jobs.merge.ChangeCounts;
import io.assay.jobs.novelty.BatchNovelty;
import io.assay.validation.RowCounts;
import io.assay.validation.RuleResult;
import io.assay.validation.decision.Decision;
import io.assay.validation.metric.Metric;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What became of a batch.
 *
 * @param published rows that readers can see because of this run
 * @param changes where rows take the place of others one by one: what became of those that passed
 * @param snapshot of the dataset: what was published, or what waits on the branch
 * @param reasons why it is held, a line each
 * @param faults why it could not be validated
 * @param at what service levels were measured against, where it is not the run's beginning
 * @param decisions what was chosen by what was measured, or pinned
 * @param novelty how unlike its history it is, if it was compared
 */
public record GateReport(
        String run,
        String dataset,
        ContractId contract,
        Status status,
        RowCounts rows,
        long published,
        Optional<ChangeCounts> changes,
        List<RuleResult> rules,
        List<Metric> metrics,
        Optional<Long> snapshot,
        Instant started,
        Optional<Instant> at,
        Duration took,
        List<String> warnings,
        List<String> reasons,
        List<Fault> faults,
        List<Decision> decisions,
        Optional<BatchNovelty> novelty) {
    static final RowCounts NO_ROWS = new RowCounts(0, 0, 0, 0, 0);

    public GateReport {
        rules = List.copyOf(rules);
        metrics = List.copyOf(metrics);
        warnings = warnings.stream().map(Secrets::masked).toList();
        reasons = reasons.stream().map(Secrets::masked).toList();
        faults = List.copyOf(faults);
        decisions = List.copyOf(decisions);
    }

    /** How it ended. */
    public enum Status {
        PUBLISHED,
        NOTHING_NEW,
        HELD,
        FAILED,
        DRY_RUN;

        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** The contract that the batch was validated against. */
    public record ContractId(String id, String version) {}

    /** Whether nothing has to be fixed. */
    public boolean done() {
        return faults.isEmpty() && reasons.isEmpty();
    }

    static Builder of(BatchRequest request, Instant started) {
        return new Builder(request, started);
    }

    /** Puts a report together as it becomes known. */
    static final class Builder {
        private final BatchRequest request;
        private final Instant started;
        private RowCounts rows = NO_ROWS;
        private Optional<ChangeCounts> changes = Optional.empty();
        private List<RuleResult> rules = List.of();
        private List<Metric> metrics = List.of();
        private Optional<Long> snapshot = Optional.empty();
        private List<String> reasons = List.of();
        private List<Fault> faults = List.of();
        private Optional<BatchNovelty> novelty = Optional.empty();
        private List<Decision> decisions = List.of();
        private final List<String> warnings;

        private Builder(BatchRequest request, Instant started) {
            this.request = request;
            this.started = started;
            this.warnings = new ArrayList<>(request.warnings());
        }

        Builder warning(String line) {
            warnings.add(line);
            return this;
        }

        Builder warnings(List<String> lines) {
            warnings.addAll(lines);
            return this;
        }

        Builder rules(RowCounts counted, List<RuleResult> outcomes, List<Metric> measured) {
            rows = counted;
            rules = outcomes;
            metrics = measured;
            return this;
        }

        Builder changes(Optional<ChangeCounts> counts) {
            changes = counts;
            return this;
        }

        Builder snapshot(long id) {
            snapshot = Optional.of(id);
            return this;
        }

        Builder reasons(List<String> heldBecause) {
            reasons = heldBecause;
            return this;
        }

        Builder novelty(Optional<BatchNovelty> found) {
            novelty = found;
            found.ifPresent(batch -> warnings.addAll(batch.warnings()));
            return this;
        }

        Builder decisions(List<Decision> taken) {
            decisions = taken;
            return this;
        }

        Builder faults(List<Fault> found) {
            faults = found;
            return this;
        }

        GateReport build(Status status, Instant now) {
            return new GateReport(
                    request.run(),
                    request.dataset().name().value(),
                    new ContractId(request.contract().id(), request.contract().version()),
                    status,
                    rows,
                    status == Status.PUBLISHED
                            ? changes.map(ChangeCounts::published).orElse(rows.passed())
                            : 0,
                    changes,
                    rules,
                    metrics,
                    snapshot,
                    started,
                    request.at(),
                    Duration.between(started, now),
                    warnings,
                    reasons,
                    faults,
                    decisions,
                    novelty);
        }
    }
}
