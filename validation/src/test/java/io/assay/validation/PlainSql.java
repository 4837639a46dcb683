package io.assay.validation;

import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A piece of SQL together with what it is for one row, calculated as plainly as can be, by the rules of the SQL
 * standard: null in, null out; AND, OR and NOT of three values.
 *
 * @param value of a row: columns by name, in a lambda also {@code x}
 */
record PlainSql<T>(String sql, Function<Map<String, @Nullable Object>, @Nullable T> value) {
    /** A column, or a field of one: {@code o.a}. */
    static <T> PlainSql<T> path(String path) {
        List<String> names = List.of(path.split("\\."));
        return new PlainSql<>(path, row -> {
            @Nullable Object value = row;
            for (String name : names) {
                value = value instanceof Map<?, ?> map ? map.get(name) : null;
            }
            return cast(value);
        });
    }

    @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"}) // who names a path knows its type
    private static <T> @Nullable T cast(@Nullable Object value) {
        return (T) value;
    }

    static <T> PlainSql<T> literal(String sql, T value) {
        return new PlainSql<>(sql, row -> value);
    }

    static PlainSql<String> text(String value) {
        return literal("'" + value.replace("\\", "\\\\").replace("'", "\\'") + "'", value);
    }

    static PlainSql<LocalDate> date(String value) {
        return literal("DATE'" + value + "'", LocalDate.parse(value));
    }

    /** {@code template} has {@code %s} for each operand; null if one of them is. */
    static <A, B, R> PlainSql<R> of(String template, PlainSql<A> a, PlainSql<B> b, BiFunction<A, B, @Nullable R> by) {
        return new PlainSql<>(template.formatted(a.sql, b.sql), row -> {
            A left = a.value.apply(row);
            B right = b.value.apply(row);
            return left == null || right == null ? null : by.apply(left, right);
        });
    }

    static <A, R> PlainSql<R> of(String template, PlainSql<A> a, Function<A, @Nullable R> by) {
        return new PlainSql<>(template.formatted(a.sql), row -> {
            A operand = a.value.apply(row);
            return operand == null ? null : by.apply(operand);
        });
    }

    /** The same, written otherwise. */
    PlainSql<T> as(String other) {
        return new PlainSql<>(other, value);
    }

    static PlainSql<Boolean> isNull(PlainSql<?> a) {
        return new PlainSql<>("(%s IS NULL)".formatted(a.sql), row -> a.value.apply(row) == null);
    }

    static PlainSql<Boolean> not(PlainSql<Boolean> a) {
        return of("(NOT %s)", a, x -> !x);
    }

    static PlainSql<Boolean> and(PlainSql<Boolean> a, PlainSql<Boolean> b) {
        return both("AND", a, b, false);
    }

    static PlainSql<Boolean> or(PlainSql<Boolean> a, PlainSql<Boolean> b) {
        return both("OR", a, b, true);
    }

    /** {@code decides} alone makes the result, whatever the other is. */
    private static PlainSql<Boolean> both(String word, PlainSql<Boolean> a, PlainSql<Boolean> b, boolean decides) {
        return new PlainSql<>("(%s %s %s)".formatted(a.sql, word, b.sql), row -> {
            Boolean left = a.value.apply(row);
            Boolean right = b.value.apply(row);
            if (Boolean.valueOf(decides).equals(left)
                    || Boolean.valueOf(decides).equals(right)) {
                return decides;
            }
            return (left == null || right == null) ? null : Boolean.valueOf(!decides);
        });
    }

    /** IN of a list that may have a null: unknown rather than false. */
    static <T> PlainSql<Boolean> in(PlainSql<T> a, List<PlainSql<T>> list) {
        String items = String.join(", ", list.stream().map(PlainSql::sql).toList());
        return new PlainSql<>("(%s IN (%s))".formatted(a.sql, items), row -> {
            T one = a.value.apply(row);
            if (one == null) {
                return null;
            }
            boolean unknown = false;
            for (PlainSql<T> item : list) {
                T other = item.value.apply(row);
                if (one.equals(other)) {
                    return true;
                }
                unknown |= other == null;
            }
            return unknown ? null : Boolean.FALSE;
        });
    }

    static <T> PlainSql<T> coalesce(PlainSql<T> a, PlainSql<T> b) {
        return new PlainSql<>("coalesce(%s, %s)".formatted(a.sql, b.sql), row -> {
            T first = a.value.apply(row);
            return first == null ? b.value.apply(row) : first;
        });
    }

    /** CASE without ELSE: null if the condition is not true. */
    static <T> PlainSql<T> when(PlainSql<Boolean> condition, PlainSql<T> then) {
        return new PlainSql<>(
                "(CASE WHEN %s THEN %s END)".formatted(condition.sql, then.sql),
                row -> Boolean.TRUE.equals(condition.value.apply(row)) ? then.value.apply(row) : null);
    }

    static <T> PlainSql<T> when(PlainSql<Boolean> condition, PlainSql<T> then, PlainSql<T> otherwise) {
        return new PlainSql<>(
                "(CASE WHEN %s THEN %s ELSE %s END)".formatted(condition.sql, then.sql, otherwise.sql),
                row -> Boolean.TRUE.equals(condition.value.apply(row))
                        ? then.value.apply(row)
                        : otherwise.value.apply(row));
    }

    /** {@code exists} or {@code forall} of an array, its item being {@code x}; unknown items make the rest unknown. */
    static PlainSql<Boolean> items(String array, PlainSql<Boolean> condition, boolean exists) {
        String sql = "%s(%s, x -> %s)".formatted(exists ? "exists" : "forall", array, condition.sql);
        PlainSql<List<@Nullable Object>> list = path(array);
        return new PlainSql<>(sql, row -> {
            List<@Nullable Object> items = list.value.apply(row);
            if (items == null) {
                return null;
            }
            boolean unknown = false;
            for (@Nullable Object item : items) {
                Map<String, @Nullable Object> inner = new HashMap<>(row);
                inner.put("x", item);
                Boolean one = condition.value.apply(inner);
                if (one != null && one == exists) {
                    return exists;
                }
                unknown |= one == null;
            }
            return unknown ? null : Boolean.valueOf(!exists);
        });
    }

    /** {@code %} is any text, {@code _} one character, a backslash before either the character itself. */
    static boolean like(int[] text, String pattern) {
        boolean[] ends = new boolean[text.length + 1]; // where what was read of the pattern may end in the text
        ends[0] = true;
        int[] signs = pattern.codePoints().toArray();
        for (int in = 0; in < signs.length; in++) {
            boolean escaped = signs[in] == '\\';
            int sign = escaped ? signs[++in] : signs[in];
            boolean[] next = new boolean[ends.length];
            for (int at = 0; at < ends.length; at++) {
                if (!escaped && sign == '%') {
                    next[at] = ends[at] || (at > 0 && next[at - 1]);
                } else if (at > 0) {
                    next[at] = ends[at - 1] && ((!escaped && sign == '_') || sign == text[at - 1]);
                }
            }
            ends = next;
        }
        return ends[text.length];
    }

    @Override
    public String toString() {
        return sql;
    }
}
