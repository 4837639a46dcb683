package io.assay.jobs.quarantine;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.assay.warehouse.quarantine.QuarantineColumns;
import io.assay.warehouse.quarantine.QuarantineEventColumns;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What happened to one row, from the run that kept it back first: a replay that keeps it back again gives it another
 * id, and it is the same row.
 *
 * @param steps in order
 */
record QuarantinedRowTrail(List<Step> steps) {
    QuarantinedRowTrail {
        steps = List.copyOf(steps);
    }

    /** The row as a run kept it back, and what a replay did with it; empty while it waits. */
    record Step(QuarantinedRow row, Optional<QuarantineLookup.Event> event) {}

    /** Of the row with that id; empty if there is none. */
    static Optional<QuarantinedRowTrail> of(QuarantineLookup quarantine, String id) {
        Optional<QuarantinedRow> found = quarantine.row(id);
        if (found.isEmpty()) {
            return Optional.empty();
        }
        List<QuarantinedRow> rows = quarantine.samePlace(found.get());
        List<QuarantineLookup.Event> events =
                quarantine.events(rows.stream().map(QuarantinedRow::id).toList());
        QuarantinedRow first = found.get();
        for (Optional<QuarantinedRow> before = before(first, rows, events);
                before.isPresent();
                before = before(first, rows, events)) {
            first = before.get();
        }
        List<Step> steps = new ArrayList<>();
        for (Optional<QuarantinedRow> row = Optional.of(first); row.isPresent(); ) {
            QuarantinedRow current = row.get();
            Optional<QuarantineLookup.Event> event =
                    events.stream().filter(one -> one.id().equals(current.id())).findFirst();
            steps.add(new Step(current, event));
            row = event.flatMap(one ->
                    rows.stream().filter(next -> next.run().equals(one.run())).findFirst());
        }
        return Optional.of(new QuarantinedRowTrail(steps));
    }

    private static Optional<QuarantinedRow> before(
            QuarantinedRow row, List<QuarantinedRow> rows, List<QuarantineLookup.Event> events) {
        return events.stream()
                .filter(event -> event.run().equals(row.run()))
                .flatMap(event -> rows.stream().filter(other -> other.id().equals(event.id())))
                .findFirst();
    }

    ArrayNode json() {
        ArrayNode json = JsonNodeFactory.instance.arrayNode();
        for (Step step : steps) {
            ObjectNode kept = json.addObject();
            kept.put("event", "quarantined")
                    .put(QuarantineColumns.ID, step.row().id())
                    .put(QuarantineColumns.RUN, step.row().run())
                    .put("at", step.row().at().toString());
            ArrayNode rules = kept.putArray("rules");
            step.row().rules().forEach(rules::add);
            step.event().ifPresent(event -> {
                ObjectNode replayed = json.addObject();
                replayed.put("event", "replayed")
                        .put("result", event.event())
                        .put(QuarantineEventColumns.RUN, event.run())
                        .put(QuarantineEventColumns.AT, event.at().toString())
                        .put(QuarantineEventColumns.ACTOR, event.actor().orElse(null))
                        .put(QuarantineEventColumns.PATCH, event.patch().orElse(null));
            });
        }
        return json;
    }

    /** A line for each thing that happened. */
    String text() {
        List<String> lines = new ArrayList<>();
        for (Step step : steps) {
            lines.add("%s  quarantined by %s: %s"
                    .formatted(
                            step.row().at(),
                            step.row().run(),
                            String.join(", ", step.row().rules())));
            step.event()
                    .ifPresent(event -> lines.add("%s  replayed by %s (%s): %s%s"
                            .formatted(
                                    event.at(),
                                    event.actor().orElse("unknown"),
                                    event.run(),
                                    event.event(),
                                    event.patch()
                                            .map(patch -> ", patched " + patch)
                                            .orElse(""))));
        }
        return String.join("\n", lines);
    }
}
