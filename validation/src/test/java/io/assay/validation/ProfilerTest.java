package io.assay.validation;

import static org.assertj.core.api.Assertions.assertThat;

import io.assay.validation.profile.ColumnProfile;
import io.assay.validation.profile.Profile;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProfilerTest {
    @TempDir
    Path folder;

    @Test
    void aFilesColumnsAreDescribedByWhatTheirTextsLookLike() {
        Profiler.ProfiledRows source = Profiler.open(
                LocalSpark.spark(),
                GatedBatch.file(folder, "t.csv", "n,word,odd.name\n1,a,\n2,b,x\nragged\n3,a,y\n"),
                List.of());
        Profile profile = Profiler.of(source);
        assertThat(profile.malformed()).isEqualTo(1);
        assertThat(profile.rows()).isEqualTo(3);
        assertThat(profile.columns()).extracting(ColumnProfile::name).containsExactly("n", "word", "odd.name");
        ColumnProfile n = profile.columns().get(0);
        assertThat(n.type()).isEqualTo("integral");
        assertThat(n.numbers().orElseThrow().maximum()).hasValue(3);
        assertThat(n.numbers().orElseThrow().quantiles()).containsEntry("p50", 2.0);
        assertThat(profile.columns().get(1).values()).first().isEqualTo(new ColumnProfile.Value("a", 2));
        assertThat(profile.json())
                .startsWith("{\"rows\":3,\"columns\":[{\"column\":\"n\",\"type\":\"integral\",\"inferred\":true,");
    }

    @Test
    void nullsAreNoValueOfAColumn() {
        Profile profile = Profiler.of(LocalSpark.spark().sql("SELECT * FROM VALUES ('a'), (NULL), (NULL) AS t(s)"));

        assertThat(profile.columns().get(0).values()).containsExactly(new ColumnProfile.Value("a", 1));
    }

    @Test
    void textsAreDescribedByTypeFormatAndShape() {
        Profile profile = Profiler.of(LocalSpark.spark().sql("""
                        SELECT * FROM VALUES
                          ('31.01.2024', 'a@b.org', '007', 'AB-12', '2024-01-31T10:00:00Z', 'yes'),
                          ('01.02.2024', 'c@d.org', '123', 'CD-34', '2024-02-01 11:30:00', 'no')
                          AS t(day, mail, code, shape, at, flag)"""));

        assertThat(column(profile, "day").type()).isEqualTo("date");
        assertThat(column(profile, "day").text().orElseThrow().dateFormats()).contains("dd.MM.yyyy");
        assertThat(column(profile, "mail").text().orElseThrow().stringFormats()).containsExactly("email");
        assertThat(column(profile, "code").text().orElseThrow().zeroLed()).isEqualTo(1);
        assertThat(column(profile, "shape").text().orElseThrow().shapes()).containsOnlyKeys("AA-99");
        assertThat(column(profile, "at").type()).isEqualTo("timestamp");
        assertThat(column(profile, "at").times().orElseThrow().earliest()).isEqualTo("2024-01-31T10:00:00Z");
        assertThat(column(profile, "flag").type()).isEqualTo("boolean");
    }

    @Test
    void fieldsOfObjectsAreColumnsAndMissOnlyWhereTheObjectIs() {
        Profile profile = Profiler.of(LocalSpark.spark()
                .sql("SELECT * FROM VALUES (named_struct('a', 1, 'b', array(1))), (NULL), (named_struct('a', NULL, 'b',"
                        + " array(2))) AS t(s)"));

        assertThat(profile.columns()).extracting(ColumnProfile::name).containsExactly("s", "s.a", "s.b");
        assertThat(column(profile, "s").present()).isEqualTo(2);
        assertThat(column(profile, "s.a").rows()).isEqualTo(2);
        assertThat(column(profile, "s.a").present()).isEqualTo(1);
        assertThat(column(profile, "s.b").type()).isEqualTo("array<int>");
    }

    @Test
    void theSameRowsInAnyNumberOfTasksHaveTheSameCounts() {
        var rows = LocalSpark.spark()
                .sql(
                        "SELECT id, CAST(id % 700 AS STRING) word, IF(id % 10 = 0, 'NA', CAST(id AS STRING)) n, id / 7 AS x"
                                + " FROM range(20000)");
        Profile one = Profiler.of(rows.coalesce(1));
        Profile many = Profiler.of(rows.repartition(7));
        for (int i = 0; i < one.columns().size(); i++) {
            ColumnProfile a = one.columns().get(i);
            ColumnProfile b = many.columns().get(i);
            assertThat(b.present()).isEqualTo(a.present());
            assertThat(b.distinct()).isEqualTo(a.distinct());
            assertThat(b.lengths()).isEqualTo(a.lengths());
            assertThat(b.numbers().map(ColumnProfile.Numbers::maximum))
                    .isEqualTo(a.numbers().map(ColumnProfile.Numbers::maximum));
            assertThat(b.sample()).isEqualTo(a.sample());
        }
        assertThat(column(one, "id").distinct()).isBetween(18_000L, 20_000L);
        assertThat(column(one, "id").numbers().orElseThrow().quantiles().get("p50"))
                .isBetween(9_600.0, 10_400.0);
    }

    @Test
    void noRowsAreProfiledToo() {
        assertThat(Profiler.of(LocalSpark.spark().sql("SELECT 1 AS a WHERE false"))
                        .rows())
                .isZero();
    }

    private static ColumnProfile column(Profile profile, String name) {
        return profile.columns().stream()
                .filter(column -> column.name().equals(name))
                .findFirst()
                .orElseThrow();
    }
}
