package io.assay.jobs.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.assay.jobs.TestProject;
import java.nio.file.Path;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MetricsTest {
    @TempDir
    Path folder;

    private TestProject project(String... partitioning) {
        TestProject project = TestProject.in(folder);
        List<String> lines = new ArrayList<>(List.of(
                "kind: DataContract",
                "apiVersion: v3.1.0",
                "id: shop-sales",
                "version: 1.0.0",
                "status: active",
                "schema:",
                "  - name: sales"));
        lines.addAll(List.of(partitioning));
        lines.addAll(List.of(
                "    properties:",
                "      - {name: id, logicalType: integer}",
                "      - {name: price, logicalType: number}",
                "      - {name: day, logicalType: date}"));
        project.file("contracts/sales.odcs.yaml", lines.toArray(String[]::new));
        return project;
    }

    private static String batch(TestProject project, String name, String... rows) {
        List<String> lines = new ArrayList<>(List.of("id,price,day"));
        lines.addAll(List.of(rows));
        return project.file("in/" + name + ".csv", lines.toArray(String[]::new));
    }

    private static JsonNode column(JsonNode group, String name) {
        for (JsonNode column : group.path("columns")) {
            if (column.path("column").asText().equals(name)) {
                return column;
            }
        }
        throw new AssertionError(name + " is not in " + group);
    }

    @Test
    void upTo500DistinctValuesAreExact() {
        TestProject project = project();
        String input = batch(
                project,
                "a",
                IntStream.range(0, 450)
                        .mapToObj(i -> "%d,%d,2024-01-30".formatted(i % 397, i % 59))
                        .toArray(String[]::new));
        assertThat(project.report("ingest", "sales", "--input", input).exit()).isZero();
        JsonNode group =
                project.report("metrics", "sales").json().path("groups").path(0);
        assertThat(column(group, "id").path("approx_distinct").asLong()).isEqualTo(397);
        assertThat(column(group, "price").path("approx_distinct").asLong()).isEqualTo(59);
    }

    @Test
    void moreAreExactIfTheContractSaysSoAndElseEstimated() {
        TestProject project = project();
        String input = batch(
                project,
                "a",
                IntStream.range(0, 900)
                        .mapToObj(i -> "%d,%d,2024-01-30".formatted(i, i % 59))
                        .toArray(String[]::new));
        Path page = folder.resolve("page.html");
        assertThat(project.report("ingest", "sales", "--input", input, "--report", page.toString())
                        .exit())
                .isZero();
        JsonNode estimated =
                project.report("metrics", "sales").json().path("groups").path(0);
        assertThat(column(estimated, "id").path("distinct_exact").asBoolean()).isFalse();
        assertThat(column(estimated, "price").path("distinct_exact").asBoolean())
                .isTrue();
        assertThat(project.run("metrics", "sales").out()).containsPattern("id +1\\.0000 +~[0-9]+ ");
        assertThat(page).content().containsPattern("<td class=\"n\">~[0-9]+").contains("<td class=\"n\">59<");

        project("    customProperties: [{property: pin, value: {distinctCounts: exact}}]");
        assertThat(project.report("ingest", "sales", "--again", "--input", input, "--report", page.toString())
                        .exit())
                .isZero();
        JsonNode groups = project.report("metrics", "sales").json().path("groups");
        JsonNode exact = column(groups.path(groups.size() - 1), "id");
        assertThat(exact.path("approx_distinct").asLong()).isEqualTo(900);
        assertThat(exact.path("distinct_exact").asBoolean()).isTrue();
        assertThat(project.run("metrics", "sales").out()).containsPattern("id +1\\.0000 +900 ");
        assertThat(page).content().contains("<td class=\"n\">900<");
        assertThat(project.rows("SELECT text FROM assay.metrics WHERE metric = 'approx_distinct' AND column = 'id'"))
                .containsExactlyInAnyOrder("[null]", "[exact]");
        assertThat(project.rows("SELECT status, chosen FROM assay.decisions WHERE what = 'distinctCounts'"))
                .as("times are estimated all the same")
                .containsExactly("[pinned,exact and sketch]");
    }

    @Test
    void daysOfSeveralBatchesAddUpToMonths() {
        TestProject project = project("    customProperties: [{property: partitioning, value: days(day)}]");
        String first = batch(project, "a", "1,2,2024-01-30", "2,4,2024-01-31", "3,,2024-02-01");
        String second = batch(project, "b", "4,6,2024-01-31", "5,8,2024-02-01", "x,9,2024-02-01");
        assertThat(project.report("ingest", "sales", "--each", "--input", first, "--input", second)
                        .exit())
                .isZero();

        JsonNode months = project.report("metrics", "sales", "--by", "month").json();
        assertThat(months.path("groups").findValuesAsText("group")).containsExactly("2024-01", "2024-02");
        JsonNode january = months.path("groups").path(0);
        assertThat(january.path("rows").asLong()).isEqualTo(3);
        assertThat(column(january, "price").path("mean").asDouble()).isEqualTo(4.0);
        assertThat(column(january, "price").path("max").asDouble()).isEqualTo(6.0);
        JsonNode february = months.path("groups").path(1);
        assertThat(february.path("rows").asLong())
                .as("the row that broke a rule is not there")
                .isEqualTo(2);
        assertThat(column(february, "price").path("completeness").asDouble()).isEqualTo(0.5);
        assertThat(column(february, "id").path("approx_distinct").asLong()).isEqualTo(2);

        JsonNode days = project.report("metrics", "sales", "--by", "day", "--from", "2024-01-31", "--column", "price")
                .json();
        assertThat(days.path("groups").findValuesAsText("group")).containsExactly("2024-01-31", "2024-02-01");
        assertThat(days.path("groups").path(0).path("columns").size()).isEqualTo(1);
        assertThat(project.report("metrics", "sales").json().path("groups").size())
                .as("by run")
                .isEqualTo(2);
        assertThat(project.rows("SELECT text, value FROM assay.metrics WHERE metric = 'partition' ORDER BY text, at"))
                .containsExactly(
                        "[day=2024-01-30,1.0]",
                        "[day=2024-01-31,1.0]",
                        "[day=2024-01-31,1.0]",
                        "[day=2024-02-01,1.0]",
                        "[day=2024-02-01,1.0]");
    }

    @Test
    void aPartitionedBatchIsMeasuredAsAWholeToo() {
        TestProject project = project("    customProperties: [{property: partitioning, value: days(day)}]");
        for (String name : List.of("a", "b")) {
            String input = batch(
                    project,
                    name,
                    "1,2,2024-01-30",
                    "2,4,2024-01-31",
                    "3,," + ("a".equals(name) ? "2024-02-01" : "2024-02-02"));
            assertThat(project.report("ingest", "sales", "--input", input).exit())
                    .isZero();
        }

        JsonNode groups = project.report("metrics", "sales").json().path("groups");
        assertThat(groups.findValuesAsText("rows")).containsExactly("3", "3");
        for (JsonNode run : groups) {
            assertThat(column(run, "price").path("mean").asDouble()).isEqualTo(3.0);
            assertThat(column(run, "id").path("approx_distinct").asLong()).isEqualTo(3);
        }
        assertThat(project.rows("SELECT value FROM assay.metrics WHERE metric = 'completeness' AND column = 'day'"))
                .containsExactly("[1.0]", "[1.0]");
    }

    private static int groups(TestProject project, String... options) {
        List<String> call = new ArrayList<>(List.of("metrics", "sales"));
        call.addAll(List.of(options));
        return project.report(call.toArray(String[]::new)).json().path("groups").size();
    }

    @Test
    void withoutPartitionsByTimeTheyAreByRun() {
        TestProject project = project();
        assertThat(project.report("ingest", "sales", "--input", batch(project, "a", "1,2,2024-01-30"))
                        .exit())
                .isZero();

        assertThat(project.report("metrics", "sales", "--by", "month").json().path("groups"))
                .isEmpty();
        JsonNode run = project.report("metrics", "sales").json().path("groups").path(0);
        assertThat(column(run, "day").path("min").asText()).isEqualTo("2024-01-30T00:00:00Z");
        String began = project.rows("SELECT at FROM assay.runs").get(0);
        Instant at = Timestamp.valueOf(began.substring(1, began.length() - 1)).toInstant();
        String end = at.plusMillis(1).toString();
        assertThat(groups(project, "--from", at.toString())).isEqualTo(1);
        assertThat(groups(project, "--from", end)).isZero();
        assertThat(groups(project, "--until", end)).isEqualTo(1);
        assertThat(groups(project, "--until", at.atOffset(ZoneOffset.ofHours(2)).toString()))
                .isZero();
        assertThat(groups(
                        project,
                        "--from",
                        at.truncatedTo(ChronoUnit.SECONDS)
                                .atOffset(ZoneOffset.ofHours(-5))
                                .toString()))
                .isEqualTo(1);
        assertThat(groups(project, "--from", end.substring(0, 10))).isEqualTo(1);
        assertThat(project.run("metrics", "sales", "--by", "day", "--from", "2024-01-30T00:00:00Z")
                        .err())
                .contains("'2024-01-30T00:00:00Z' is a time, and --by day adds up days");
        assertThat(project.run("metrics", "sales", "--from", "2024-01-30Tnoon").exit())
                .isEqualTo(2);
        assertThat(project.run("metrics", "Sales 1").err()).contains("'assay status' lists them");
        assertThat(project.report("metrics", "sales", "--by", "week").exit()).isEqualTo(2);
        assertThat(project.report("metrics", "sales", "--column", "nope").exit())
                .isEqualTo(2);
        assertThat(project.report("metrics", "sales", "--from", "May").exit()).isEqualTo(2);
    }

    @Test
    void partitionsByValueAddUpOverBatches() {
        TestProject project = project("    customProperties:", "      - {property: partitioning, value: id}");
        for (String name : List.of("a", "b")) {
            String input =
                    batch(project, name, "1,2,2024-01-30", "1,4,2024-01-31", (name.equals("a") ? 2 : 2024) + ",9,");
            assertThat(project.report("ingest", "sales", "--input", input).exit())
                    .isZero();
        }

        JsonNode groups =
                project.report("metrics", "sales", "--by", "partition").json().path("groups");
        assertThat(groups.findValuesAsText("group")).containsExactly("id=1", "id=2", "id=2024");
        assertThat(groups.findValuesAsText("rows")).containsExactly("4", "1", "1");
        assertThat(column(groups.path(0), "price").path("mean").asDouble()).isEqualTo(3.0);
        assertThat(groups(project, "--by", "year")).isZero();
        assertThat(project.run("metrics", "sales", "--by", "partition", "--from", "2024")
                        .err())
                .contains("partitions need not be times");
    }
}
