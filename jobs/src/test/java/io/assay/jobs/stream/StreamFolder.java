package io.assay.jobs.stream;

import io.assay.jobs.process.LiveFolder;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/** How far the streams of a project have come, as their checkpoints say. */
public final class StreamFolder {
    private static final int PATIENCE_SECONDS = 120;

    private final Path checkpoints;

    private StreamFolder(Path checkpoints) {
        this.checkpoints = checkpoints;
    }

    public static StreamFolder of(Path project) {
        return new StreamFolder(project.resolve("warehouse/checkpoints"));
    }

    /** Micro-batches that have begun. */
    public long begun() throws IOException {
        return count("offsets");
    }

    /** Micro-batches that have ended. */
    public long ended() throws IOException {
        return count("commits");
    }

    /** Waits until more than {@code before} have begun, or the process has ended. */
    public void awaitBegun(Process stream, long before) throws Exception {
        for (int i = 0; i < 10 * PATIENCE_SECONDS && stream.isAlive() && begun() <= before; i++) {
            stream.waitFor(100, TimeUnit.MILLISECONDS);
        }
    }

    /** Waits until {@code number} have ended; whether they have. */
    public boolean awaitEnded(Process stream, long number) throws Exception {
        for (int i = 0; i < 10 * PATIENCE_SECONDS && stream.isAlive() && ended() < number; i++) {
            stream.waitFor(100, TimeUnit.MILLISECONDS);
        }
        return ended() >= number;
    }

    /** The number of the newest, plus one: Spark deletes old ones. */
    private long count(String kind) throws IOException {
        return LiveFolder.files(checkpoints).stream()
                .map(Path::toString)
                .filter(file -> file.matches(".*/" + kind + "/[0-9]+"))
                .mapToLong(file -> Long.parseLong(file.substring(file.lastIndexOf('/') + 1)) + 1)
                .max()
                .orElse(0);
    }
}
