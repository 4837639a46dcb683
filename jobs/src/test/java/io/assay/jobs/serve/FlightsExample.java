package io.assay.jobs.serve;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.assay.jobs.TestProject;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;

/** The flights example's definitions in a folder of its own, and pieces of its data. */
final class FlightsExample {
    private static final Path EXAMPLE = Path.of("..", "examples", "flights");
    /** All views in one service, so that one training set holds every feature. */
    private static final String EVERYTHING = """
            service: everything
            full_feature_names: true
            features: [carrier_delays, carrier_delays_leaky, airport_departures, airport_weather, route_delays]
            """;

    private final TestProject project;

    private FlightsExample(TestProject project) {
        this.project = project;
    }

    static FlightsExample in(Path folder) throws IOException {
        TestProject project = TestProject.in(folder);
        for (String name : List.of("entities.yaml", "contracts", "views", "services")) {
            try (Stream<Path> files = Files.walk(EXAMPLE.resolve(name))) {
                for (Path file : files.filter(Files::isRegularFile).toList()) {
                    project.with(EXAMPLE.relativize(file).toString(), Files.readString(file));
                }
            }
        }
        return new FlightsExample(project.with("services/everything.yaml", EVERYTHING));
    }

    TestProject project() {
        return project;
    }

    /** Publishes the rows of a file of the example for which a test on their columns holds; returns their number. */
    long ingest(String dataset, String file, String part, Predicate<Line> wanted) throws IOException {
        String input = "input/%s-%s.csv".formatted(dataset, part);
        project.with(input, rows(file, wanted));
        TestProject.Ended ended = project.report(
                "ingest", dataset, "--input", project.folder().resolve(input).toString());
        assertThat(ended.exit()).as(ended.err()).isZero();
        assertThat(ended.status()).isEqualTo("published");
        return ended.rows("published");
    }

    private static String rows(String file, Predicate<Line> wanted) throws IOException {
        try (BufferedReader in = new BufferedReader(new InputStreamReader(
                new GZIPInputStream(Files.newInputStream(EXAMPLE.resolve("data").resolve(file))), UTF_8))) {
            String header = in.readLine();
            List<String> names = List.of(header.split(",", -1));
            return in.lines()
                    .filter(line -> wanted.test(new Line(names, List.of(line.split(",", -1)))))
                    .collect(Collectors.joining("\n", header + "\n", "\n"));
        }
    }

    /** One line of a file; no text of the flights and of the weather has a comma in it. */
    record Line(List<String> names, List<String> values) {
        String text(String column) {
            return values.get(names.indexOf(column));
        }
    }
}
