package io.assay.jobs.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.assay.jobs.Orders;
import io.assay.jobs.TestProject;
import io.assay.jobs.TestProject.Ended;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How the inputs of {@code ingest} may be named. */
class InputsTest {
    private static final String HEADER = "id,amount,note";

    @TempDir
    Path folder;

    private TestProject project;

    @BeforeEach
    void project() {
        project = Orders.in(folder);
    }

    @Test
    void severalPathsFollowOneOptionAndTheDatasetMayBeFirstOrLast() {
        String a = project.file("in/a.csv", HEADER, "1,10,a");
        String b = project.file("in/b.csv", HEADER, "2,10,a");
        String c = project.file("in/c.csv", HEADER, "3,10,a");

        Ended first = project.report("ingest", "orders", "--input", a, b, "--input", c, "--dry-run");
        Ended last = project.report("ingest", "--dry-run", "--input", a, b, c, "orders");

        assertThat(first.rows("read")).as(first.err()).isEqualTo(3);
        assertThat(last.rows("read")).as(last.err()).isEqualTo(3);
    }

    @Test
    void anEmptyPathAndAMissingDatasetAreWrongUsage() {
        Ended empty = project.report("ingest", "orders", "--input", "");
        assertThat(empty.exit()).isEqualTo(2);
        assertThat(empty.err()).contains("--input '': the path is empty; name a file or folder");
        Ended missing = project.report("ingest", "--input", "a.csv");
        assertThat(missing.exit()).isEqualTo(2);
        assertThat(missing.err()).contains("DATASET: is missing; write: assay ingest DATASET --input PATH");
        assertThat(project.report("ingest", "orders", "--input").exit()).isEqualTo(2);
    }

    @Test
    void namesWithBracketsColonsAndSpacesAreRead() {
        List<String> call = new ArrayList<>(List.of("ingest", "orders", "--dry-run", "--input"));
        int id = 0;
        for (String name : List.of("a b", "a[1]", "a{2}", "a:3", "a\\4", "a%20", "a?5", "x:/y")) {
            call.add(project.file("in/" + name + ".csv", HEADER, ++id + ",10,a"));
        }
        Ended read = project.report(call.toArray(String[]::new));
        assertThat(read.rows("passed")).as(read.err()).isEqualTo(8);
        Ended all = project.report(
                "ingest", "orders", "--dry-run", "--input", folder.resolve("in").toString());
        assertThat(all.rows("passed")).as(all.err()).isEqualTo(8);
        project.file("patterns/a?5.csv", HEADER, "1,10,a");
        project.file("patterns/a6.csv", HEADER, "1,10,a");
        Ended pattern = project.report("ingest", "orders", "--dry-run", "--input", folder + "/patterns/a*5.csv");
        assertThat(pattern.rows("read")).as(pattern.err()).isEqualTo(1);
    }

    @Test
    void aFolderThatLinksToItselfIsReadOnce() throws IOException {
        project.file("in/a.csv", HEADER, "1,10,a");
        project.file("in/b/c.csv", HEADER, "2,10,a");
        Files.createSymbolicLink(folder.resolve("in/b/self"), Path.of("."));

        Ended read = project.report(
                "ingest",
                "orders",
                "--dry-run",
                "--format",
                "csv",
                "--input",
                folder.resolve("in").toString());

        assertThat(read.rows("read")).as(read.err()).isEqualTo(2);
    }

    @Test
    void whatCannotBeLookedAtIsNotLeftOut() throws IOException {
        project.file("in/a.csv", HEADER, "1,10,a");
        Path link = Files.createSymbolicLink(folder.resolve("in/z.csv"), Path.of("nowhere"));
        String message = link + ": is a link to 'nowhere', which is not there; "
                + "remove the link, or restore what it leads to";
        String in = folder.resolve("in").toString();

        for (Ended ended : List.of(
                project.run("ingest", "orders", "--input", in),
                project.run("ingest", "orders", "--input", in + "/*.csv"),
                project.run("ingest", "orders", "--stream", "--available-now", "--input", in),
                project.run("profile", in))) {
            assertThat(ended.out() + ended.err()).contains(message);
            assertThat(ended.exit()).isEqualTo(1);
        }
    }

    @Test
    void aPipeIsNotRead() throws Exception {
        Path pipe = folder.resolve("pipe.csv");
        assumeTrue(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor() == 0);

        for (Ended ended : List.of(
                project.run("ingest", "orders", "--input", pipe.toString()),
                project.run("ingest", "orders", "--format", "csv", "--input", "/dev/null"),
                project.run("profile", pipe.toString()))) {
            assertThat(ended.out() + ended.err()).contains(": is not a regular file; write it to a file first");
            assertThat(ended.exit()).isEqualTo(1);
        }
    }

    @Test
    void whatIsNotAPatternOrNotAFileIsReported() {
        Ended pattern = project.run("ingest", "orders", "--input", folder + "/[x.csv");
        assertThat(pattern.out() + pattern.err())
                .contains("[x.csv: there is no such file or folder, and it is not a valid pattern: ");
        assertThat(pattern.exit()).isEqualTo(1);
        Ended web = project.run("ingest", "orders", "--input", "http://u:S3cr3t@127.0.0.1:1/x.csv");
        assertThat(web.err())
                .isEqualTo("--input http://***@127.0.0.1:1/x.csv: is not read over HTTP; "
                        + "download it, and name the file\n");
        assertThat(web.exit()).isEqualTo(2);
        Ended profile = project.run("profile", "http://127.0.0.1:1/x.csv");
        assertThat(profile.err()).contains("is not read over HTTP");
        assertThat(profile.exit()).isEqualTo(1);
        Ended stream = project.run("ingest", "orders", "--stream", "--input", "a:b");
        assertThat(stream.err()).contains("--input a:b: is not a folder");
        assertThat(stream.exit()).isEqualTo(1);
    }

    @Test
    void onePathGivenTwiceIsWrongUsageAndAFileUnderTwoPathsIsReadOnce() {
        String a = project.file("in/a.csv", HEADER, "1,10,a");
        Ended twice = project.run("ingest", "orders", "--input", a, "--input", folder + "/in/../in/a.csv");
        assertThat(twice.err())
                .isEqualTo("--input %s/in/../in/a.csv: is given twice; leave one of them out\n".formatted(folder));
        assertThat(twice.exit()).isEqualTo(2);
        Ended once = project.report("ingest", "orders", "--dry-run", "--input", folder + "/in", a);
        assertThat(once.rows("read")).as(once.err()).isEqualTo(1);
        assertThat(once.out()).contains(a + ": is under two paths of --input; it is read once");
    }

    @Test
    void aReportOrResultThatWouldOverwriteAnInputIsWrongUsage() throws IOException {
        String a = project.file("in/a.csv", HEADER, "1,10,a");
        String in = folder.resolve("in").toString();
        Files.createSymbolicLink(folder.resolve("link"), Path.of("in"));
        for (String[] words : new String[][] {
            {a, "--report", a},
            {a, "--report", folder + "/link/a.csv"},
            {a, "--result", a},
            {in, "--report", in + "/r.html"},
            {"file:" + in, "--report", in + "/r/r.html"},
            {in + "/*.csv", "--report", a}
        }) {
            Ended ended = project.run("ingest", "orders", "--input", words[0], words[1], words[2]);
            assertThat(ended.err())
                    .startsWith(words[1] + " " + words[2] + ": is ")
                    .contains("; name another path\n");
            assertThat(ended.exit()).isEqualTo(2);
        }
        assertThat(Files.readString(Path.of(a))).isEqualTo(HEADER + "\n1,10,a\n");
        assertThat(folder.resolve("warehouse/assay/runs")).doesNotExist();
    }

    @Test
    void anEmptyFolderIsReportedAsThat() throws IOException {
        String empty = Files.createDirectory(folder.resolve("empty")).toString();
        Ended unknown = project.run("ingest", "orders", "--input", empty);
        assertThat(unknown.out())
                .contains(empty + ": is an empty folder; name a folder with files; "
                        + "those that begin with _ or . do not count");
        assertThat(unknown.exit()).isEqualTo(1);
        Ended csv = project.report("ingest", "orders", "--format", "csv", "--input", empty);
        assertThat(csv.status()).as(csv.err()).isEqualTo("nothing_new");
        assertThat(csv.out()).contains(empty + ": is an empty folder");
    }

    @Test
    void aChecksumFileOfOtherBytesIsNamed() throws IOException {
        for (String ending : List.of("csv", "json", "parquet", "avro", "orc")) {
            String file = project.file("in/a." + ending, HEADER, "1,10,a");
            Files.write(
                    folder.resolve("in/.a." + ending + ".crc"), new byte[] {'c', 'r', 'c', 0, 0, 0, 2, 0, 1, 1, 1, 1});
            Ended ended = project.run("ingest", "orders", "--input", file);
            assertThat(ended.out())
                    .contains("%s: does not have the bytes that .a.%s.crc beside it has the checksums of; "
                                    .formatted(file, ending)
                            + "if the file is right, delete %s/in/.a.%s.crc".formatted(folder, ending));
            assertThat(ended.exit()).isEqualTo(1);
        }
    }

    @Test
    void aReportThatCannotBeWrittenIsWrongUsageBeforeAnythingIsDone() {
        String a = project.file("in/a.csv", HEADER, "1,10,a");
        for (String option : List.of("--report", "--result")) {
            Ended below = project.run("ingest", "orders", "--input", a, option, folder + "/assay.yaml/r.html");
            assertThat(below.err())
                    .isEqualTo("%s %s/assay.yaml/r.html: cannot be written: %s/assay.yaml is not a writable folder; "
                                    .formatted(option, folder, folder)
                            + "name another path\n");
            assertThat(below.exit()).isEqualTo(2);
            Ended taken = project.run("ingest", "orders", "--input", a, option, folder + "/in");
            assertThat(taken.err()).startsWith("%s %s/in: is a folder; ".formatted(option, folder));
            assertThat(taken.exit()).isEqualTo(2);
        }
        assertThat(folder.resolve("warehouse")).doesNotExist();
    }

    @Test
    void theSummaryIsPrintedAlthoughTheReportCannotBeWritten() {
        String a = project.file("in/a.csv", HEADER, "1,10,a");
        Ended ended = project.report("ingest", "orders", "--input", a, "--report", "hdfs:/nowhere/r.html");
        assertThat(ended.err()).startsWith("--report hdfs:/nowhere/r.html: cannot be written: ");
        assertThat(ended.status()).isEqualTo("published");
        assertThat(ended.json().path("exit").asInt()).isEqualTo(3);
        assertThat(ended.exit()).isEqualTo(3);
    }

    @Test
    void aPathThatCannotBeANameIsWrongUsage() {
        Ended ended = project.run("ingest", "orders", "--input", "a\0.csv");
        assertThat(ended.err()).contains("path 'a\\u0000.csv': cannot be the name of a file where names are in ");
        assertThat(ended.exit()).isEqualTo(2);
    }
}
