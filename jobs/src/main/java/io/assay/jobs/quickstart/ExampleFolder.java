package io.assay.jobs.quickstart;

import io.assay.jobs.cli.GlobalOptions;
import io.assay.jobs.failure.UsageException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Where the flights example is. */
final class ExampleFolder {
    private static final String PLACE = "examples/flights";

    private ExampleFolder() {}

    /** {@code --project}; else the one of the repository that {@code ./assay} is in; else of the current folder. */
    static Path find(GlobalOptions options) {
        List<Path> places = new ArrayList<>();
        options.project().ifPresent(places::add);
        if (places.isEmpty()) {
            Optional.ofNullable(System.getenv("ASSAY_LAUNCHER"))
                    .ifPresent(launcher -> places.add(Path.of(launcher).resolveSibling(PLACE)));
            places.add(Path.of(PLACE));
        }
        return places.stream()
                .filter(place -> Files.isDirectory(place.resolve("data/flights")))
                .findFirst()
                .map(place -> place.toAbsolutePath().normalize())
                .orElseThrow(() -> new UsageException(
                        "quickstart",
                        "the flights example is not there (looked at: %s)".formatted(places),
                        "run it from the repository's root, or name the example's folder with --project DIR"));
    }
}
