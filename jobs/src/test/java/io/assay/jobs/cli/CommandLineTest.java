package io.assay.jobs.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.assay.jobs.Assay;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CommandLineTest {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @TempDir
    Path folder;

    @Test
    void helpOfEveryCommandGoesToStdoutAndIsDone() {
        assertThat(run("--help")).isZero();
        assertThat(out.toString(UTF_8)).contains("Usage: assay", "--project", "init", "sql");
        assertThat(run("sql", "--help")).isZero();
        assertThat(out.toString(UTF_8)).contains("Usage: assay sql", "datasets.<dataset>", "--stacktrace");
    }

    @Test
    void anUnknownCommandIsWrongUsageAndSuggestsTheNearest() {
        assertThat(run("statsu")).isEqualTo(2);
        assertThat(err.toString(UTF_8)).contains("Unmatched argument at index 0: 'statsu'", "status", "--help");
        assertThat(out.toString(UTF_8)).isEmpty();
    }

    @Test
    void noCommandShowsTheUsageAndIsWrongUsage() {
        assertThat(run()).isEqualTo(2);
        assertThat(err.toString(UTF_8)).contains("Usage: assay");
    }

    @Test
    void aCommandOfALaterVersionIsRefusedAsNotInThisVersion() {
        for (String command : new String[] {"materialize"}) {
            assertThat(run(command, "data.csv")).isEqualTo(2);
            assertThat(err.toString(UTF_8)).startsWith(command + " data.csv: not in this version; ");
        }
    }

    @Test
    void anOptionOfALaterVersionIsRefusedAsNotInThisVersion() {
        assertThat(run("compute", "--stream")).isEqualTo(2);
        assertThat(err.toString(UTF_8)).startsWith("--stream: not in this version; ");
    }

    @Test
    void anInvalidTimestampIsReported() {
        assertThat(run("compute", "--until", "yesterday")).isEqualTo(2);
        assertThat(err.toString(UTF_8))
                .contains("'--until': 'yesterday' is not a valid timestamp; write it as 2013-01-01T10:00:00Z")
                .doesNotContain("java.");
    }

    @Test
    void aSettingWithoutAnEqualsSignIsReportedWithoutItsValue() {
        for (String[] words : new String[][] {
            {"status", "--spark", "spark.hadoop.fs.s3a.secret.key S3cr3t"}, {"status", "--spark=S3cr3t"}
        }) {
            assertThat(run(words)).isEqualTo(2);
            assertThat(err.toString(UTF_8))
                    .startsWith("assay: --spark: what follows it is not KEY=VALUE, with an equals sign; "
                            + "it is not shown, because it may be secret\n")
                    .doesNotContain("S3cr3t");
        }
    }

    @Test
    void aMissingProjectIsReportedWithoutAStackTrace() {
        assertThat(run("-p", folder.toString(), "status")).isEqualTo(2);
        assertThat(err.toString(UTF_8))
                .isEqualTo(
                        "--project %s: there is no assay.yaml in it; name a project's folder, or make one: assay init DIR%n"
                                .formatted(folder));
    }

    @Test
    void aFailureIsOneJsonDocumentOnStdoutAndInTheResult() throws IOException {
        Path result = folder.resolve("deep/result.json");
        assertThat(run("status", "--json", "-p", folder.toString(), "--result", result.toString()))
                .isEqualTo(2);
        String document = out.toString(UTF_8);
        assertThat(document)
                .startsWith("{\"status\":\"failed\",\"exit\":2,\"faults\":[{")
                .endsWith("}\n");
        assertThat(Files.readString(result)).isEqualTo(document);
    }

    @Test
    void stacktraceShowsWhereAnErrorCameFrom() {
        run("status", "-p", folder.toString(), "--stacktrace");
        assertThat(err.toString(UTF_8)).contains("\tat io.assay.jobs.cli.ProjectFolder");
    }

    @Test
    void initMakesAProjectAndRefusesAFolderWithFiles() {
        Path shop = folder.resolve("shop");
        assertThat(run("init", shop.toString(), "--json")).isZero();
        assertThat(shop.resolve("contracts/orders.odcs.yaml")).exists();
        assertThat(out.toString(UTF_8)).contains("\"project\":\"shop\"", "\"exit\":0");

        assertThat(run("init", shop.toString())).isEqualTo(2);
        assertThat(err.toString(UTF_8)).contains("it is there already and not an empty folder");
    }

    private int run(String... arguments) {
        out.reset();
        err.reset();
        Console console = new Console(new PrintStream(out, true, UTF_8), new PrintStream(err, true, UTF_8));
        return Assay.run(console, Clock.systemUTC(), arguments);
    }
}
