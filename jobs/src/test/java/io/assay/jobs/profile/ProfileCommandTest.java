package io.assay.jobs.profile;

import static org.assertj.core.api.Assertions.assertThat;

import io.assay.jobs.TestProject;
import io.assay.jobs.TestProject.Ended;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProfileCommandTest {
    @TempDir
    Path folder;

    @Test
    void aFilesProfileIsATableAndADocument() {
        TestProject project = TestProject.in(folder).with("trips.csv", "id,fare,line\n1,2.5,A\n2,NA,A\n3,4,B\n");
        String file = folder.resolve("trips.csv").toString();
        Ended text = project.run("profile", file, "--null", "NA");
        assertThat(text.exit()).isZero();
        assertThat(text.out())
                .startsWith(file + ": 3 rows, 3 columns\n")
                .containsPattern("fare +fractional \\(text\\) +66\\.67 +2 +2\\.5 +2\\.500 +4 +3\\.250 ")
                .contains("A 2, B 1");
        Ended json = project.run("profile", file, "--json");
        assertThat(json.json().path("rows").asLong()).isEqualTo(3);
        assertThat(json.json().path("columns").path(0).path("type").asText()).isEqualTo("integral");
        assertThat(json.json().path("path").asText()).isEqualTo(file);
    }

    @Test
    void theLeastAndTheGreatestAreShownAsTheyAre() throws IOException {
        TestProject project = TestProject.in(folder)
                .with("t.csv", "temp,speed,year,small\n100.04,1048.36058,2013,0.0000000012\n-17.125,3.5,2014,1\n");
        Path page = folder.resolve("page.html");
        Ended text = project.run("profile", folder.resolve("t.csv").toString(), "--report", page.toString());
        assertThat(text.out())
                .containsPattern("temp .* -17\\.125 +\\S+ +100\\.04 ")
                .containsPattern("speed .* 3\\.5 +\\S+ +1048\\.36058 ")
                .containsPattern("small .* 0\\.0000000012 ");
        assertThat(Files.readString(page))
                .contains(">-17.125<", ">100.04<", ">1048.36058<", ">2013<", ">2014<", ">0.0000000012<");
    }

    @Test
    void wordsForNullAndTheDelimiterAreFoundAndReported() {
        TestProject project = TestProject.in(folder).with("t.csv", "id;fare;day\n1;2.5;2024-01-31\n2;NA;2024-02-01\n");
        Ended text = project.run("profile", folder.resolve("t.csv").toString());
        assertThat(text.exit()).isZero();
        assertThat(text.out())
                .contains("the delimiter is ';'", "'NA' counts as a missing value: 1 times")
                .containsPattern("fare +fractional \\(text\\) +50\\.00 ")
                .containsPattern("day +date \\(text\\) +100\\.00 +2 +2024-01-31 +2024-02-01");
    }

    @Test
    void frequentValuesAreListedWithTheOthersWhateverTheNumberOfValues() {
        StringBuilder rows = new StringBuilder("word\n");
        for (int i = 0; i < 3000; i++) {
            rows.append(i % 2 == 0 ? "often" : "word-" + i).append('\n');
        }
        TestProject project = TestProject.in(folder).with("t.csv", rows.toString());
        var column = project.report("profile", folder.resolve("t.csv").toString())
                .json()
                .path("columns")
                .path(0);
        assertThat(column.path("values").path(0).path("value").asText()).isEqualTo("often");
        assertThat(column.path("values").path(0).path("count").asLong()).isBetween(1480L, 1500L);
        assertThat(column.path("other").asLong()).isBetween(1480L, 1520L);
        assertThat(column.path("approx_distinct").asLong()).isBetween(1300L, 1700L);
        assertThat(column.path("distinct_exact").asBoolean()).isFalse();
    }

    @Test
    void aPageShowsEachColumnAndEscapesItsValues() throws IOException {
        StringBuilder rows = new StringBuilder("\"<b>\",n\n");
        for (int i = 0; i < 2000; i++) {
            rows.append(i % 3 == 0 ? "<script>alert(1)</script>," : "calm,")
                    .append(i)
                    .append('\n');
        }
        TestProject project = TestProject.in(folder).with("t.csv", rows.toString());
        Path page = folder.resolve("out/page.html");
        Ended ended = project.run("profile", folder.resolve("t.csv").toString(), "--report", page.toString());
        assertThat(ended.exit()).as(ended.err()).isZero();
        assertThat(Files.readString(page))
                .startsWith("<!doctype html>")
                .contains("2,000 rows", "&lt;b&gt;", "calm 1,333, &lt;script&gt;", "<svg class=\"bars\"")
                .doesNotContain("<script", "<b>");
        Ended over = project.run("profile", folder.resolve("t.csv").toString(), "--report", folder + "/t.csv");
        assertThat(over.exit()).isEqualTo(2);
        assertThat(over.err()).contains("which it would overwrite");
    }

    @Test
    void valuesOfObjectsAreNotCountedAsDistinct() {
        TestProject project =
                TestProject.in(folder).with("t.json", "{\"who\":{\"name\":\"a\"}}\n{\"who\":{\"name\":\"b\"}}\n");
        assertThat(project.run("profile", folder.resolve("t.json").toString()).out())
                .containsPattern("(?m)^who +struct<\\S+ +100\\.00 *$")
                .containsPattern("(?m)^who\\.name +string[ (a-z)]* +100\\.00 +2 ");
    }

    @Test
    void whatIsMissingIsReported() {
        TestProject project = TestProject.in(folder);
        Ended file = project.run("profile", folder + "/no.csv");
        assertThat(file.exit()).isEqualTo(1);
        assertThat(file.err()).contains("/no.csv: there is no such file or folder; check the path");
        Ended dataset = project.run("profile", "nothing");
        assertThat(dataset.exit()).isEqualTo(2);
        assertThat(dataset.err()).contains("nothing: is neither a file nor a dataset that has been published");
    }

    /** The folder {@code src} is where tests run. */
    @Test
    void aNameThatIsAFolderAndADatasetIsRefusedAndBothCanBeWritten() {
        TestProject project = TestProject.in(folder);
        assertThat(project.run("profile", "src").exit()).as("a folder alone").isEqualTo(1);
        project.publish("src", "SELECT 7 AS id");
        for (String command : List.of("profile", "suggest")) {
            Ended both = project.run(command, "src");
            assertThat(both.exit()).isEqualTo(2);
            assertThat(both.err())
                    .contains("src: is both a folder and a dataset that has been published; "
                            + "write ./src for the folder, datasets.src for the dataset");
            assertThat(project.report(command, "datasets.src")
                            .json()
                            .path("rows")
                            .asLong())
                    .isEqualTo(1);
            assertThat(project.run(command, "./src").err()).doesNotContain("is both");
            Ended none = project.run(command, "datasets.nothing");
            assertThat(none.exit()).isEqualTo(2);
            assertThat(none.err())
                    .contains("datasets.nothing: is neither a file nor a dataset that has been published; "
                            + "name a path, or ingest the dataset first");
        }
    }
}
