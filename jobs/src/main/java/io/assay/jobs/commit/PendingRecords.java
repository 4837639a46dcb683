package io.assay.jobs.commit;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.assay.jobs.warehouse.Warehouse;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
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

    private final Path folder;
    private final Configuration hadoop;

    public PendingRecords(Warehouse warehouse, Configuration hadoop) {
        this.folder = new Path(warehouse.layout().pending());
        this.hadoop = hadoop;
    }

    /** Keeps this in place of what was kept for its run; readers see all of it or nothing. */
    public void keep(PendingRecord pending) {
        Path file = file(pending.record().run());
        Path hidden = new Path(folder, "." + file.getName());
        try {
            FileSystem files = files();
            try (OutputStream out = files.create(hidden, true)) {
                out.write(new ObjectMapper().writeValueAsBytes(PendingJson.of(pending)));
            }
            files.delete(file, false);
            if (!files.rename(hidden, file)) {
                throw new IOException("%s could not be renamed to %s".formatted(hidden, file.getName()));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What was kept for a run. */
    public Optional<PendingRecord> find(String run) {
        try (InputStream in = files().open(file(run))) {
            return Optional.of(PendingJson.read(new ObjectMapper().readTree(in)));
        } catch (FileNotFoundException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The runs whose ids start with {@code beginning}. */
    public List<String> runs(String beginning) {
        List<String> runs = new ArrayList<>();
        try {
            for (FileStatus file : files().listStatus(folder)) {
                String name = file.getPath().getName();
                if (name.endsWith(ENDING) && !name.startsWith(".")) {
                    runs.add(name.substring(0, name.length() - ENDING.length()).replace('~', ':'));
                }
            }
        } catch (FileNotFoundException none) {
            return List.of();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        runs.removeIf(run -> !run.startsWith(beginning));
        return runs;
    }

    public void remove(String run) {
        try {
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
