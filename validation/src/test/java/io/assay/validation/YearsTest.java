package io.assay.validation;

import static io.assay.validation.TestContract.LONG;
import static io.assay.validation.TestContract.TIMESTAMP;
import static org.assertj.core.api.Assertions.assertThat;

import io.assay.definition.contract.ColumnType;
import io.assay.validation.source.Input;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Dates and timestamps are of the years 1 to 9999, whatever the format can hold. */
class YearsTest {
    private static final ColumnType DATE = new ColumnType.Date(Optional.empty());

    @TempDir
    Path folder;

    private static String row(String date, String at, String local) {
        return "d.type=%1$s,at.type=%2$s,local.type=%2$s,day_at.type=%1$s,midnight.type=%3$s,days.items.type=[0]=%1$s"
                .formatted(date, at, local);
    }

    @ParameterizedTest
    @ValueSource(strings = {"parquet", "avro", "orc", "delta"})
    void ofTypedFiles(String format) {
        TestContract contract = TestContract.of("t")
                .with("id", LONG)
                .with("d", DATE)
                .with("at", TIMESTAMP)
                .with("local", TIMESTAMP)
                .with("day_at", TIMESTAMP)
                .with("midnight", DATE)
                .with("days", new ColumnType.Array(DATE));
        boolean orc = format.equals("orc"); // Spark writes it in the Julian calendar, where ORC has no year 0
        SparkSession spark = LocalSpark.spark();
        List<String> formats = List.of("parquet.datetime", "parquet.int96", "avro.datetime");
        formats.forEach(f -> spark.conf().set("spark.sql.%sRebaseModeInWrite".formatted(f), "CORRECTED"));
        spark.conf().set("spark.sql.parquet.outputTimestampType", "TIMESTAMP_MICROS");
        String in = folder.resolve("in").toString();
        try {
            spark.sql(Stream.of(
                                    orc ? "0001-01-01 00:00:01" : "0000-12-31 23:59:59.999999",
                                    "0001-01-01 00:00:00",
                                    "9999-12-31 00:00:00",
                                    "+10000-01-01 00:00:00",
                                    "+290000-01-10 04:00:00")
                            .map("SELECT TIMESTAMP '%s' AS at"::formatted)
                            .collect(Collectors.joining(
                                    " UNION ALL ",
                                    "SELECT year(at) AS id, to_date(at) AS d, at, CAST(at AS TIMESTAMP_NTZ) AS local,"
                                            + " to_date(at) AS day_at,"
                                            + " CAST(date_trunc('DAY', at) AS TIMESTAMP_NTZ) AS midnight,"
                                            + " array(to_date(at)) AS days FROM (",
                                    ")")))
                    .coalesce(1)
                    .write()
                    .format(format)
                    .save(in);
        } finally {
            spark.conf().unset("spark.sql.parquet.outputTimestampType");
            formats.forEach(f -> spark.conf().unset("spark.sql.%sRebaseModeInWrite".formatted(f)));
        }

        GatedBatch read = GatedBatch.withJavaTimes(contract, new Input(List.of(in), Optional.of(format), Map.of()));

        assertThat(read.passing()).map(row -> row.get(0)).containsOnly(1L, 9999L);
        Stream<String> faults = Stream.of(
                row("0000-12-31", "0000-12-31 23:59:59.999999", "0000-12-31 00:00:00"),
                row("+10000-01-01", "+10000-01-01 00:00:00", "+10000-01-01 00:00:00"),
                row("+290000-01-10", "+290000-01-10 04:00:00", "+290000-01-10 00:00:00"));
        assertThat(read.reasons())
                .containsExactlyInAnyOrderElementsOf(faults.skip(orc ? 1 : 0).toList());
        assertThat(read.quarantined())
                .allSatisfy(row -> assertThat(row.getString(2)).contains("\"id\":"));
    }

    @Test
    void ofTexts() {
        TestContract contract =
                TestContract.of("t").with("id", LONG).with("d", DATE).with("at", TIMESTAMP);

        GatedBatch csv = GatedBatch.withJavaTimes(contract, GatedBatch.file(folder, "t.csv", """
                id,d,at
                1,0001-01-01,0001-01-01T00:00:00Z
                2,0000-12-31,0000-12-31T00:00:00Z
                3,9999-12-31,0001-01-01T00:00:00+14:00
                4,9999-12-31,9999-12-31T23:59:59-12:00
                """));
        GatedBatch json = GatedBatch.withJavaTimes(contract, GatedBatch.file(folder, "t.json", """
                {"id": 1, "d": "9999-12-31", "at": "9999-12-31T23:59:59.999999Z"}
                {"id": 2, "d": "0000-12-31", "at": "0000-12-31T00:00:00Z"}
                """));

        assertThat(csv.passing()).map(row -> row.get(0)).containsExactly(1L);
        assertThat(csv.reasons())
                .containsExactly(
                        "d.type=0000-12-31,at.type=0000-12-31T00:00:00Z",
                        "at.type=0001-01-01T00:00:00+14:00",
                        "at.type=9999-12-31T23:59:59-12:00");
        assertThat(json.passing()).map(row -> row.get(0)).containsExactly(1L);
        assertThat(json.reasons()).containsExactly("d.type=0000-12-31,at.type=0000-12-31T00:00:00Z");
    }
}
