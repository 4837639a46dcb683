package io.assay.jobs.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.assay.jobs.TestProject;
import io.assay.jobs.TestProject.Ended;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Passwords of assay.yaml are in no message, document or stack trace. */
class SecretsInMessagesTest {
    @TempDir
    Path folder;

    private TestProject project;

    @BeforeEach
    void project() {
        project = TestProject.in(folder);
        project.file(
                "contracts/t.odcs.yaml",
                "apiVersion: v3.1.0",
                "kind: DataContract",
                "id: t",
                "version: 1.0.0",
                "status: active",
                "schema:",
                "  - name: t",
                "    properties:",
                "      - {name: id, logicalType: integer}");
        project.file("data/t.csv", "id", "1");
        project.file(
                "assay.db.yaml",
                "catalog: {type: jdbc, uri: \"jdbc:postgresql://127.0.0.1:1/db?user=bob&password=S3cr3tPw\"}");
        project.file("assay.lineage.yaml", "lineage: {url: \"http://bob:S3cr3tPw@127.0.0.1:1/\"}");
        project.file("assay.check.yaml", "lineage: {url: \"${LURL:-ftp://bob:S3cr3tPw@h}\"}");
    }

    private void assertMasked(Ended ended) throws IOException {
        Path result = folder.resolve("result.json");
        assertThat(ended.out() + ended.err() + (Files.exists(result) ? Files.readString(result) : ""))
                .contains("***")
                .doesNotContain("S3cr3t");
    }

    @Test
    void ofTheCatalog() throws IOException {
        Ended ended = project.run(
                "ingest",
                "t",
                "--input",
                folder + "/data/t.csv",
                "--env",
                "db",
                "--json",
                "--stacktrace",
                "--result",
                folder + "/result.json");

        assertThat(ended.exit()).as(ended.err()).isEqualTo(3);
        assertMasked(ended);
    }

    @Test
    void ofTheLineageEndpoint() throws IOException {
        Ended ended = project.run(
                "ingest",
                "t",
                "--input",
                folder + "/data/t.csv",
                "--env",
                "lineage",
                "--result",
                folder + "/result.json");

        assertThat(ended.exit()).as(ended.err()).isZero();
        assertThat(ended.err()).contains("lineage to http://***@127.0.0.1:1/");
        assertMasked(ended);
    }

    @Test
    void ofAnInput() throws IOException {
        Ended ended = project.run("ingest", "t", "--input", "jdbc:postgresql://bob:S3cr3tPw@h/d?password=S3cr3tPw");

        assertThat(ended.exit()).as(ended.err()).isEqualTo(1);
        assertMasked(ended);
        assertThat(project.rows("SELECT body FROM assay.runs"))
                .singleElement()
                .asString()
                .contains("***")
                .doesNotContain("S3cr3t");
    }

    @Test
    void ofACheck() throws IOException {
        Ended ended = project.run("check", folder.toString(), "--env", "check");

        assertThat(ended.exit()).as(ended.err()).isEqualTo(1);
        assertThat(ended.out() + ended.err()).contains("'ftp://***@h'");
        assertMasked(ended);
    }

    @Test
    void whatALibraryPrintsIsMaskedLineByLine() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        PrintStream stream = new PrintStream(new MaskingStream(bytes), true, UTF_8);

        stream.print("connecting to jdbc:x://h?password=S3c");
        stream.flush();
        stream.println("r3tPw");
        stream.println("\u001b[31mred\u0007");

        assertThat(bytes.toString(UTF_8)).isEqualTo("connecting to jdbc:x://h?password=***\n\\u001b[31mred\\u0007\n");
    }
}
