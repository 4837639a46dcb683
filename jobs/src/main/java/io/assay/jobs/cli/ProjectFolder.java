package io.assay.jobs.cli;

import io.assay.jobs.failure.UsageException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Finds the project a command means. */
final class ProjectFolder {
    private ProjectFolder() {}

    /** The folder that was given, else the nearest one with {@code assay.yaml} at or above the current one. */
    static Path of(GlobalOptions options) {
        if (options.project().isPresent()) {
            Path given = options.project().get();
            if (!Files.isRegularFile(given.resolve("assay.yaml"))) {
                throw new UsageException(
                        "--project " + given,
                        "there is no assay.yaml in it",
                        "name a project's folder, or make one: assay init DIR");
            }
            return given.toAbsolutePath().normalize();
        }
        Path here = Path.of("").toAbsolutePath();
        for (Path folder = here; folder != null; folder = folder.getParent()) {
            if (Files.isRegularFile(folder.resolve("assay.yaml"))) {
                return folder;
            }
        }
        throw new UsageException(
                "project",
                "there is no assay.yaml in %s nor above it".formatted(here),
                "go to a project's folder, name one with --project DIR, or make one: assay init DIR");
    }
}
