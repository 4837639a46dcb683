package io.assay.jobs.commit;

import io.assay.jobs.json.Json;
import io.assay.jobs.warehouse.AtomicFile;
import io.assay.jobs.warehouse.Warehouse;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/**
 * Log entries that are ready and not in the log yet, each with the run's COMPLETE event: one file for each run under
 * {@code assay/pending}. Written before the commit point, so that a run that dies after it still gets its entry.
 */
public final class PendingRecords {
    private static final String ENDING = ".json";
    private static final String HIDDEN = ".";

    private final Path folder;
    private final Configuration hadoop;

    public PendingRecords(Warehouse warehouse, Configuration hadoop) {
        this.folder = new Path(warehouse.layout().pending());
        this.hadoop = hadoop;
    }

    /**
     * Keeps this in place of what was kept for its run; readers see all of it or nothing. Hadoop's local files cannot
     * replace one another in one step: if the process dies between the two steps, the new file counts, under its hidden
     * name.
     */
    public void keep(PendingRecord pending) {
        try {
            AtomicFile.write(
                    files(), file(pending.record().run()), Json.MAPPER.writeValueAsBytes(PendingJson.of(pending)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What was kept for a run. */
    public Optional<PendingRecord> find(String run) {
        Path file = file(run);
        return read(file).or(() -> readComplete(AtomicFile.hidden(file)));
    }

    private Optional<PendingRecord> read(Path file) {
        try (InputStream in = files().open(file)) {
            return Optional.of(PendingJson.read(Json.MAPPER.readTree(in)));
        } catch (FileNotFoundException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Empty too if the process died while it wrote the file: then the run did not commit. */
    private Optional<PendingRecord> readComplete(Path hidden) {
        try {
            return read(hidden);
        } catch (UncheckedIOException cutOff) {
            return Optional.empty();
        }
    }

    /** The runs whose ids start with {@code beginning}, each once. */
    public List<String> runs(String beginning) {
        Set<String> runs = new TreeSet<>();
        try {
            for (FileStatus file : files().listStatus(folder)) {
                String name = file.getPath().getName();
                if (name.endsWith(ENDING)) {
                    String run = name.substring(name.startsWith(HIDDEN) ? 1 : 0, name.length() - ENDING.length());
                    runs.add(run.replace('~', ':'));
                }
            }
        } catch (FileNotFoundException none) {
            return List.of();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        runs.removeIf(run -> !run.startsWith(beginning));
        return List.copyOf(runs);
    }

    public void remove(String run) {
        try {
            files().delete(AtomicFile.hidden(file(run)), false);
            files().delete(file(run), false);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Path file(String run) { // Hadoop allows no colon in a name
        return new Path(folder, run.replace(':', '~') + ENDING);
    }

    private FileSystem files() throws IOException {
        return folder.getFileSystem(hadoop);
    }
}
