package io.assay.validation.suggest;

import static io.assay.validation.suggest.Figures.count;

import io.assay.validation.profile.ColumnProfile;
import io.assay.validation.profile.TextProfile;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Formats, closed lists of values and codes of a fixed form: of each column at most one. */
final class TextRules {
    private static final int MOST_VALUES = 30;
    private static final int MANY_VALUES = 12;
    private static final long FEWEST_ROWS = 200;
    private static final long ROWS_A_VALUE = 50;
    /** A list is taken as complete if its rarest value is in so many rows; a list of many values needs more. */
    private static final long RAREST = 20;

    private static final long RAREST_OF_MANY = 50;
    private static final long RAREST_TO_WARN = 5;
    private static final long FORMAT_VALUES = 5;
    private static final long PATTERN_VALUES = 10;
    private static final int LONGEST_CODE = 32;
    private static final String META = "\\.^$*+?()[]{}|/";

    private final ColumnProfile column;
    private final List<SuggestedRule> rules = new ArrayList<>();
    private final List<String> notes = new ArrayList<>();

    private TextRules(ColumnProfile column) {
        this.column = column;
    }

    /** The rules of a column of strings, without the kinds in {@code left}, which rows break. */
    static TextRules of(ColumnProfile column, Set<String> left) {
        TextRules found = new TextRules(column);
        Optional<TextProfile> text = column.text();
        if (text.isPresent() && text.get().total() > 0) {
            boolean done = !left.contains("format") && found.format(text.get());
            done = done || (!left.contains("invalidValues") && found.list());
            if (!done && !left.contains("pattern")) {
                found.pattern(text.get());
            }
            if (text.get().spaced() > 0) {
                found.notes.add("%s begin or end with white space, which is kept"
                        .formatted(
                                text.get().spaced() == 1
                                        ? "one value"
                                        : count(text.get().spaced()) + " values"));
            }
        }
        return found;
    }

    List<SuggestedRule> rules() {
        return rules;
    }

    List<String> notes() {
        return notes;
    }

    private boolean format(TextProfile text) {
        if (text.stringFormats().isEmpty() || column.empty() > 0) {
            return false;
        }
        String format = text.stringFormats().get(0);
        if (column.distinct() < FORMAT_VALUES) {
            notes.add("all %s values are of format %s, but only %s differ"
                    .formatted(count(text.total()), format, count(column.distinct())));
            return false;
        }
        rules.add(SuggestedRule.option("format", format, "all %s values are of it".formatted(count(text.total()))));
        return true;
    }

    /** Good and Turing: the share of rows whose value was never seen is about that of the values seen once. */
    private boolean list() {
        if (!column.distinctExact()
                || column.distinct() > MOST_VALUES
                || column.distinct() < 2
                || column.present() < FEWEST_ROWS
                || column.present() / column.distinct() < ROWS_A_VALUE
                || column.other() > 0) {
            return false;
        }
        ColumnProfile.Value rarest = column.values().get(column.values().size() - 1);
        long needed = column.distinct() > MANY_VALUES ? RAREST_OF_MANY : RAREST;
        if (rarest.count() < RAREST_TO_WARN) {
            long once =
                    column.values().stream().filter(value -> value.count() == 1).count();
            notes.add("%d values, the rarest (%s) in %s: %s, so there is no list of valid values"
                    .formatted(
                            column.distinct(),
                            Figures.value(rarest.value()),
                            Figures.rows(rarest.count()),
                            once > 0
                                    ? "of the next rows %s will have one that was never seen"
                                            .formatted(Figures.share(once, column.present()))
                                    : "others are likely"));
            return false;
        }
        boolean warns = rarest.count() < needed;
        String values = column.values().stream()
                .map(ColumnProfile.Value::value)
                .sorted()
                .map(YamlText::scalar)
                .collect(Collectors.joining(", "));
        rules.add(SuggestedRule.quality(
                "invalidValues",
                "metric: invalidValues\narguments: {validValues: [%s]}\nmustBe: 0".formatted(values),
                "%d values in %s, the rarest (%s) in %s%s"
                        .formatted(
                                column.distinct(),
                                Figures.rows(column.present()),
                                Figures.value(rarest.value()),
                                count(rarest.count()),
                                warns ? ": it only warns, because that is few" : ", none seen only now and then"),
                warns));
        return true;
    }

    private void pattern(TextProfile text) {
        if (text.shapes().isEmpty()
                || column.empty() > 0
                || text.total() < FEWEST_ROWS
                || column.distinct() < PATTERN_VALUES) {
            return;
        }
        Optional<String> pattern = text.shapes().size() == 1
                ? one(text.shapes().keySet().iterator().next())
                : sameLength(text.shapes().keySet());
        pattern.ifPresent(found -> rules.add(SuggestedRule.option(
                "pattern",
                YamlText.quoted(found),
                "all %s values have this form, about %s of them different"
                        .formatted(count(text.total()), count(column.distinct())))));
    }

    /** Runs of one shape; a number that may grow by a digit may be longer. */
    private Optional<String> one(String shape) {
        if (shape.length() > LONGEST_CODE
                || shape.contains(" ")
                || shape.chars().noneMatch(c -> c == 'A' || c == 'a' || c == '9')) {
            return Optional.empty();
        }
        StringBuilder pattern = new StringBuilder("^");
        for (int i = 0; i < shape.length(); ) {
            char c = shape.charAt(i);
            int end = i;
            while (end < shape.length() && shape.charAt(end) == c) {
                end++;
            }
            int run = end - i;
            int begin = i;
            boolean grows = c == '9'
                    && i > 0
                    && end == shape.length()
                    && column.sample().stream().noneMatch(value -> value.charAt(begin) == '0');
            switch (c) {
                case 'A' -> pattern.append("[A-Z]").append(times(run));
                case 'a' -> pattern.append("[a-z]").append(times(run));
                case '9' -> pattern.append("[0-9]").append(grows ? "{" + run + ",}" : times(run));
                default ->
                    pattern.append(META.indexOf(c) >= 0 ? "\\" : "").append(c).append(times(run));
            }
            i = end;
        }
        return Optional.of(pattern.append('$').toString());
    }

    private static String times(int run) {
        return run == 1 ? "" : "{" + run + "}";
    }

    /** Capital letters and digits, or hexadecimal digits, in texts of one length. */
    private static Optional<String> sameLength(Set<String> shapes) {
        int length = shapes.iterator().next().length();
        if (length > LONGEST_CODE || shapes.stream().anyMatch(shape -> shape.length() != length)) {
            return Optional.empty();
        }
        Set<Integer> used =
                shapes.stream().flatMap(shape -> shape.chars().boxed()).collect(Collectors.toSet());
        if (Set.of((int) 'A', (int) '9').containsAll(used)) {
            return Optional.of("^[A-Z0-9]{%d}$".formatted(length));
        }
        return Set.of((int) 'a', (int) '9').containsAll(used)
                ? Optional.of("^[a-z0-9]{%d}$".formatted(length))
                : Optional.empty();
    }
}
