package io.assay.jobs.cli;

import io.assay.jobs.failure.ExternalException;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;

/**
 * A text that a command writes to the path of an option, on any Hadoop file system: {@code --result}, {@code --report}.
 */
public final class ResultFile {
    private ResultFile() {}

    /** Writes it; a local path needs no Hadoop on the class path. */
    public static void write(String option, String path, String text) {
        byte[] bytes = (text + "\n").getBytes(StandardCharsets.UTF_8);
        try {
            if (path.contains(":/")) {
                hadoop(path, bytes);
            } else {
                local(Path.of(path).toAbsolutePath(), bytes);
            }
        } catch (IOException | IllegalArgumentException | UnsupportedOperationException e) {
            throw new ExternalException(
                    option + " " + path, "cannot be written: " + e.getMessage(), "name a path that can be written", e);
        }
    }

    private static void local(Path path, byte[] bytes) throws IOException {
        if (path.getParent() != null) {
            Files.createDirectories(path.getParent());
        }
        Files.write(path, bytes);
    }

    private static void hadoop(String path, byte[] bytes) throws IOException {
        FileSystem files = FileSystem.get(URI.create(path), new Configuration());
        try (OutputStream out = files.create(new org.apache.hadoop.fs.Path(path), true)) {
            out.write(bytes);
        }
    }
}
