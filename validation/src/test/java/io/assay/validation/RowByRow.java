package io.assay.validation;

import io.assay.definition.contract.Check;
import io.assay.definition.contract.Rule;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * Validates rows of texts one by one, as plainly as can be: the gate is compared with it. Columns {@code a} (integer),
 * {@code b} (text), {@code c} (double); a condition is {@code a > NUMBER}.
 */
record RowByRow(List<String[]> rows, List<Rule> rules, Set<String> targets) {
    private static final String PLACES = "abc";
    private static final Pattern CONDITION = Pattern.compile("a > (-?\\d+)");

    /** Names of the rules that each row breaks, in order of name. */
    List<Set<String>> reasons() {
        List<Set<String>> reasons = new ArrayList<>();
        for (int i = 0; i < rows.size(); i++) {
            Set<String> broken = new TreeSet<>();
            if (rows.get(i).length != 3) {
                broken.add("row.malformed");
            } else {
                for (Rule rule : rules) {
                    if (applies(i, rule) && broken(i, rule)) {
                        broken.add(rule.name());
                    }
                }
                for (String column : List.of("a", "b", "c")) {
                    if (faulty(i, column)) {
                        broken.add(column + ".type");
                    }
                }
            }
            reasons.add(broken);
        }
        return reasons;
    }

    private boolean applies(int row, Rule rule) {
        return rule.where().map(condition -> above(row, condition)).orElse(true);
    }

    private boolean above(int row, String condition) {
        var matcher = CONDITION.matcher(condition);
        return matcher.matches()
                && value(row, "a")
                        .map(a -> (Long) a > Long.parseLong(matcher.group(1)))
                        .orElse(false);
    }

    private boolean broken(int row, Rule rule) {
        Check check = rule.check();
        if (check instanceof Check.Required required) {
            return value(row, required.column()).isEmpty() && !faulty(row, required.column());
        }
        if (check instanceof Check.Unique unique) {
            return key(row, unique.columns())
                    .filter(k -> later(row, rule, unique, k))
                    .isPresent();
        }
        if (check instanceof Check.ForeignKey key) {
            return key(row, key.columns()).filter(k -> !targets.contains(k)).isPresent();
        }
        if (check instanceof Check.Condition condition) {
            return above(row, condition.violation());
        }
        if (check instanceof Check.Length length) {
            return value(row, "b")
                    .map(b -> ((String) b).codePointCount(0, ((String) b).length()))
                    .filter(n -> n < length.minimum().orElse(0)
                            || n > length.maximum().orElse(99))
                    .isPresent();
        }
        if (check instanceof Check.OneOf oneOf) {
            return value(row, "b").filter(b -> !oneOf.values().contains(b)).isPresent();
        }
        if (check instanceof Check.Matches matches) {
            return value(row, "b")
                    .filter(b -> !Pattern.compile(matches.pattern())
                            .matcher((String) b)
                            .find())
                    .isPresent();
        }
        Check.Bounds bounds = (Check.Bounds) check;
        return value(row, bounds.column())
                .filter(v -> outside(((Number) v).doubleValue(), bounds))
                .isPresent();
    }

    private static boolean outside(double value, Check.Bounds bounds) {
        boolean low = bounds.minimum()
                .map(b -> b.inclusive()
                        ? !(value >= Double.parseDouble(b.literal()))
                        : !(value > Double.parseDouble(b.literal())))
                .orElse(false);
        boolean high = bounds.maximum()
                .map(b -> b.inclusive()
                        ? !(value <= Double.parseDouble(b.literal()))
                        : !(value < Double.parseDouble(b.literal())))
                .orElse(false);
        return low || high || Double.isNaN(value) || Double.isInfinite(value);
    }

    private boolean later(int row, Rule rule, Check.Unique unique, String key) {
        for (int i = row + 1; i < rows.size(); i++) {
            if (rows.get(i).length == 3
                    && applies(i, rule)
                    && key(i, unique.columns()).equals(Optional.of(key))) {
                return true;
            }
        }
        return false;
    }

    private Optional<String> key(int row, List<String> columns) {
        List<String> parts = new ArrayList<>();
        for (String column : columns) {
            Optional<Object> value = value(row, column);
            if (value.isEmpty()) {
                return Optional.empty();
            }
            parts.add(value.get().toString());
        }
        return Optional.of(String.join("/", parts));
    }

    private boolean faulty(int row, String column) {
        return !rows.get(row)[PLACES.indexOf(column)].isEmpty()
                && !rows.get(row)[PLACES.indexOf(column)].equals("NA")
                && value(row, column).isEmpty();
    }

    private Optional<Object> value(int row, String column) {
        String text = rows.get(row)[PLACES.indexOf(column)];
        if (text.isEmpty() || text.equals("NA")) {
            return Optional.empty();
        }
        try {
            return switch (column) {
                case "a" -> Optional.of(Long.parseLong(text));
                case "b" -> Optional.of(text);
                default -> Optional.of(Double.parseDouble(text));
            };
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }
}
