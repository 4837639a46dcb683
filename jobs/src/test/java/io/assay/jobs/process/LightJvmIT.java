package io.assay.jobs.process;

import static org.assertj.core.api.Assertions.assertThat;

import io.assay.jobs.process.Packaged.Ended;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What runs without Spark on the class path, and what says that it does not. */
class LightJvmIT {
    @TempDir
    Path folder;

    @Test
    void aProjectIsMadeAndCheckedWithoutSpark() throws Exception {
        String shop = folder.resolve("shop").toString();
        assertThat(run("init", shop).exit()).isZero();

        Ended check = run("check", shop);
        assertThat(check.err()).isEmpty();
        assertThat(check.out()).isEqualTo(shop + ": ok\n");
        assertThat(check.exit()).isZero();
    }

    @Test
    void helpAndCompletionNeedNoSpark() throws Exception {
        for (String command : new String[] {"ingest", "compute", "train", "serve", "sql", "quickstart", "explain"}) {
            Ended help = run(command, "--help");
            assertThat(help.exit()).as(help.err()).isZero();
            assertThat(help.out()).contains("Usage: assay " + command);
        }
        assertThat(run("--version").out()).startsWith("assay 0.");
        assertThat(run("completion").out()).contains("complete -F _complete_assay");
    }

    @Test
    void aCommandThatNeedsSparkSaysSo() throws Exception {
        String shop = folder.resolve("shop").toString();
        run("init", shop);
        Ended status = run("status", "-p", shop);
        assertThat(status.exit()).isEqualTo(2);
        assertThat(status.err())
                .isEqualTo("class path: this command needs Spark, and Spark is not there; "
                        + "start it with ./assay or spark-submit\n");
    }

    @Test
    void servingOnAPortInUseIsReportedAndCanBeRetried() throws Exception {
        String shop = folder.resolve("shop").toString();
        run("init", shop);
        Path jar = Files.createFile(folder.resolve("assay-service.jar"));
        try (ServerSocket taken = new ServerSocket(0)) {
            String port = Integer.toString(taken.getLocalPort());
            Ended serve =
                    Packaged.light(Map.of("ASSAY_SERVICE_JAR", jar.toString()), "serve", "-p", shop, "--port", port);
            assertThat(serve.exit()).isEqualTo(3);
            assertThat(serve.err())
                    .endsWith(
                            "port %s: another program listens on it; stop that program, or give another port with --port N\n"
                                    .formatted(port));
        }
    }

    @Test
    void aMissingServiceJarIsReportedWithThePlacesSearched() throws Exception {
        String shop = folder.resolve("shop").toString();
        run("init", shop);
        Ended serve = Packaged.light(Map.of("ASSAY_SERVICE_JAR", "/nowhere.jar"), "serve", "-p", shop);
        assertThat(serve.exit()).isEqualTo(2);
        assertThat(serve.err()).contains("service: its jar is not there (looked at: [/nowhere.jar, ");
    }

    private static Ended run(String... arguments) throws Exception {
        return Packaged.light(Map.of(), arguments);
    }
}
