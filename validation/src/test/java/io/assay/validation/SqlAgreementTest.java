package io.assay.validation;

import static io.assay.validation.TestContract.DOUBLE;
import static io.assay.validation.TestContract.LONG;
import static io.assay.validation.TestContract.STRING;
import static io.assay.validation.TestContract.TIMESTAMP;
import static io.assay.validation.TestContract.column;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.assay.definition.contract.Action;
import io.assay.definition.contract.Check;
import io.assay.definition.contract.ColumnType;
import io.assay.definition.contract.Rule;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.apache.spark.sql.Row;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The gate and a plain row-by-row evaluation agree on every row under random SQL conditions, also as {@code where}. */
class SqlAgreementTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String LONG_TEXT = "ab".repeat(40_000);
    /** A value as a file has it, and what it is read as; empty if it is not of the type. */
    private record Written(String text, Optional<Object> value) {
        static Written of(String text, Object value) {
            return new Written(text, Optional.of(value));
        }

        static Written fault(String text) {
            return new Written(text, Optional.empty());
        }
    }

    private static final List<Written> NUMBERS = List.of(
            Written.of("0", 0L),
            Written.of("1", 1L),
            Written.of("2.0", 2L),
            Written.of("-4", -4L),
            Written.of("9223372036854775807", Long.MAX_VALUE),
            Written.fault("9223372036854775808"),
            Written.fault("x"));
    private static final List<Written> TEXTS = List.of(
                    "", "A", "ab", "a😀", "😀", "\uFFFD", "\"q\"", "a\u0001\tb", "%", "a_b", "it's", "a\\b", LONG_TEXT)
            .stream()
            .map(text -> Written.of(text, text))
            .toList();
    private static final List<Written> DOUBLES = List.of(
            Written.of("0", 0.0),
            Written.of("-0.0", -0.0),
            Written.of("0.5", 0.5),
            Written.of("NaN", Double.NaN),
            Written.of("Infinity", Double.POSITIVE_INFINITY),
            Written.of("-inf", Double.NEGATIVE_INFINITY),
            Written.of("1e-400", 0.0),
            Written.fault("1e400"));
    private static final List<Written> DATES = List.of(
            Written.of("2024-02-29", LocalDate.of(2024, 2, 29)),
            Written.of("0001-01-01", LocalDate.of(1, 1, 1)),
            Written.of("1582-10-10", LocalDate.of(1582, 10, 10)),
            Written.of("9999-12-31", LocalDate.of(9999, 12, 31)),
            Written.fault("2023-02-29"));
    private static final List<Written> TIMES = List.of(
            Written.of("2024-01-01T00:00:00Z", Instant.parse("2024-01-01T00:00:00Z")),
            Written.of("2024-01-01T14:00:00+02:00", Instant.parse("2024-01-01T12:00:00Z")),
            Written.of("1900-06-01 12:00:00.123456", Instant.parse("1900-06-01T12:00:00.123456Z")),
            Written.fault("2024-01-01T25:00:00Z"));
    private static final List<Written> DECIMALS = List.of(
            Written.of("0", new BigDecimal("0.00")),
            Written.of("1.5", new BigDecimal("1.50")),
            Written.of("-99999999.99", new BigDecimal("-99999999.99")),
            Written.fault("0.001"));
    private static final List<Written> FLAGS =
            List.of(Written.of("true", true), Written.of("no", false), Written.fault("maybe"));

    @TempDir
    Path folder;

    private final Random random = new Random();

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void everyRowHasTheSameReasons(long seed) throws JsonProcessingException {
        random.setSeed(seed);
        RandomSql sql = new RandomSql(random);
        TestContract contract = TestContract.of("t")
                .with("n", LONG)
                .with("s", STRING)
                .with("f", DOUBLE)
                .with("d", new ColumnType.Date(Optional.empty()))
                .with("t", TIMESTAMP)
                .with("c", new ColumnType.Decimal(10, 2))
                .with("b", new ColumnType.Bool())
                .with("o", new ColumnType.Struct(List.of(column("a", LONG), column("b", STRING))))
                .with("g", new ColumnType.Array(LONG))
                .with(
                        "l",
                        new ColumnType.Array(new ColumnType.Struct(List.of(column("q", LONG), column("t", STRING)))));
        List<PlainSql<Boolean>> conditions = new ArrayList<>();
        List<Optional<PlainSql<Boolean>>> wheres = new ArrayList<>();
        for (int i = 0; i < 30; i++) {
            conditions.add(sql.condition(3));
            wheres.add(random.nextInt(3) == 0 ? Optional.of(sql.condition(1)) : Optional.empty());
            contract.rule(new Rule(
                    "r" + i,
                    Optional.empty(),
                    new Check.Condition(conditions.get(i).sql()),
                    Action.QUARANTINE,
                    wheres.get(i).map(PlainSql::sql),
                    Optional.empty(),
                    Optional.empty()));
        }
        List<Set<String>> expected = new ArrayList<>();
        StringBuilder json = new StringBuilder();
        for (int i = 0; i < 100; i++) {
            Set<String> broken = new TreeSet<>();
            Map<String, Object> written = new LinkedHashMap<>();
            Map<String, @Nullable Object> row = row(written, broken);
            json.append(JSON.writeValueAsString(written)).append('\n');
            for (int r = 0; r < conditions.size(); r++) {
                boolean applies = wheres.get(r)
                        .map(where -> Boolean.TRUE.equals(where.value().apply(row)))
                        .orElse(true);
                if (applies && Boolean.TRUE.equals(conditions.get(r).value().apply(row))) {
                    broken.add("r" + r);
                }
            }
            expected.add(broken);
        }
        GatedBatch gated = GatedBatch.of(contract, GatedBatch.file(folder, "t.json", json.toString()));
        for (int r = 0; r < conditions.size(); r++) {
            String name = "r" + r;
            assertThat(gated.outcome(name).violations())
                    .as("%s %s", conditions.get(r), wheres.get(r))
                    .isEqualTo(expected.stream().filter(e -> e.contains(name)).count());
        }
        assertThat(gated.quarantined().stream().map(SqlAgreementTest::names).toList())
                .isEqualTo(expected.stream().filter(e -> !e.isEmpty()).toList());
    }

    private static Set<String> names(Row row) {
        Set<String> names = new TreeSet<>();
        row.<Row>getList(1).forEach(reason -> names.add(reason.getString(0)));
        return names;
    }

    private Map<String, @Nullable Object> row(Map<String, Object> written, Set<String> broken) {
        Map<String, @Nullable Object> row = new LinkedHashMap<>();
        scalar("n", NUMBERS, "", written, row, broken);
        scalar("s", TEXTS, "", written, row, broken);
        scalar("f", DOUBLES, "", written, row, broken);
        scalar("d", DATES, "", written, row, broken);
        scalar("t", TIMES, "", written, row, broken);
        scalar("c", DECIMALS, "", written, row, broken);
        scalar("b", FLAGS, "", written, row, broken);
        if (random.nextInt(5) > 0) {
            Map<String, Object> inner = new LinkedHashMap<>();
            row.put("o", object("a", "b", "o.", inner, broken));
            written.put("o", inner);
        }
        if (random.nextInt(5) > 0) {
            List<@Nullable Object> items = new ArrayList<>();
            List<Object> texts = new ArrayList<>();
            for (int i = random.nextInt(4); i > 0; i--) {
                Map<String, Object> inner = new LinkedHashMap<>();
                Map<String, @Nullable Object> item = new LinkedHashMap<>();
                scalar("items", NUMBERS, "g.", inner, item, broken);
                items.add(item.get("items"));
                texts.add(inner.getOrDefault("items", JSON.nullNode()));
            }
            row.put("g", items);
            written.put("g", texts);
        }
        if (random.nextInt(5) > 0) {
            List<@Nullable Object> items = new ArrayList<>();
            List<Object> texts = new ArrayList<>();
            for (int i = random.nextInt(3); i > 0; i--) {
                Map<String, Object> inner = new LinkedHashMap<>();
                boolean absent = random.nextInt(6) == 0;
                items.add(absent ? null : object("q", "t", "l.items.", inner, broken));
                texts.add(absent ? JSON.nullNode() : inner);
            }
            row.put("l", items);
            written.put("l", texts);
        }
        return row;
    }

    private Map<String, @Nullable Object> object(
            String number, String text, String path, Map<String, Object> written, Set<String> broken) {
        Map<String, @Nullable Object> row = new LinkedHashMap<>();
        scalar(number, NUMBERS, path, written, row, broken);
        scalar(text, TEXTS, path, written, row, broken);
        return row;
    }

    private void scalar(
            String name,
            List<Written> values,
            String path,
            Map<String, Object> written,
            Map<String, @Nullable Object> row,
            Set<String> broken) {
        if (random.nextInt(5) == 0) {
            return;
        }
        Written value = values.get(random.nextInt(values.size()));
        written.put(name, value.text());
        row.put(name, value.value().orElse(null));
        if (value.value().isEmpty()) {
            broken.add(path + name + ".type");
        }
    }
}
