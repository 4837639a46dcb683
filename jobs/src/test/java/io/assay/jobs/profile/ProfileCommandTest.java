package io.assay.jobs.profile;

import static org.assertj.core.api.Assertions.assertThat;

import io.assay.jobs.TestProject;
import io.assay.jobs.TestProject.Ended;
import java.nio.file.Path;
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
                .containsPattern("fare +fractional \\(text\\) +66\\.67 +2 +2\\.500 +2\\.500 +4 +3\\.250 ")
                .contains("A 2, B 1");
        Ended json = project.run("profile", file, "--json");
        assertThat(json.json().path("rows").asLong()).isEqualTo(3);
        assertThat(json.json().path("columns").path(0).path("type").asText()).isEqualTo("integral");
        assertThat(json.json().path("path").asText()).isEqualTo(file);
    }

    @Test
    void whatIsMissingIsReported() {
        TestProject project = TestProject.in(folder);
        Ended file = project.run("profile", folder + "/no.csv");
        assertThat(file.exit()).isEqualTo(1);
        assertThat(file.err()).contains("/no.csv: there is no such file or folder");
        Ended dataset = project.run("profile", "nothing");
        assertThat(dataset.exit()).isEqualTo(2);
        assertThat(dataset.err()).contains("nothing: is neither a file nor a dataset that has been published");
    }
}
