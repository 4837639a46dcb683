package io.assay.validation;

import io.assay.definition.contract.Check;
import io.assay.definition.contract.Check.Bounds.Bound;
import io.assay.definition.contract.ColumnType;
import io.assay.definition.contract.ContractColumn;
import io.assay.definition.contract.Rule;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Validates one JSON row after the other, as plainly as can be: the gate is compared with it. A row is a map; an object
 * a map, an array a list, a scalar its text, JSON's null is null. A condition is {@code n > NUMBER}.
 */
record NestedByRow(List<ContractColumn> columns, List<Rule> rules) {
    /** What a text becomes that is not of its type. */
    private static final Object FAULT = new Object() {
        @Override
        public String toString() {
            return "FAULT";
        }
    };

    private static final Pattern CONDITION = Pattern.compile("n > (-?\\d+)");

    /** Names of the rules that a row breaks. */
    Set<String> reasons(Map<String, Object> row) {
        Map<String, Object> values = struct(columns, row);
        Set<String> broken = new TreeSet<>();
        for (Rule rule : rules) {
            if (!rule.check().isDatasetCheck() && breaks(rule, rule.check(), values)) {
                broken.add(rule.name());
            }
        }
        types(columns, "", values, broken);
        return broken;
    }

    /** Rows that the rule is about, and those of them that break it. */
    int[] counts(Rule rule, List<Map<String, Object>> rows) {
        Check inner = ((Check.Measure) rule.check()).check();
        int[] counts = new int[2];
        for (Map<String, Object> row : rows) {
            Map<String, Object> values = struct(columns, row);
            counts[0] += applies(rule, values) ? 1 : 0;
            counts[1] += breaks(rule, inner, values) ? 1 : 0;
        }
        return counts;
    }

    private static boolean applies(Rule rule, Map<String, Object> values) {
        return rule.where().map(condition -> above(condition, values)).orElse(true);
    }

    private static boolean above(String condition, Map<String, Object> values) {
        var matcher = CONDITION.matcher(condition);
        return matcher.matches() && values.get("n") instanceof Long n && n > Long.parseLong(matcher.group(1));
    }

    private boolean breaks(Rule rule, Check check, Map<String, Object> values) {
        if (!applies(rule, values)) {
            return false;
        }
        if (check instanceof Check.Condition condition) {
            return above(condition.violation(), values);
        }
        List<@Nullable Object> leaves = new ArrayList<>();
        leaves(values, List.of(path(check).split("\\.")), leaves);
        if (check instanceof Check.Required) {
            return leaves.contains(null);
        }
        if (check instanceof Check.NotMissing missing && missing.nullIsMissing() && leaves.contains(null)) {
            return true;
        }
        return leaves.stream().anyMatch(leaf -> leaf != null && leaf != FAULT && bad(check, leaf));
    }

    private static String path(Check check) {
        if (check instanceof Check.Required c) {
            return c.column();
        }
        if (check instanceof Check.NotMissing c) {
            return c.column();
        }
        if (check instanceof Check.Bounds c) {
            return c.column();
        }
        if (check instanceof Check.Length c) {
            return c.column();
        }
        if (check instanceof Check.Matches c) {
            return c.column();
        }
        if (check instanceof Check.OneOf c) {
            return c.column();
        }
        if (check instanceof Check.MultipleOf c) {
            return c.column();
        }
        if (check instanceof Check.Items c) {
            return c.column();
        }
        if (check instanceof Check.Properties c) {
            return c.column();
        }
        return check instanceof Check.Format c ? c.column() : ((Check.UniqueItems) check).column();
    }

    private static boolean bad(Check check, Object leaf) {
        if (check instanceof Check.NotMissing c) {
            return c.missing().contains(leaf.toString());
        }
        if (check instanceof Check.Bounds c) {
            BigDecimal value = new BigDecimal(leaf.toString());
            return c.minimum()
                            .map(b -> value.compareTo(limit(b)) < (b.inclusive() ? 0 : 1))
                            .orElse(false)
                    || c.maximum()
                            .map(b -> value.compareTo(limit(b)) > (b.inclusive() ? 0 : -1))
                            .orElse(false);
        }
        if (check instanceof Check.Length c) {
            int length = leaf.toString().codePointCount(0, leaf.toString().length());
            return length < c.minimum().orElse(0) || length > c.maximum().orElse(999);
        }
        if (check instanceof Check.Matches c) {
            return !Pattern.compile(c.pattern()).matcher(leaf.toString()).find();
        }
        if (check instanceof Check.OneOf c) {
            return !c.values().contains(leaf.toString());
        }
        if (check instanceof Check.MultipleOf c) {
            return new BigDecimal(leaf.toString()).remainder(c.factor()).signum() != 0;
        }
        if (check instanceof Check.Items c) {
            int size = ((List<?>) leaf).size();
            return size < c.minimum().orElse(0) || size > c.maximum().orElse(999);
        }
        if (check instanceof Check.Properties c) {
            long filled = ((Map<?, ?>) leaf)
                    .values().stream().filter(v -> v != null && v != FAULT).count();
            return filled < c.minimum().orElse(0) || filled > c.maximum().orElse(999);
        }
        if (check instanceof Check.Format c) {
            return !PlainFormats.valid(c.format(), leaf.toString());
        }
        List<@Nullable Object> stored = new ArrayList<>();
        ((List<?>) leaf).forEach(item -> stored.add(stored(item)));
        return new HashSet<>(stored).size() < stored.size();
    }

    private static BigDecimal limit(Bound bound) {
        return new BigDecimal(bound.literal());
    }

    /** What did not parse is stored as null. */
    private static @Nullable Object stored(@Nullable Object value) {
        if (value instanceof Map<?, ?> map) {
            Map<Object, @Nullable Object> copy = new LinkedHashMap<>();
            map.forEach((key, inner) -> copy.put(key, stored(inner)));
            return copy;
        }
        if (value instanceof List<?> list) {
            List<@Nullable Object> copy = new ArrayList<>();
            list.forEach(inner -> copy.add(stored(inner)));
            return copy;
        }
        return value == FAULT ? null : value;
    }

    private static void leaves(@Nullable Object value, List<String> path, List<@Nullable Object> found) {
        if (path.isEmpty()) {
            found.add(value);
        } else if (value instanceof Map<?, ?> map) {
            leaves(map.get(path.get(0)), path.subList(1, path.size()), found);
        } else if (value instanceof List<?> list) {
            list.forEach(item -> leaves(item, path.subList(1, path.size()), found));
        }
    }

    private static void types(List<ContractColumn> columns, String prefix, Map<?, ?> values, Set<String> broken) {
        columns.forEach(c -> types(c.type(), prefix + c.name(), values.get(c.name()), broken));
    }

    private static void types(ColumnType type, String path, @Nullable Object value, Set<String> broken) {
        if (value == FAULT) {
            broken.add(path + ".type");
        } else if (type instanceof ColumnType.Struct struct && value instanceof Map<?, ?> map) {
            types(struct.fields(), path + ".", map, broken);
        } else if (type instanceof ColumnType.Array array && value instanceof List<?> list) {
            list.forEach(item -> types(array.element(), path + ".items", item, broken));
        }
    }

    private static Map<String, Object> struct(List<ContractColumn> columns, Map<?, ?> raw) {
        Map<String, Object> values = new LinkedHashMap<>();
        columns.forEach(c -> values.put(c.name(), value(c.type(), raw.get(c.name()))));
        return values;
    }

    private static @Nullable Object value(ColumnType type, @Nullable Object raw) {
        if (raw == null) {
            return null;
        }
        if (type instanceof ColumnType.Struct struct) {
            return raw instanceof Map<?, ?> map ? struct(struct.fields(), map) : FAULT;
        }
        if (type instanceof ColumnType.Array array) {
            if (!(raw instanceof List<?> list)) {
                return FAULT;
            }
            List<@Nullable Object> items = new ArrayList<>();
            list.forEach(item -> items.add(value(array.element(), item)));
            return items;
        }
        if (raw instanceof Map || raw instanceof List) {
            return FAULT;
        }
        return type instanceof ColumnType.IntegerType
                ? integer(raw.toString()).map(n -> (Object) n).orElse(FAULT)
                : raw;
    }

    private static Optional<Long> integer(String text) {
        try {
            return Optional.of(Long.parseLong(text));
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }
}
