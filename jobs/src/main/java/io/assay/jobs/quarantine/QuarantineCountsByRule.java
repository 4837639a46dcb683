package io.assay.jobs.quarantine;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Counts quarantined rows by the rule they break; a row that breaks several counts for each. */
final class QuarantineCountsByRule {
    static final List<String> HEAD = List.of("rule", "column", "rows", "open", "first", "last", "example");

    private final Map<String, OfRule> rules = new HashMap<>();

    /** The rows that break one rule. */
    static final class OfRule {
        private final String rule;
        private @Nullable String column;
        private @Nullable String example;
        private Instant first = Instant.MAX;
        private Instant last = Instant.MIN;
        private long rows;
        private long open;

        private OfRule(String rule) {
            this.rule = rule;
        }

        private void add(QuarantinedRow row, QuarantinedRow.Reason reason) {
            column = reason.column();
            example = example == null ? reason.value() : example;
            first = row.at().isBefore(first) ? row.at() : first;
            last = row.at().isAfter(last) ? row.at() : last;
            rows++;
            open += row.open() ? 1 : 0;
        }

        ObjectNode json() {
            return JsonNodeFactory.instance
                    .objectNode()
                    .put("rule", rule)
                    .put("column", column)
                    .put("rows", rows)
                    .put("open", open)
                    .put("first", first.toString())
                    .put("last", last.toString())
                    .put("example", example);
        }

        Object[] cells() {
            return new Object[] {
                rule, column == null ? "" : column, rows, open, first, last, example == null ? "" : example
            };
        }
    }

    void add(QuarantinedRow row) {
        row.reasons()
                .forEach(reason ->
                        rules.computeIfAbsent(reason.rule(), OfRule::new).add(row, reason));
    }

    /** Those with the most open rows first. */
    List<OfRule> inOrder() {
        return rules.values().stream()
                .sorted(Comparator.comparing((OfRule rule) -> -rule.open)
                        .thenComparing(rule -> -rule.rows)
                        .thenComparing(rule -> rule.rule))
                .toList();
    }
}
