import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** The files of a project's one checkpoint of events. */
final class CheckpointFiles {
    private static final ObjectMapper JSON = new ObjectMapper();

    private CheckpointFiles() {}

    /** When the checkpoint's files of that kind were written, in seconds, from the micro-batch {@code first} on. */
    static List<Double> times(Path project, String kind, int first) throws IOException {
        List<Double> times = new ArrayList<>();
        for (Path file : files(project.resolve("warehouse/checkpoints/events"), kind)) {
            if (number(file) >= first) {
                times.add(Files.getLastModifiedTime(file).to(TimeUnit.MICROSECONDS) / 1e6);
            }
        }
        return times;
    }

    /** The files of the one checkpoint, by the number of their micro-batch. */
    private static List<Path> files(Path checkpoints, String kind) throws IOException {
        if (!Files.exists(checkpoints)) {
            return List.of();
        }
        try (Stream<Path> all = Files.walk(checkpoints)) {
            return all.filter(file -> file.getParent().getFileName().toString().equals(kind))
                    .filter(file -> file.getFileName().toString().matches("[0-9]+"))
                    .sorted(Comparator.comparingInt(CheckpointFiles::number))
                    .toList();
        }
    }

    private static int number(Path file) {
        return Integer.parseInt(file.getFileName().toString());
    }

    /** Until a committed micro-batch ends with that many records. */
    static void awaitOffsets(Path project, long records) throws Exception {
        Path checkpoints = project.resolve("warehouse/checkpoints/events");
        while (true) {
            List<Path> commits = files(checkpoints, "commits");
            if (!commits.isEmpty()) {
                Path last = commits.get(commits.size() - 1);
                List<String> lines = Files.readAllLines(
                        last.getParent().resolveSibling("offsets").resolve(last.getFileName()));
                long sum = 0;
                for (JsonNode partition : JSON.readTree(lines.get(2)).iterator().next()) {
                    sum += partition.asLong();
                }
                if (sum == records) {
                    return;
                }
            }
            Thread.sleep(100);
        }
    }

    /** Bytes of a folder. */
    static long size(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile)
                    .mapToLong(file -> file.toFile().length())
                    .sum();
        }
    }
}
