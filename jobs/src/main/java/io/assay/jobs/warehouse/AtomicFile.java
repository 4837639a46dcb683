package io.assay.jobs.warehouse;

import java.io.IOException;
import java.io.OutputStream;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/** A file of which readers see all or nothing: it is written under a hidden name, then renamed. */
public final class AtomicFile {
    private AtomicFile() {}

    /** Writes the file. Where one is replaced, readers may find none for a moment. */
    public static void write(FileSystem files, Path file, byte[] content) throws IOException {
        Path hidden = hidden(file);
        try (OutputStream out = files.create(hidden, true)) {
            out.write(content);
        }
        files.delete(file, false);
        if (!files.rename(hidden, file)) {
            throw new IOException("%s could not be renamed to %s".formatted(hidden, file.getName()));
        }
    }

    /** Where the file is until it is complete; a process that died may have left it there, complete or not. */
    public static Path hidden(Path file) {
        return new Path(file.getParent(), "." + file.getName());
    }
}
