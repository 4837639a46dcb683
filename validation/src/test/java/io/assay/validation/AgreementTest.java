package io.assay.validation;

import static org.assertj.core.api.Assertions.assertThat;

import io.assay.definition.contract.Action;
import io.assay.definition.contract.Check;
import io.assay.definition.contract.Check.Bounds.Bound;
import io.assay.definition.contract.DatasetName;
import io.assay.definition.contract.Rule;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The gate and a plain row-by-row check agree on every row of random tables under random rules. */
class AgreementTest {
    private static final List<String> WHOLES =
            List.of("", "NA", "0", "1", "2", "3", "-4", "9223372036854775808", "x", "1.5");
    private static final List<String> TEXTS = List.of("", "NA", "A", "B", "ab", "a😀", "\"q\"", "long text");
    private static final List<String> DOUBLES = List.of("", "NA", "0", "0.5", "-1e3", "NaN", "Infinity", "y", "7");

    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void everyRowHasTheSameReasons(long seed) {
        Random random = new Random(seed);
        List<String[]> rows = new ArrayList<>();
        StringBuilder csv = new StringBuilder("a,b,c\n");
        for (int i = 0; i < 120; i++) {
            String[] row = random.nextInt(15) == 0
                    ? new String[] {one(random, WHOLES)}
                    : new String[] {one(random, WHOLES), one(random, TEXTS), one(random, DOUBLES)};
            if (row.length == 1 && row[0].isEmpty()) {
                continue; // an empty line is not a row
            }
            rows.add(row);
            csv.append(String.join(",", List.of(row)).replace("\"q\"", "\"\"\"q\"\"\""))
                    .append('\n');
        }
        TestContract contract = TestContract.of("t")
                .nulls("NA")
                .with("a", TestContract.LONG)
                .with("b", TestContract.STRING)
                .with("c", TestContract.DOUBLE);
        List<Rule> rules = new ArrayList<>();
        for (int i = 0; i < 14; i++) {
            Rule rule = rule(random, "r" + i);
            rules.add(rule);
            contract.rule(rule);
        }
        ReferenceData against = new ReferenceData(
                Optional.empty(),
                Map.of(
                        new DatasetName("u"),
                        LocalSpark.spark().sql("SELECT * FROM VALUES ('A'), ('ab'), ('B') AS u(b)")));
        GatedBatch gated = GatedBatch.of(contract.dataset(), GatedBatch.file(folder, "t.csv", csv.toString()), against);
        List<Set<String>> expected = new RowByRow(rows, rules, Set.of("A", "ab", "B")).reasons();
        assertThat(found(gated))
                .isEqualTo(expected.stream().filter(r -> !r.isEmpty()).toList());
        assertThat(gated.verdict().rows())
                .isEqualTo(new RowCounts(
                        rows.size(), gated.passing().size(), gated.quarantined().size(), 0, 0));
        for (Rule rule : rules) {
            assertThat(gated.outcome(rule.name()).violations())
                    .as(rule.toString())
                    .isEqualTo(expected.stream()
                            .filter(r -> r.contains(rule.name()))
                            .count());
        }
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
        String number = random.nextBoolean() ? "a" : "c";
        Check check = switch (random.nextInt(9)) {
            case 0 -> new Check.Required(one(random, List.of("a", "b", "c")));
            case 1 -> new Check.Unique(random.nextBoolean() ? List.of("a") : List.of("a", "b"));
            case 2 -> new Check.ForeignKey(List.of("b"), new DatasetName("u"), List.of("b"));
            case 3 -> new Check.Condition("a > " + random.nextInt(4));
            case 4 -> new Check.Length("b", OptionalInt.of(random.nextInt(3)), OptionalInt.of(2));
            case 5 -> new Check.OneOf("b", List.of("A", "a😀", "\"q\""));
            case 6 -> new Check.Matches("b", "^[A-Z]");
            default ->
                new Check.Bounds(
                        number,
                        Optional.of(new Bound(Integer.toString(random.nextInt(3) - 1), random.nextBoolean())),
                        random.nextBoolean() ? Optional.of(new Bound("2", random.nextBoolean())) : Optional.empty());
        };
        Optional<String> where = random.nextInt(3) == 0 ? Optional.of("a > " + random.nextInt(3)) : Optional.empty();
        return new Rule(name, Optional.empty(), check, Action.QUARANTINE, where, Optional.empty(), Optional.empty());
    }

    private static String one(Random random, List<String> of) {
        return of.get(random.nextInt(of.size()));
    }
}
