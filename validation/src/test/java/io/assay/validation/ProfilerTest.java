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
        assertThat(source.malformed().orElseThrow().count()).isEqualTo(1);
        var rows = source.rows();
        Profile profile = Profiler.of(rows);
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
}
