package io.assay.definition.internal.sql;

import static org.assertj.core.api.Assertions.assertThat;

import io.assay.definition.Fault;
import io.assay.definition.internal.document.DocumentNode;
import io.assay.definition.internal.document.FaultCollector;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class SqlScopesTest {
    private static final DocumentNode PLACE = new DocumentNode.Scalar(1, "query", "", DocumentNode.Kind.TEXT);
    private static final Map<String, List<String>> DATASETS =
            Map.of("stock", List.of("sku", "amount"), "orders", List.of("id", "sku", "price", "who"));

    private static List<String> faults(String sql) {
        FaultCollector faults = new FaultCollector("c");
        SqlTables tables = new SqlTables() {
            @Override
            public Optional<List<String>> dataset(String name) {
                return Optional.ofNullable(DATASETS.get(name));
            }

            @Override
            public List<String> names() {
                return DATASETS.keySet().stream().sorted().toList();
            }

            @Override
            public boolean open() {
                return false;
            }
        };
        List<String> columns = DATASETS.getOrDefault("orders", List.of());
        SqlQuery.of(sql, "orders", List.of(), columns, Optional.empty(), PLACE, faults)
                .ifPresent(query -> query.check(columns, tables, PLACE, faults));
        return faults.all().stream().map(Fault::what).toList();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "SELECT COUNT(*) FROM {object} o WHERE EXISTS (SELECT 1 FROM datasets.stock s WHERE s.skuu = o.sku) | skuu",
                "SELECT COUNT(*) FROM {object} o WHERE EXISTS (SELECT 1 FROM datasets.stock s WHERE s.sku = o.skv) | skv",
                "SELECT COUNT(*) FROM {object} WHERE sku IN (SELECT skx FROM datasets.stock) | skx",
                "SELECT COUNT(*) FROM {object} WHERE price > (SELECT AVG(prize) FROM {object}) | prize",
                "SELECT COUNT(*) FROM (SELECT id AS key FROM {object}) WHERE id > 1 | id",
                "WITH x AS (SELECT sku FROM {object}) SELECT COUNT(*) FROM x WHERE x.price > 1 | price",
                "SELECT COUNT(*) FROM {object} o JOIN datasets.stock s ON o.sku = s.key | key",
                "SELECT MAX(n) FROM (SELECT sku, COUNT(*) AS n FROM {object} GROUP BY skuu) | skuu",
                "SELECT COUNT(*) FROM {object} GROUP BY sku HAVING MAX(amount) > 1 | amount",
                "SELECT COUNT(*) FROM {object} WHERE nobody.name = 'x' | nobody"
            })
    void aColumnThatDoesNotExistIsFoundAnywhere(String sql, String column) {
        assertThat(faults(sql)).containsExactly("query names the column '%s', which does not exist".formatted(column));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SELECT COUNT(*) FROM {object} o WHERE EXISTS (SELECT 1 FROM datasets.stock s WHERE s.sku = o.sku AND amount > price)",
                "SELECT COALESCE(MAX(price), 0D) FROM {object} WHERE price > .5F AND id IN (1L, 2S, 3Y) HAVING COUNT(1L) > 1BD",
                "SELECT COUNT(*) FROM {object} WHERE NOT EXISTS (SELECT * FROM datasets.stock WHERE stock.sku = {object}.sku)",
                "SELECT MAX(n) FROM (SELECT sku, COUNT(*) AS n FROM {object} GROUP BY sku ORDER BY n)",
                "SELECT COUNT(*) FROM (SELECT * FROM {object}) t WHERE t.whatever > 1",
                "WITH x AS (SELECT sku AS k FROM {object}), y AS (SELECT k FROM x) SELECT COUNT(*) FROM y WHERE k IS NULL",
                "WITH x(k) AS (SELECT sku FROM {object}) SELECT COUNT(k) FROM x",
                "SELECT COUNT(*) FROM {object} WHERE who.name = 'x' AND orders.who.name = 'y'",
                "SELECT COUNT(*) FROM {object} LATERAL VIEW explode(who.names) t AS n WHERE n = 'x'",
                "SELECT COUNT(*) FROM {object} WHERE exists(who.names, n -> n = sku)",
                "SELECT COUNT(*) FROM (SELECT sku FROM {object} UNION ALL SELECT sku FROM datasets.stock) WHERE sku IS NULL",
                "SELECT COUNT(*) FROM {object} o LEFT JOIN datasets.stock s USING (sku) WHERE s.amount IS NULL AND o.ID = 1",
                "SELECT SUM(price) FILTER (WHERE sku = 'x') / COUNT(*) FROM {object}",
                "SELECT MAX(r) FROM (SELECT row_number() OVER (PARTITION BY sku ORDER BY price) AS r FROM {object})",
                "SELECT COUNT(*) FROM {object} WHERE CASE WHEN price > 1 THEN sku ELSE 'x' END = 'x' AND price BETWEEN 1 AND 2"
            })
    void aColumnThatExistsIsNone(String sql) {
        assertThat(faults(sql)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "SELECT COUNT(*) FROM {object} WHERE sku LIKE '%{property}%' | {property} is inside of a text, where it is not filled in, at line 1, column 48 of it",
                "SELECT COUNT(*) FROM {objekt} | the placeholder {objekt} is not known here, at line 1, column 22 of it",
                "SELECT COUNT(*) /* of {object} */ FROM {object} WHERE {column} > 1 | {column} in a rule of the schema object, at line 1, column 55 of it"
            })
    void aPlaceholderThatCannotBeFilledInIsFoundWithItsPlace(String sql, String fault) {
        assertThat(faults(sql)).containsExactly(fault);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SELECT COUNT(*) FROM '{object}' WHERE sku RLIKE '^[a-z]{2}$'",
                "SELECT COUNT(*) FROM {object} WHERE sku = 'a {thing} of theirs'",
                "SELECT COUNT(*) FROM {schema}.{table} WHERE sku = 'x'"
            })
    void aTextWithBracesIsAText(String sql) {
        assertThat(faults(sql)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SELECT COUNT(*) FROM datasets.stocks",
                "SELECT COUNT(*) FROM {object} WHERE sku IN (SELECT sku FROM datasets.stocks)"
            })
    void aDatasetThatDoesNotExistIsFound(String sql) {
        assertThat(faults(sql)).containsExactly("query reads datasets.stocks, and there is no dataset 'stocks'");
    }
}
