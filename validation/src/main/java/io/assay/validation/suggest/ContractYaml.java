package io.assay.validation.suggest;

import io.assay.validation.suggest.SuggestedRule.Place;
import java.util.List;
import java.util.Map;

/** Writes a suggested contract as ODCS, with the evidence for each rule as a comment above it or as its description. */
final class ContractYaml {
    private final SuggestedContract contract;
    private final StringBuilder out = new StringBuilder();

    ContractYaml(SuggestedContract contract) {
        this.contract = contract;
    }

    String text() {
        comment(
                0,
                "Suggested by assay suggest from %s: %s."
                        .formatted(contract.source().path(), Figures.rows(contract.rows())));
        comment(
                0,
                "Read it before you use it. Each rule has its evidence above it or as its description; notes say what"
                        + " was seen but makes no rule.");
        contract.notes().forEach(note -> comment(0, note));
        line(0, "apiVersion: v3.1.0");
        line(0, "kind: DataContract");
        line(0, "id: " + contract.dataset().replace('_', '-'));
        line(0, "version: 1.0.0");
        line(0, "status: draft");
        servers();
        line(0, "schema:");
        line(1, "- name: " + contract.dataset());
        compositeKeys();
        properties();
        if (!contract.nullWords().isEmpty()) {
            contract.nullWords()
                    .forEach((word, count) -> comment(
                            2, "%s stands for null: %s times".formatted(Figures.value(word), Figures.count(count))));
            line(2, "customProperties:");
            line(
                    3,
                    "- {property: nullValues, value: [%s]}"
                            .formatted(String.join(
                                    ", ",
                                    contract.nullWords().keySet().stream()
                                            .map(YamlText::scalar)
                                            .toList())));
        }
        return out.toString();
    }

    private void servers() {
        SuggestedContract.Source source = contract.source();
        if (source.format().equals("table")) {
            return;
        }
        line(0, "servers:");
        line(1, "- server: files");
        line(2, "type: local");
        line(2, "path: " + YamlText.scalar(source.path()));
        line(2, "format: " + source.format());
        if (!source.options().isEmpty()) {
            line(2, "customProperties:");
            for (Map.Entry<String, String> option : source.options().entrySet()) {
                line(3, "- {property: %s, value: %s}".formatted(option.getKey(), YamlText.quoted(option.getValue())));
            }
        }
    }

    private void compositeKeys() {
        if (contract.relationships().isEmpty()) {
            return;
        }
        line(2, "relationships:");
        for (SuggestedRelationship key : contract.relationships()) {
            List<String> from = key.columns().stream()
                    .map(column -> contract.dataset() + "." + column)
                    .toList();
            comment(3, key.reason());
            line(3, "- from: [%s]".formatted(String.join(", ", from)));
            line(4, "to: [%s]".formatted(String.join(", ", key.targets())));
            if (key.warns()) {
                warns(4);
            }
        }
    }

    private void warns(int depth) {
        line(depth, "customProperties:");
        line(depth + 1, "- {property: action, value: warn}");
    }

    private void properties() {
        contract.key().ifPresent(key -> comment(2, "primary key: " + key.reason()));
        line(2, "properties:");
        if (contract.columns().isEmpty()) {
            line(3, "[]");
        }
        contract.columns().forEach(column -> property(3, column));
    }

    private void property(int depth, SuggestedColumn column) {
        line(depth, "- name: " + YamlText.scalar(column.name()));
        int inner = depth + 1;
        if (!column.name().equals(column.source())) {
            line(inner, "physicalName: " + YamlText.scalar(column.source()));
        }
        column.description().ifPresent(text -> line(inner, "description: " + YamlText.scalar(text)));
        type(inner, column.type());
        flags(inner, column);
        options(inner, column);
        quality(inner, column.rules(Place.QUALITY));
        relationships(inner, column.rules(Place.RELATIONSHIP));
        column.notes().forEach(note -> comment(inner, "note: " + note));
        if (!column.fields().isEmpty()) {
            line(inner, "properties:");
            column.fields().forEach(field -> property(inner + 1, field));
        }
        column.items().ifPresent(items -> {
            line(inner, "items:");
            items(inner + 1, items);
        });
    }

    private void items(int depth, SuggestedColumn items) {
        type(depth, items.type());
        if (!items.fields().isEmpty()) {
            line(depth, "properties:");
            items.fields().forEach(field -> property(depth + 1, field));
        }
        items.items().ifPresent(inner -> {
            line(depth, "items:");
            items(depth + 1, inner);
        });
    }

    private void type(int depth, SuggestedType type) {
        if (!type.reason().isEmpty()) {
            comment(depth, type.reason());
        }
        line(depth, "logicalType: " + type.logical());
        type.physical().ifPresent(physical -> line(depth, "physicalType: " + YamlText.quoted(physical)));
    }

    private void flags(int depth, SuggestedColumn column) {
        int place = contract.key()
                .filter(key -> column.path().size() == 1)
                .map(key -> key.columns().indexOf(column.source()))
                .orElse(-1);
        if (place >= 0) {
            line(depth, "primaryKey: true");
            if (contract.key().orElseThrow().columns().size() > 1) {
                line(depth, "primaryKeyPosition: " + (place + 1));
            }
        }
        for (SuggestedRule rule : column.rules(Place.PROPERTY)) {
            comment(depth, rule.reason());
            line(depth, rule.kind() + ": " + rule.yaml());
        }
    }

    private void options(int depth, SuggestedColumn column) {
        List<SuggestedRule> rules = column.rules(Place.OPTION);
        if (rules.isEmpty() && column.type().format().isEmpty()) {
            return;
        }
        line(depth, "logicalTypeOptions:");
        column.type().format().ifPresent(format -> line(depth + 1, "format: " + YamlText.quoted(format)));
        String last = "";
        for (SuggestedRule rule : rules) {
            if (!rule.reason().equals(last)) {
                comment(depth + 1, rule.reason());
            }
            last = rule.reason();
            line(depth + 1, rule.kind() + ": " + rule.yaml());
        }
    }

    private void quality(int depth, List<SuggestedRule> rules) {
        if (rules.isEmpty()) {
            return;
        }
        line(depth, "quality:");
        for (SuggestedRule rule : rules) {
            line(depth + 1, "- description: " + YamlText.quoted(rule.reason()));
            rule.yaml().lines().forEach(text -> line(depth + 2, text));
            if (rule.warns()) {
                line(depth + 2, "severity: warning");
            }
        }
    }

    private void relationships(int depth, List<SuggestedRule> rules) {
        if (rules.isEmpty()) {
            return;
        }
        line(depth, "relationships:");
        for (SuggestedRule rule : rules) {
            comment(depth + 1, rule.reason());
            line(depth + 1, "- to: " + rule.yaml());
            if (rule.warns()) {
                warns(depth + 2);
            }
        }
    }

    private void comment(int depth, String text) {
        line(depth, YamlText.comment(text));
    }

    private void line(int depth, String text) {
        out.append("  ".repeat(depth)).append(text).append('\n');
    }
}
