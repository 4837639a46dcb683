package io.assay.validation;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** Random conditions over the columns of {@link SqlAgreementTest}, with their plain meaning. */
final class RandomSql {
    private static final List<String> TEXTS =
            List.of("", "A", "ab", "a😀", "%", "a_b", "😀", "\uFFFD", "it's", "a\\b", "Z\u0001");
    private static final List<String> LIKES = List.of("a%", "_", "%b", "a\\_b", "%\\%%", "__", "%😀", "a_%b", "%");
    private static final List<String> DATES = List.of("2024-02-29", "0001-01-01", "1582-10-10", "9999-12-31");
    private static final List<String> TIMES = List.of("2024-01-01T00:00:00Z", "1900-06-01T12:00:00.123456Z");
    private static final List<Double> DOUBLES = List.of(0.0, 0.5, -1.0, Double.NaN, Double.POSITIVE_INFINITY);
    private final Random random;

    RandomSql(Random random) {
        this.random = random;
    }

    private <T> T one(List<T> of) {
        return of.get(random.nextInt(of.size()));
    }

    /** A condition, at most so deep. */
    PlainSql<Boolean> condition(int depth) {
        if (depth > 0 && random.nextInt(3) == 0) {
            return switch (random.nextInt(4)) {
                case 0 -> PlainSql.and(condition(depth - 1), condition(depth - 1));
                case 1 -> PlainSql.or(condition(depth - 1), condition(depth - 1));
                case 2 -> PlainSql.not(condition(depth - 1));
                default -> PlainSql.when(condition(depth - 1), condition(depth - 1), condition(depth - 1));
            };
        }
        return switch (random.nextInt(14)) {
            case 0 -> PlainSql.path("b");
            case 1 -> compared(number(depth, "n"), number(depth, "o.a"));
            case 2 -> between(number(depth, "n"), number(0, ""), number(depth, "o.a"));
            case 3 -> PlainSql.in(number(depth, "n"), List.of(number(0, ""), number(0, ""), number(0, "o.a")));
            case 4 -> texts(depth, "s");
            case 5 -> texts(depth, "o.b");
            case 6 -> floating();
            case 7 -> dates();
            case 8 -> times();
            case 9 -> decimals();
            case 10 ->
                PlainSql.isNull(one(List.of(
                        number(depth, "n"),
                        text(depth, "s"),
                        PlainSql.path("o"),
                        PlainSql.path("l"),
                        PlainSql.path("d"))));
            case 11 -> PlainSql.items("g", compared(number(0, "x"), number(0, "")), random.nextBoolean());
            case 12 ->
                PlainSql.items(
                        "l",
                        random.nextBoolean() ? compared(number(0, "x.q"), number(0, "n")) : texts(0, "x.t"),
                        random.nextBoolean());
            default -> contains();
        };
    }

    private static <T> PlainSql<Boolean> between(PlainSql<T> a, PlainSql<T> low, PlainSql<T> high) {
        return PlainSql.and(
                        PlainSql.of("%s%s", a, low, (x, y) -> order(x, y) >= 0),
                        PlainSql.of("%s%s", a, high, (x, y) -> order(x, y) <= 0))
                .as("(%s BETWEEN %s AND %s)".formatted(a.sql(), low.sql(), high.sql()));
    }

    private <T> PlainSql<Boolean> compared(PlainSql<T> a, PlainSql<T> b) {
        return switch (random.nextInt(7)) {
            case 0 -> PlainSql.of("(%s = %s)", a, b, (x, y) -> order(x, y) == 0);
            case 1 -> PlainSql.of("(%s <> %s)", a, b, (x, y) -> order(x, y) != 0);
            case 2 -> PlainSql.of("(%s < %s)", a, b, (x, y) -> order(x, y) < 0);
            case 3 -> PlainSql.of("(%s <= %s)", a, b, (x, y) -> order(x, y) <= 0);
            case 4 -> PlainSql.of("(%s > %s)", a, b, (x, y) -> order(x, y) > 0);
            case 5 ->
                new PlainSql<>("(%s <=> %s)".formatted(a.sql(), b.sql()), row -> {
                    T x = a.value().apply(row);
                    T y = b.value().apply(row);
                    return (x == null || y == null) ? x == null && y == null : order(x, y) == 0;
                });
            default -> PlainSql.of("(%s >= %s)", a, b, (x, y) -> order(x, y) >= 0);
        };
    }

    /** Texts by their bytes, numbers with NaN equal to itself and above all, and one zero. */
    @SuppressWarnings("unchecked") // both are of one type
    private static <T> int order(T one, T other) {
        if (one instanceof String a) {
            return Arrays.compareUnsigned(
                    a.getBytes(StandardCharsets.UTF_8), ((String) other).getBytes(StandardCharsets.UTF_8));
        }
        if (one instanceof Double a) {
            return Double.compare(a + 0.0, (Double) other + 0.0);
        }
        return ((Comparable<Object>) one).compareTo(other);
    }

    /** A number of a column, of the row, or a literal if there is none. */
    private PlainSql<Long> number(int depth, String path) {
        long literal = random.nextInt(6) - 2L;
        PlainSql<Long> plain = path.isEmpty() || random.nextInt(4) == 0
                ? PlainSql.literal(literal + "L", literal)
                : PlainSql.path(path);
        if (depth == 0) {
            return plain;
        }
        return switch (random.nextInt(9)) {
            case 0 -> PlainSql.coalesce(plain, number(depth - 1, "o.a"));
            case 1 -> PlainSql.when(condition(depth - 1), plain);
            case 2 -> PlainSql.when(condition(depth - 1), plain, number(depth - 1, "n"));
            case 3 -> PlainSql.of("(%s %% %s)", plain, PlainSql.literal("3L", 3L), (x, y) -> x % y);
            case 4 -> PlainSql.of("try_add(%s, %s)", plain, number(0, "n"), RandomSql::sum);
            case 5 ->
                PlainSql.of("nullif(%s, %s)", plain, PlainSql.literal("1L", 1L), (x, y) -> x.equals(y) ? null : x);
            case 6 ->
                PlainSql.of("CAST(length(%s) AS BIGINT)", text(0, "s"), x -> (long) x.codePointCount(0, x.length()));
            default -> plain;
        };
    }

    private static @Nullable Long sum(Long x, Long y) {
        try {
            return Math.addExact(x, y);
        } catch (ArithmeticException e) {
            return null;
        }
    }

    private PlainSql<String> text(int depth, String path) {
        PlainSql<String> plain = random.nextInt(4) == 0 ? PlainSql.text(one(TEXTS)) : PlainSql.path(path);
        if (depth == 0) {
            return plain;
        }
        return switch (random.nextInt(6)) {
            case 0 -> PlainSql.coalesce(plain, text(depth - 1, "o.b"));
            case 1 -> PlainSql.when(condition(depth - 1), plain, text(depth - 1, "s"));
            case 2 -> PlainSql.of("(%s || %s)", plain, text(0, "o.b"), (x, y) -> x + y);
            case 3 ->
                PlainSql.of(
                        "substring(%s, 1, 2)",
                        plain,
                        x -> x.codePoints()
                                .limit(2)
                                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                                .toString());
            default -> plain;
        };
    }

    private PlainSql<Boolean> texts(int depth, String path) {
        PlainSql<String> text = text(depth, path);
        return switch (random.nextInt(6)) {
            case 0 -> PlainSql.in(text, List.of(PlainSql.text(one(TEXTS)), PlainSql.text(one(TEXTS))));
            case 1 ->
                PlainSql.not(PlainSql.in(
                        text,
                        List.of(
                                PlainSql.text(one(TEXTS)),
                                PlainSql.<String>literal("A", "A").as("'A'"))));
            case 2 -> {
                PlainSql<String> like = PlainSql.text(one(LIKES));
                yield PlainSql.of(
                        "(%s LIKE %s)",
                        text, like, (x, y) -> PlainSql.like(x.codePoints().toArray(), y));
            }
            case 3 -> PlainSql.of("startswith(%s, %s)", text, PlainSql.text(one(TEXTS)), String::startsWith);
            case 4 -> between(text, PlainSql.text(one(TEXTS)), text(0, path));
            default -> compared(text, text(0, path));
        };
    }

    private PlainSql<Boolean> floating() {
        double other = one(DOUBLES);
        String literal = Double.isFinite(other)
                ? other + "D"
                : "CAST('%s' AS DOUBLE)".formatted(Double.isNaN(other) ? "NaN" : "Infinity");
        PlainSql<Double> column = PlainSql.path("f");
        return random.nextInt(5) == 0
                ? new PlainSql<>("isnan(f)", row -> {
                    Double f = column.value().apply(row);
                    return f != null && f.isNaN();
                })
                : compared(column, PlainSql.literal(literal, other));
    }

    private PlainSql<Boolean> decimals() {
        String literal = one(List.of("0.00", "1.50", "-99999999.99"));
        return compared(
                PlainSql.<BigDecimal>path("c"),
                PlainSql.literal("CAST('%s' AS DECIMAL(10,2))".formatted(literal), new BigDecimal(literal)));
    }

    private PlainSql<Boolean> dates() {
        PlainSql<LocalDate> date = PlainSql.path("d");
        return switch (random.nextInt(4)) {
            case 0 ->
                compared(
                        PlainSql.of("CAST(year(%s) AS BIGINT)", date, d -> (long) d.getYear()),
                        PlainSql.literal("2024L", 2024L));
            case 1 -> compared(PlainSql.of("date_add(%s, 1)", date, d -> d.plusDays(1)), PlainSql.date(one(DATES)));
            case 2 -> PlainSql.in(date, List.of(PlainSql.date(one(DATES)), PlainSql.date(one(DATES))));
            default -> between(date, PlainSql.date(one(DATES)), PlainSql.date(one(DATES)));
        };
    }

    private PlainSql<Boolean> times() {
        PlainSql<Instant> time = PlainSql.path("t");
        if (random.nextInt(3) == 0) {
            return compared(
                    PlainSql.of(
                            "CAST(hour(%s) AS BIGINT)",
                            time, t -> (long) t.atZone(ZoneOffset.UTC).getHour()),
                    PlainSql.literal("12L", 12L));
        }
        String literal = one(TIMES);
        return compared(time, PlainSql.literal("TIMESTAMP'%s'".formatted(literal), Instant.parse(literal)));
    }

    private PlainSql<Boolean> contains() {
        PlainSql<List<Long>> array = PlainSql.path("g");
        long item = random.nextInt(3);
        return PlainSql.of(
                "array_contains(%s, %s)",
                array,
                PlainSql.literal(item + "L", item),
                (list, one) -> list.contains(one) ? Boolean.TRUE : list.contains(null) ? null : Boolean.FALSE);
    }
}
