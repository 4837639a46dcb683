package io.assay.jobs.process;

import static org.assertj.core.api.Assertions.assertThat;

import io.assay.jobs.Assay;
import io.assay.jobs.Orders;
import io.assay.jobs.TestProject;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A JVM whose locale has digits of its own. */
class LocaleIT {
    @TempDir
    Path folder;

    @Test
    void namesAndDocumentsHaveAsciiDigits() throws Exception {
        TestProject shop = Orders.in(folder.resolve("shop"));
        String input = shop.file("in/a.csv", "id,amount,note", "1,10,a", "2,-5,b", "3");
        Path log = folder.resolve("log.txt");
        Process ingest = SameJvm.start(
                log,
                List.of("-Duser.language=ar", "-Duser.country=SA", "-Duser.extensions=u-nu-arab"),
                Assay.class,
                List.of(
                        "ingest",
                        "orders",
                        "--input",
                        input,
                        "-p",
                        shop.folder().toString()));
        assertThat(ingest.waitFor(300, TimeUnit.SECONDS)).isTrue();

        assertThat(ingest.exitValue()).as(Files.readString(log)).isZero();
        assertThat(Files.readString(log)).contains("3 rows read").matches("\\p{ASCII}*");
        try (Stream<Path> files = Files.walk(shop.folder())) {
            assertThat(files.map(Path::toString)).allMatch(name -> name.matches("\\p{ASCII}*"));
        }
        assertThat(shop.rows("SELECT status FROM assay.runs")).containsExactly("[published]");
    }
}
