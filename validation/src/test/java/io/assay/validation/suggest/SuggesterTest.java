package io.assay.validation.suggest;

import static org.assertj.core.api.Assertions.assertThat;

import io.assay.validation.LocalSpark;
import io.assay.validation.Profiler;
import io.assay.validation.Profiler.ProfiledRows;
import io.assay.validation.profile.Profile;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SuggesterTest {
    /** Rows of a query as if a CSV had them: every column a text. */
    private static Profile profile(String columns, int rows) {
        String texts = "SELECT %s FROM range(%d)".formatted(columns, rows);
        return Profiler.of(new ProfiledRows(LocalSpark.spark().sql(texts), "csv", Map.of(), Optional.empty()));
    }

    private static SuggestedColumn column(Profile profile, String name) {
        return Suggester.of(profile, "t", new SuggestedContract.Source("t.csv", "csv", Map.of()), Evidence.none())
                .columns()
                .stream()
                .filter(column -> column.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static List<String> rules(SuggestedColumn column) {
        return column.rules().stream().map(SuggestedRule::kind).toList();
    }

    @Test
    void aListOfValuesIsSuggestedOnlyIfItIsClosedByEvidence() {
        Profile profile = profile(
                "element_at(array('a', 'b', 'c'), CAST(id % 3 + 1 AS INT)) closed,"
                        + " IF(id < 8, 'rare', concat('v', id % 3)) few,"
                        + " IF(id = 0, 'once', concat('v', id % 3)) grows,"
                        + " IF(id < 900, concat('v', id % 3), concat('w', id)) many",
                1000);

        assertThat(rules(column(profile, "closed"))).containsExactly("required", "invalidValues");
        assertThat(column(profile, "few").rules().get(1).warns()).isTrue();
        assertThat(rules(column(profile, "grows"))).containsExactly("required");
        assertThat(column(profile, "grows").notes()).anyMatch(note -> note.contains("the rarest ('once') in 1 row"));
        assertThat(rules(column(profile, "many"))).containsExactly("required");
    }

    @Test
    void boundsAreThoseOfTheQuantityNotOfTheSample() {
        Profile profile = profile(
                "CAST(id % 20 + 3 AS STRING) hour, CAST(id % 90 + 10 AS STRING) temp,"
                        + " CAST(greatest(0, id % 50 - 30) AS STRING) rain, CAST(id % 7 AS STRING) rating",
                2000);

        assertThat(column(profile, "hour").rules())
                .extracting(SuggestedRule::yaml)
                .containsExactly("true", "0", "23");
        assertThat(rules(column(profile, "temp"))).containsExactly("required");
        assertThat(column(profile, "rain").rules())
                .extracting(SuggestedRule::reason)
                .anyMatch(reason -> reason.contains("0 is a natural bound"));
    }

    @Test
    void aKeyIsNoAccidentOfFewRowsOrOfFractions() {
        assertThat(KeyCandidates.of(profile("CAST(id AS STRING) n, CAST(rand(1) AS STRING) x", 5))
                        .keys())
                .isEmpty();
        assertThat(KeyCandidates.of(profile("CAST(rand(1) AS STRING) x, 'a' b", 2000))
                        .keys())
                .isEmpty();
        assertThat(KeyCandidates.of(profile("CAST(id + 500 AS STRING) n, CAST(rand(1) AS STRING) x", 2000))
                        .keys())
                .extracting(SuggestedKey::columns)
                .containsExactly(List.of("n"));
        Profile small = profile("CAST(id * 7919 % 10007 AS STRING) delay, CAST(id * 31 AS STRING) n", 40);
        assertThat(KeyCandidates.of(small).keys()).isEmpty();
        assertThat(KeyCandidates.of(small).notes()).anyMatch(note -> note.startsWith("n differs in each of 40 rows"));
    }

    @Test
    void datesThatCanBeReadInTwoWaysStayTexts() {
        Profile profile = profile(
                "concat('0', id % 9 + 1, '/0', id % 8 + 1, '/2024') either,"
                        + " concat(id % 10 + 13, '/02/2024') dayFirst, '20240131' day, '20240131' n",
                300);

        assertThat(column(profile, "either").type().logical()).isEqualTo("string");
        assertThat(column(profile, "either").notes()).anyMatch(note -> note.contains("day first or month first"));
        assertThat(column(profile, "dayFirst").type().format()).contains("dd/MM/yyyy");
        assertThat(column(profile, "day").type().format()).contains("yyyyMMdd");
        assertThat(column(profile, "n").type().logical()).isEqualTo("integer");
    }

    @Test
    void codesOfDigitsStayTextsAndGrowingNumbersMayGetLonger() {
        Profile profile = profile(
                "lpad(CAST(id AS STRING), 5, '0') zip, concat('INV-', 1000 + id) invoice,"
                        + " IF(id % 50 = 0, 'NA', CAST(id AS STRING)) n, IF(id % 50 = 0, 'NA', 'x') word",
                2000);

        assertThat(column(profile, "zip").type().logical()).isEqualTo("string");
        assertThat(column(profile, "zip").rules())
                .extracting(SuggestedRule::yaml)
                .contains("\"^[0-9]{5}$\"");
        assertThat(column(profile, "invoice").rules())
                .extracting(SuggestedRule::yaml)
                .contains("\"^[A-Z]{3}-[0-9]{4,}$\"");
        assertThat(column(profile, "n").type().logical()).isEqualTo("integer");
        assertThat(column(profile, "n").notes()).anyMatch(note -> note.startsWith("40 of 2,000 rows (2.00 %)"));
        assertThat(column(profile, "word").notes()).anyMatch(note -> note.contains("counts as null, here as in every"));
    }
}
