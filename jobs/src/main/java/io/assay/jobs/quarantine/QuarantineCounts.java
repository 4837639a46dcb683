package io.assay.jobs.quarantine;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Counts quarantined rows by run and rule. */
final class QuarantineCounts {
    private final Map<String, OfRun> runs = new HashMap<>();

    /** The rows of one run. */
    static final class OfRun {
        private final String run;
        private final Map<String, Long> rules = new HashMap<>();
        private Instant since = Instant.MAX;
        private long rows;
        private long open;

        private OfRun(String run) {
            this.run = run;
        }

        private void add(QuarantinedRow row) {
            since = row.at().isBefore(since) ? row.at() : since;
            rows++;
            open += row.open() ? 1 : 0;
            row.rules().forEach(rule -> rules.merge(rule, 1L, Long::sum));
        }

        private List<Map.Entry<String, Long>> byViolations() {
            return rules.entrySet().stream()
                    .sorted(Comparator.comparing((Map.Entry<String, Long> rule) -> -rule.getValue())
                            .thenComparing(Map.Entry::getKey))
                    .toList();
        }

        ObjectNode json() {
            ObjectNode json = JsonNodeFactory.instance
                    .objectNode()
                    .put("run", run)
                    .put("since", since.toString())
                    .put("rows", rows)
                    .put("open", open);
            ObjectNode broken = json.putObject("rules");
            byViolations().forEach(rule -> broken.put(rule.getKey(), rule.getValue()));
            return json;
        }

        Object[] cells() {
            String broken = byViolations().stream()
                    .map(rule -> rule.getKey() + " " + rule.getValue())
                    .collect(Collectors.joining(", "));
            return new Object[] {run, since, rows, open, broken};
        }
    }

    void add(QuarantinedRow row) {
        runs.computeIfAbsent(row.run(), OfRun::new).add(row);
    }

    /** By time, the earliest first. */
    List<OfRun> inOrder() {
        return runs.values().stream()
                .sorted(Comparator.comparing((OfRun run) -> run.since).thenComparing(run -> run.run))
                .toList();
    }
}
