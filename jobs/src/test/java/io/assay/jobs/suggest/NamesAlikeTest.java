package io.assay.jobs.suggest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.assay.jobs.TestProject;
import io.assay.jobs.TestProject.Ended;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Columns and fields whose names Spark takes for the same, but for one setting. */
class NamesAlikeTest {
    @TempDir
    Path folder;

    private static List<String> columns(TestProject project, String command, String file) {
        Ended ended = project.report(command, file);
        assertThat(ended.exit()).as("%s %s: %s", command, file, ended.err()).isZero();
        JsonNode columns = ended.json().path("columns");
        return IntStream.range(0, columns.size())
                .mapToObj(i -> columns.path(i).path("column").asText())
                .toList();
    }

    @Test
    void columnsOfACsvAreProfiledAndSuggested() {
        TestProject project = TestProject.in(folder);
        String file = project.file(
                "t.csv",
                Stream.concat(
                                Stream.of("n,A,a,\u0130,i,s,\u017F"),
                                IntStream.range(0, 30)
                                        .mapToObj(i -> "%d,a%d,b%d,c%d,d%d,e%d,f%d"
                                                .formatted(i, i % 2, i % 2, i % 2, i % 2, i % 2, i % 2)))
                        .toArray(String[]::new));

        assertThat(columns(project, "profile", file)).containsExactly("n", "A", "a", "\u0130", "i", "s", "\u017F");
        assertThat(columns(project, "suggest", file))
                .containsExactly("n", "A", "a_2", "\u0130", "i_2", "s", "\u017F_2");
        assertThat(project.run("profile", file).out()).contains("a0 15, a1 15", "d0 15, d1 15", "f0 15, f1 15");
    }

    @Test
    void fieldsOfAnObjectAreProfiledAndSuggested() {
        TestProject project = TestProject.in(folder);
        SparkSession spark = project.spark();
        String file = folder + "/t.parquet";
        spark.range(30)
                .selectExpr("id AS n", "named_struct('s', id % 3, '\u017F', 'x') AS o")
                .write()
                .parquet(file);

        assertThat(columns(project, "profile", file)).containsExactly("n", "o", "o.s", "o.\u017F");
        assertThat(columns(project, "suggest", file)).containsExactly("n", "o");
    }

    @Test
    void namesOfJsonThatDifferByCaseAloneAreNamed() {
        TestProject project = TestProject.in(folder);
        for (String line : List.of("{\"A\":1,\"a\":2}", "{\"o\":{\"A\":1,\"a\":2}}")) {
            String file = project.file("t.json", line);
            Ended ended = project.run("profile", file);
            assertThat(ended.exit()).isEqualTo(1);
            assertThat(ended.err())
                    .contains("t.json: has names that Spark takes for the same: `a`; rename one of them");
        }
    }
}
