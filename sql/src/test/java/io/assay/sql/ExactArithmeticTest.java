package io.assay.sql;

import static org.assertj.core.api.Assertions.assertThat;

import io.assay.sql.catalyst.ExactArithmetic;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExactArithmeticTest {
    private final SparkSession spark = LocalSpark.session();

    private String value(String sql) {
        Dataset<Row> rows = spark.sql(
                "SELECT 9223372036854775807 AS big, 2147483647 AS i, CAST(-128 AS TINYINT) AS tiny,"
                        + " CAST(-32768 AS SMALLINT) AS small, 3000000000.5D AS x, array(2147483647) AS list, '1.9' AS text");
        return String.valueOf(rows.select(ExactArithmetic.of(rows, sql)).head().get(0));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "big + 1",
                "i + 1",
                "i * i",
                "-2 - i",
                "-tiny",
                "-small",
                "abs(tiny)",
                "CAST(big AS INT)",
                "CAST(x AS INT)",
                "CAST(i AS TINYINT)",
                "(-big - 1) div -1",
                "transform(list, v -> v + 1)[0]",
                "CAST(CAST('NaN' AS DOUBLE) AS INT)",
                "if(i > 0, i + i, 0)"
            })
    void whatAnIntegerTypeCannotHoldIsNull(String sql) {
        assertThat(value(sql)).isEqualTo("null");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "big - 1|9223372036854775806",
                "CAST(i AS BIGINT) + 1|2147483648",
                "i * 1L * i|4611686014132420609",
                "-i|-2147483647",
                "abs(-7)|7",
                "abs(-7.5D)|7.5",
                "CAST(1.9D AS INT)|1",
                "CAST(text AS INT)|1",
                "i / 2|1.0737418235E9",
                "i / 0|null",
                "7 div 2|3",
                "big + 0.5D|9.223372036854776E18"
            })
    void everythingElseIsAsInSpark(String sql, String expected) {
        assertThat(value(sql)).isEqualTo(expected);
    }

    @Test
    void anExpressionWithoutArithmeticStaysAsItIs() {
        Dataset<Row> rows = spark.range(3).toDF();
        assertThat(rows.where(ExactArithmetic.of(rows, "id > 0")).count()).isEqualTo(2);
    }
}
