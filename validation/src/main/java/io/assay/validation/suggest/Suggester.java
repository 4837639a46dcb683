package io.assay.validation.suggest;

import static io.assay.validation.suggest.Figures.count;

import io.assay.definition.contract.ColumnName;
import io.assay.validation.profile.ColumnProfile;
import io.assay.validation.profile.Profile;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * Suggests a contract that the rows pass, and that later rows are likely to pass. Where the evidence is weak a rule
 * only warns, or is left out with a note. Entry of this package.
 */
public final class Suggester {
    /** After so many rows without a null, at most one in 300 of the next is expected to have one. */
    private static final long ROWS_TO_REQUIRE = 1_000;

    private static final long ROWS_TO_WARN = 50;

    private final Profile profile;
    private final Evidence evidence;
    private final boolean quoted;

    private Suggester(Profile profile, Evidence evidence, boolean quoted) {
        this.profile = profile;
        this.evidence = evidence;
        this.quoted = quoted;
    }

    /** {@code source} says where the rows of the profile came from. */
    public static SuggestedContract of(
            Profile profile, String dataset, SuggestedContract.Source source, Evidence evidence) {
        Suggester suggester = new Suggester(profile, evidence, !source.format().equals("csv"));
        Map<String, Long> words = new TreeMap<>();
        profile.columns()
                .forEach(column -> column.nullWords().forEach((word, rows) -> words.merge(word, rows, Long::sum)));
        List<SuggestedColumn> columns = suggester.columns(List.of());
        return new SuggestedContract(
                dataset,
                source,
                profile.rows(),
                words,
                columns,
                evidence.key(),
                suggester.relationships(columns),
                suggester.notes());
    }

    private List<SuggestedRelationship> relationships(List<SuggestedColumn> columns) {
        Map<String, String> names = new HashMap<>();
        columns.forEach(column -> names.put(column.source(), column.name()));
        return evidence.foreignKeys().stream()
                .filter(key -> key.isComposite() && names.keySet().containsAll(key.columns()))
                .map(key -> new SuggestedRelationship(
                        key.columns().stream()
                                .map(column -> names.getOrDefault(column, column))
                                .toList(),
                        key.targets(),
                        key.warns() ? key.reason() : key.reason() + "; no row has other values",
                        key.warns()))
                .toList();
    }

    private List<String> notes() {
        List<String> notes = new ArrayList<>(evidence.notes());
        if (profile.rows() < ROWS_TO_WARN) {
            notes.add("%s are little evidence: there are types here, and few rules."
                    .formatted(Figures.rows(profile.rows())));
        }
        if (profile.malformed() > 0) {
            notes.add("%s cannot be read: %s would be quarantined."
                    .formatted(Figures.rows(profile.malformed()), profile.malformed() == 1 ? "it" : "they"));
        }
        return notes;
    }

    /** The columns, or the fields of an object. */
    private List<SuggestedColumn> columns(List<String> above) {
        List<SuggestedColumn> columns = new ArrayList<>();
        Set<String> names = new HashSet<>();
        for (ColumnProfile column : profile.columns()) {
            if (column.path().size() == above.size() + 1
                    && column.path().subList(0, above.size()).equals(above)) {
                column(column, names).ifPresent(columns::add);
            }
        }
        return columns;
    }

    private Optional<SuggestedColumn> column(ColumnProfile column, Set<String> names) {
        String source = column.path().get(column.path().size() - 1);
        if (evidence.refuted(column.path(), "column").isPresent()) {
            return Optional.empty();
        }
        ColumnWords words = ColumnWords.of(source);
        TypeSuggestion types = new TypeSuggestion(column, words);
        List<SuggestedColumn> fields = List.of();
        Optional<SuggestedColumn> items = Optional.empty();
        SuggestedType type;
        String stored = evidence.types().getOrDefault(column.path(), "string");
        if (stored.startsWith("struct<")) {
            fields = columns(column.path());
            type = SuggestedType.of("object", "");
        } else if (stored.startsWith("array<")) {
            items = plain(below(column.path(), Evidence.ITEMS), Evidence.ITEMS);
            if (items.isEmpty()) {
                return Optional.empty();
            }
            type = SuggestedType.of("array", "");
        } else if (stored.equals("string") && column.text().isPresent()) {
            type = evidence.refuted(column.path(), "type").isPresent()
                    ? SuggestedType.of("string", "")
                    : types.of(column.text().get(), quoted);
        } else {
            Optional<SuggestedType> known = StoredWord.of(stored);
            if (known.isEmpty()) {
                return Optional.empty();
            }
            type = known.get();
        }
        List<String> notes = new ArrayList<>(types.notes());
        if (type.logical().equals("string")) {
            column.nullWords()
                    .forEach((word, rows) -> notes.add(
                            "%s in %s counts as null, here as in every column: if it is a value, the source needs another word"
                                    .formatted(Figures.value(word), Figures.rows(rows))));
        }
        List<SuggestedRule> rules = new ArrayList<>(required(column, notes));
        rules.addAll(values(column, words, type, notes));
        rules.removeIf(rule -> {
            Optional<String> broken = evidence.refuted(column.path(), rule.kind());
            broken.ifPresent(reason -> notes.add("no %s: %s".formatted(rule.kind(), reason)));
            return broken.isPresent();
        });
        evidence.refuted(column.path(), "type").ifPresent(reason -> notes.add("a string: " + reason));
        return Optional.of(new SuggestedColumn(
                column.path(),
                name(source, names),
                type,
                type.isNumber() ? words.unit().map(unit -> "In %s, by its name".formatted(unit)) : Optional.empty(),
                rules,
                notes,
                fields,
                items));
    }

    /** Items of an array and what is in them: their types alone. */
    private Optional<SuggestedColumn> plain(List<String> path, String name) {
        String stored = evidence.types().getOrDefault(path, "");
        List<SuggestedColumn> fields = new ArrayList<>();
        Optional<SuggestedColumn> items = Optional.empty();
        Optional<SuggestedType> type;
        if (stored.startsWith("struct<")) {
            Set<String> names = new HashSet<>();
            for (List<String> field : evidence.types().keySet()) {
                if (field.size() == path.size() + 1
                        && field.subList(0, path.size()).equals(path)) {
                    String source = field.get(field.size() - 1);
                    plain(field, name(source, names)).ifPresent(fields::add);
                }
            }
            type = fields.isEmpty() ? Optional.empty() : Optional.of(SuggestedType.of("object", ""));
        } else if (stored.startsWith("array<")) {
            items = plain(below(path, Evidence.ITEMS), Evidence.ITEMS);
            type = items.map(item -> SuggestedType.of("array", ""));
        } else {
            type = StoredWord.of(stored);
        }
        List<SuggestedColumn> inner = fields;
        Optional<SuggestedColumn> element = items;
        return type.map(known ->
                new SuggestedColumn(path, name, known, Optional.empty(), List.of(), List.of(), inner, element));
    }

    private static List<String> below(List<String> path, String name) {
        List<String> below = new ArrayList<>(path);
        below.add(name);
        return below;
    }

    private List<SuggestedRule> required(ColumnProfile column, List<String> notes) {
        boolean key = column.path().size() == 1
                && evidence.key()
                        .filter(found -> found.columns().contains(column.name()))
                        .isPresent();
        long rows = column.rows();
        if (key || rows == 0) {
            return List.of();
        }
        if (column.missing() > 0) {
            notes.add("%s of %s (%s) have no value: not required"
                    .formatted(count(column.missing()), Figures.rows(rows), Figures.share(column.missing(), rows)));
            return List.of();
        }
        if (rows >= ROWS_TO_REQUIRE) {
            return List.of(
                    SuggestedRule.property("required", "true", "none of %s lacks it".formatted(Figures.rows(rows))));
        }
        if (rows >= ROWS_TO_WARN && column.path().size() == 1) {
            return List.of(SuggestedRule.quality(
                    "nullValues",
                    "metric: nullValues\nmustBe: 0",
                    "none of %s lacks it: it only warns, because these are few".formatted(Figures.rows(rows)),
                    true));
        }
        return List.of();
    }

    private List<SuggestedRule> values(
            ColumnProfile column, ColumnWords words, SuggestedType type, List<String> notes) {
        Optional<Evidence.FoundForeignKey> key = column.path().size() > 1
                ? Optional.empty()
                : evidence.foreignKeys().stream()
                        .filter(foreign -> foreign.columns().equals(List.of(column.name())))
                        .findFirst();
        if (key.isPresent() && !key.get().warns()) {
            return List.of(relationship(key.get())); // it says more than a list or a pattern
        }
        List<SuggestedRule> rules = new ArrayList<>();
        key.ifPresent(foreign -> rules.add(relationship(foreign)));
        if (type.isNumber()) {
            rules.addAll(RangeSuggestion.of(column, words));
        }
        if (!type.logical().equals("string")) {
            return List.copyOf(rules);
        }
        Set<String> refuted = new HashSet<>();
        for (String kind : List.of("format", "invalidValues", "pattern")) {
            evidence.refuted(column.path(), kind).ifPresent(reason -> refuted.add(kind));
        }
        TextRules found = TextRules.of(column, refuted);
        notes.addAll(found.notes());
        rules.addAll(found.rules());
        return List.copyOf(rules);
    }

    private static SuggestedRule relationship(Evidence.FoundForeignKey key) {
        return new SuggestedRule(
                "foreignKey", SuggestedRule.Place.RELATIONSHIP, key.targets().get(0), key.reason(), key.warns());
    }

    /** A name that a contract takes, and that no other column has. */
    private static String name(String source, Set<String> taken) {
        String name = source.replace('.', '_').replace('`', '_');
        if (name.isBlank() || ColumnName.isReservedAtTop(name)) {
            name = "column" + name.replace(" ", "_");
        }
        String free = name;
        for (int i = 2; !taken.add(ColumnName.folded(free)); i++) {
            free = name + "_" + i;
        }
        return free;
    }
}
