package io.assay.jobs.lineage;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** The events in a project's warehouse, as they come. */
public final class EmittedEvents {
    private final Path lineage;
    private final Set<Path> seen = new HashSet<>();

    public EmittedEvents(Path project) {
        this.lineage = project.resolve("warehouse/assay/lineage");
    }

    /** Those that were not there the last time: by time, START before the end of the same instant. */
    public List<String> next() throws IOException {
        List<Path> fresh;
        if (!Files.exists(lineage)) {
            return List.of();
        }
        try (Stream<Path> files = Files.walk(lineage)) {
            fresh = files.filter(file -> file.getFileName().toString().matches("\\d+-.*\\.json"))
                    .filter(seen::add)
                    .sorted(Comparator.comparing(EmittedEvents::time)
                            .thenComparing(file -> !file.toString().endsWith("START.json")))
                    .toList();
        }
        List<String> events = new ArrayList<>();
        for (Path file : fresh) {
            events.add(Files.readString(file));
        }
        return events;
    }

    private static String time(Path file) {
        String name = file.getFileName().toString();
        return name.substring(0, name.indexOf('-'));
    }
}
