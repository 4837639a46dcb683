package io.assay.jobs.check;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.assay.definition.contract.ContractChange;
import io.assay.definition.contract.ContractChange.Party;
import io.assay.definition.project.VersionComparison.Difference;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;

/** What {@code check --against} found, as text and as JSON. */
record AgainstReport(Path path, Path old, List<Difference> differences) {
    AgainstReport {
        differences = List.copyOf(differences);
    }

    boolean ok() {
        return differences.stream().allMatch(difference -> difference.change().compatible());
    }

    /** One line a difference, what breaks somebody first. */
    String text() {
        List<String> lines = new ArrayList<>();
        long breaking = differences.stream()
                .filter(difference -> !difference.change().compatible())
                .count();
        lines.add("%s against %s: %s"
                .formatted(
                        path,
                        old,
                        differences.isEmpty()
                                ? "no difference"
                                : breaking == 0
                                        ? "nothing breaks, %d compatible".formatted(differences.size())
                                        : "%d break%s, %d compatible"
                                                .formatted(
                                                        breaking,
                                                        breaking == 1 ? "s" : "",
                                                        differences.size() - breaking)));
        differences.stream()
                .sorted(Comparator.comparing(difference -> difference.change().compatible()))
                .map(AgainstReport::line)
                .forEach(lines::add);
        return String.join("\n", lines);
    }

    private static String line(Difference difference) {
        ContractChange change = difference.change();
        String breaks = change.breaks().stream().map(Party::word).sorted().collect(Collectors.joining(" and "));
        return "  %s: %s%s: %s%s%s"
                .formatted(
                        breaks.isEmpty() ? "compatible" : "breaks " + breaks,
                        difference.subject(),
                        difference.subject().endsWith(" " + change.at()) ? "" : ": " + change.at(),
                        change.what(),
                        change.fix().isEmpty() ? "" : "; " + change.fix(),
                        difference.uses().isEmpty() ? "" : "; used by " + String.join(", ", difference.uses()));
    }

    void addTo(ObjectNode document) {
        document.put("against", old.toString()).put("breaks", !ok());
        ArrayNode list = document.putArray("changes");
        for (Difference difference : differences) {
            ContractChange change = difference.change();
            ObjectNode one = list.addObject()
                    .put("subject", difference.subject())
                    .put("at", change.at())
                    .put("what", change.what())
                    .put("fix", change.fix());
            ArrayNode breaks = one.putArray("breaks");
            change.breaks().stream().map(Party::word).sorted().forEach(breaks::add);
            difference.uses().forEach(one.putArray("used_by")::add);
        }
    }
}
