package io.assay.validation;

import static io.assay.validation.TestContract.LONG;
import static io.assay.validation.TestContract.STRING;
import static io.assay.validation.TestContract.column;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import io.assay.definition.contract.Action;
import io.assay.definition.contract.Check;
import io.assay.definition.contract.Check.Bounds.Bound;
import io.assay.definition.contract.ColumnType;
import io.assay.definition.contract.Comparison;
import io.assay.definition.contract.ContractColumn;
import io.assay.definition.contract.Rule;
import io.assay.definition.contract.StringFormat;
import java.math.BigDecimal;
import java.math.MathContext;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.apache.spark.sql.Row;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The gate and a plain row-by-row check agree on every row of random objects and arrays under random rules. */
class NestedAgreementTest {
    private static final List<String> INTEGERS =
            List.of("0", "1", "2", "3", "-4", "7", "9223372036854775808", "x", "1.5");
    private static final List<String> STRINGS = List.of(
            "",
            "A",
            "B",
            "ab",
            "a😀",
            "\"q\"",
            "a\u0001\tb",
            "12.0.0.255",
            "1.2.3.256",
            "01.2.3.4",
            "aaaaaaaa",
            "::1.2.3.4",
            "a@b.cd",
            "P1D",
            "QUJD",
            "2024-02-29",
            "2024-02-29T10:00:00Z",
            "10:00:00+01:00",
            "urn:x",
            "123e4567-e89b-12d3-a456-426614174000");
    private static final List<ContractColumn> COLUMNS = List.of(
            column("n", LONG),
            column("s", STRING),
            column("o", new ColumnType.Struct(List.of(column("a", LONG), column("b", STRING)))),
            column(
                    "l",
                    new ColumnType.Array(new ColumnType.Struct(
                            List.of(column("q", LONG), column("t", STRING), column("g", new ColumnType.Array(LONG)))))),
            column("m", new ColumnType.Array(new ColumnType.Array(STRING))));
    private static final List<String> NUMBERS = List.of("n", "o.a", "l.items.q", "l.items.g.items");
    private static final List<String> TEXTS = List.of("s", "o.b", "l.items.t", "m.items.items");
    private static final List<String> ARRAYS = List.of("l", "l.items.g", "m", "m.items");
    private static final List<String> OBJECTS = List.of("o", "l.items");

    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6})
    void everyRowHasTheSameReasons(long seed) {
        Random random = new Random(seed);
        List<Map<String, Object>> rows = new ArrayList<>();
        StringBuilder json = new StringBuilder();
        for (int i = 0; i < 80; i++) {
            Map<String, Object> row = struct(random, COLUMNS);
            rows.add(row);
            write(json, row);
            json.append('\n');
        }
        TestContract contract = TestContract.of("t");
        COLUMNS.forEach(c -> contract.with(c.name(), c.type()));
        List<Rule> rules = new ArrayList<>();
        for (int i = 0; i < 24; i++) {
            rules.add(rule(random, "r" + i));
            contract.rule(rules.get(i));
        }
        GatedBatch gated = GatedBatch.of(contract, GatedBatch.file(folder, "t.json", json.toString()));
        NestedByRow plain = new NestedByRow(COLUMNS, rules);
        List<Set<String>> expected = rows.stream().map(plain::reasons).toList();
        assertThat(found(gated))
                .isEqualTo(expected.stream().filter(r -> !r.isEmpty()).toList());
        for (Rule rule : rules) {
            RuleResult outcome = gated.outcome(rule.name());
            if (rule.check() instanceof Check.Measure measure) {
                int[] counts = plain.counts(rule, rows);
                BigDecimal measured = measured(measure, counts);
                assertThat(outcome.measured().orElseThrow()).as(rule.toString()).isEqualByComparingTo(measured);
                assertThat(outcome.status() == RuleResult.Status.PASS)
                        .as(rule.toString())
                        .isEqualTo(holds(measure.expected(), measured));
            } else {
                long broken =
                        expected.stream().filter(r -> r.contains(rule.name())).count();
                assertThat(outcome.violations()).as(rule.toString()).isEqualTo(broken);
            }
        }
    }

    private static BigDecimal measured(Check.Measure measure, int[] counts) {
        if (measure.unit() == Check.Unit.ROWS) {
            return BigDecimal.valueOf(counts[1]);
        }
        return counts[0] == 0
                ? BigDecimal.ZERO
                : BigDecimal.valueOf(counts[1] * 100L).divide(BigDecimal.valueOf(counts[0]), MathContext.DECIMAL64);
    }

    private static boolean holds(Comparison expected, BigDecimal measured) {
        double value = measured.doubleValue();
        double first = expected.operands().get(0).doubleValue();
        return switch (expected.operator()) {
            case BE -> value == first;
            case NOT_BE -> value != first;
            case GREATER_THAN -> value > first;
            case GREATER_OR_EQUAL -> value >= first;
            case LESS_THAN -> value < first;
            case LESS_OR_EQUAL -> value <= first;
            case BETWEEN ->
                value >= first && value <= expected.operands().get(1).doubleValue();
            case NOT_BETWEEN ->
                value < first || value > expected.operands().get(1).doubleValue();
        };
    }

    private static List<Set<String>> found(GatedBatch gated) {
        return gated.quarantined().stream()
                .<Set<String>>map(row -> {
                    Set<String> names = new TreeSet<>();
                    row.<Row>getList(1).forEach(reason -> names.add(reason.getString(0)));
                    return names;
                })
                .toList();
    }

    private static Rule rule(Random random, String name) {
        Check row = check(random);
        boolean measured = random.nextInt(4) == 0;
        Optional<String> where = random.nextInt(3) == 0 ? Optional.of("n > " + random.nextInt(3)) : Optional.empty();
        return new Rule(
                name,
                Optional.empty(),
                measured ? measure(random, row) : row,
                measured ? Action.WARN : Action.QUARANTINE,
                where,
                Optional.empty(),
                Optional.empty());
    }

    private static Check measure(Random random, Check row) {
        Comparison.Operator operator = one(random, List.of(Comparison.Operator.values()));
        boolean two = operator == Comparison.Operator.BETWEEN || operator == Comparison.Operator.NOT_BETWEEN;
        int first = random.nextInt(20);
        List<BigDecimal> ends = two
                ? List.of(BigDecimal.valueOf(first), BigDecimal.valueOf(first + 10))
                : List.of(BigDecimal.valueOf(first));
        return new Check.Measure(
                row, new Comparison(operator, ends), one(random, List.of(Check.Unit.values())), Check.Scope.BATCH);
    }

    private static Check check(Random random) {
        OptionalInt least = OptionalInt.of(random.nextInt(3));
        return switch (random.nextInt(12)) {
            case 0 -> new Check.Required(one(random, NUMBERS));
            case 1 -> new Check.Required(one(random, List.of("o", "l.items", "m.items", "m.items.items", "l.items.g")));
            case 2 ->
                new Check.Bounds(
                        one(random, NUMBERS),
                        Optional.of(new Bound(one(random, List.of("-1", "0.5", "1")), random.nextBoolean())),
                        random.nextBoolean() ? Optional.of(new Bound("2", random.nextBoolean())) : Optional.empty());
            case 3 -> new Check.Length(one(random, TEXTS), least, OptionalInt.of(2 + random.nextInt(3)));
            case 4 -> new Check.Matches(one(random, TEXTS), one(random, List.of("^[A-Z]", "^(?!a)", "(a)\\1", "b$")));
            case 5 -> new Check.OneOf(one(random, TEXTS), List.of("A", "ab", "a😀", "\"q\"", ""));
            case 6 -> new Check.MultipleOf(one(random, NUMBERS), new BigDecimal(one(random, List.of("2", "0.5", "3"))));
            case 7 -> new Check.Items(one(random, ARRAYS), least, OptionalInt.of(2));
            case 8 -> new Check.UniqueItems(one(random, ARRAYS));
            case 9 -> new Check.Properties(one(random, OBJECTS), least, OptionalInt.of(2));
            case 10 ->
                random.nextBoolean()
                        ? new Check.Format(one(random, TEXTS), one(random, StringFormat.names()))
                        : new Check.NotMissing(one(random, TEXTS), List.of("A", ""), random.nextBoolean());
            default -> new Check.Condition("n > " + random.nextInt(4));
        };
    }

    private static Map<String, Object> struct(Random random, List<ContractColumn> columns) {
        Map<String, Object> row = new LinkedHashMap<>();
        for (ContractColumn column : columns) {
            if (random.nextInt(6) > 0) {
                row.put(column.name(), value(random, column.type()));
            }
        }
        return row;
    }

    private static @Nullable Object value(Random random, ColumnType type) {
        int kind = random.nextInt(14);
        if (kind == 0) {
            return null;
        }
        if (type instanceof ColumnType.Struct struct) {
            return kind == 1 ? "5" : struct(random, struct.fields());
        }
        if (type instanceof ColumnType.Array array) {
            List<@Nullable Object> items = new ArrayList<>();
            for (int i = random.nextInt(4); i > 0; i--) {
                items.add(value(random, array.element()));
            }
            return kind == 1 ? "x" : items;
        }
        return kind == 1 ? List.of("1") : one(random, type instanceof ColumnType.StringType ? STRINGS : INTEGERS);
    }

    private static void write(StringBuilder json, @Nullable Object value) {
        if (value == null) {
            json.append("null");
        } else if (value instanceof Map<?, ?> map) {
            String comma = "{";
            for (Map.Entry<?, ?> entry : map.entrySet()) {
                json.append(comma).append('"').append(entry.getKey()).append("\":");
                write(json, entry.getValue());
                comma = ",";
            }
            json.append(map.isEmpty() ? "{}" : "}");
        } else if (value instanceof List<?> list) {
            json.append('[');
            for (int i = 0; i < list.size(); i++) {
                json.append(i == 0 ? "" : ",");
                write(json, list.get(i));
            }
            json.append(']');
        } else {
            json.append('"')
                    .append(JsonStringEncoder.getInstance().quoteAsString(value.toString()))
                    .append('"');
        }
    }

    private static <T> T one(Random random, List<T> of) {
        return of.get(random.nextInt(of.size()));
    }
}
