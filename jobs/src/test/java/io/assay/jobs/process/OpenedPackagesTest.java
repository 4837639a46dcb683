package io.assay.jobs.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Packages of the JDK are opened by one list: {@code .mvn/jvm.opens}. */
final class OpenedPackagesTest {
    private static final Path ROOT = Path.of("..");
    private static final Pattern MANIFEST = Pattern.compile("<Add-Opens>([^<]+)</Add-Opens>");

    private static List<String> opens() throws IOException {
        return Files.readAllLines(ROOT.resolve(".mvn/jvm.opens")).stream()
                .filter(line -> !line.startsWith("#"))
                .toList();
    }

    @Test
    void testsRunWithTheList() throws IOException {
        assertThat(ManagementFactory.getRuntimeMXBean().getInputArguments()).containsAll(opens());
    }

    @Test
    void theLauncherTheBuildAndTheBenchmarksNameTheListAndNoPackage() throws IOException {
        for (String file : List.of("assay", "pom.xml", "benchmarks/run")) {
            assertThat(Files.readString(ROOT.resolve(file)))
                    .as(file)
                    .contains(".mvn/jvm.opens")
                    .doesNotContain("--add-opens");
        }
    }

    @Test
    void theServicesJarOpensPackagesOfTheList() throws IOException {
        var manifest = MANIFEST.matcher(Files.readString(ROOT.resolve("feature-store-api/pom.xml")));

        assertThat(manifest.find()).isTrue();
        assertThat(manifest.group(1).split(" "))
                .isNotEmpty()
                .allSatisfy(opened -> assertThat(opens()).contains("--add-opens=%s=ALL-UNNAMED".formatted(opened)));
    }
}
