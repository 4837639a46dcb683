package io.assay.jobs.stream;

import com.fasterxml.jackson.databind.JsonNode;
import io.assay.jobs.failure.ExternalException;
import io.assay.jobs.json.Json;
import io.assay.validation.source.SourceFile;
import java.io.BufferedReader;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/**
 * When the files were written that a stream has taken, from its checkpoint and since: Spark takes a path once, and says
 * nothing of what is written to it later.
 */
final class SeenFiles {
    private final Map<String, Long> modified = new HashMap<>();

    /** Reads what Spark's file source has noted: {@code sources/0} of the checkpoint, JSON lines after a version. */
    void load(String checkpoint, Configuration hadoop) {
        Path log = new Path(checkpoint, "sources/0");
        try {
            FileSystem files = log.getFileSystem(hadoop);
            for (FileStatus entry : files.listStatus(log)) {
                if (!entry.getPath().getName().startsWith(".")) {
                    read(files, entry.getPath());
                }
            }
        } catch (FileNotFoundException e) {
            modified.clear(); // a new stream
        } catch (IOException e) {
            throw new ExternalException(
                    "--checkpoint " + checkpoint, "cannot be read: " + e.getMessage(), "make it readable", e);
        }
    }

    private void read(FileSystem files, Path file) throws IOException {
        try (BufferedReader lines =
                new BufferedReader(new InputStreamReader(files.open(file), StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.startsWith("{")) {
                    JsonNode entry = Json.MAPPER.readTree(line);
                    String path = new Path(URI.create(entry.path("path").asText())).toString();
                    modified.merge(plain(path), entry.path("timestamp").asLong(), Math::max);
                }
            }
        }
    }

    /** Whether one of them is in a folder, given by its qualified path. */
    boolean anyIn(Path folder) {
        String name = plain(folder.toString());
        String inside = name.endsWith("/") ? name : name + "/";
        return modified.keySet().stream().anyMatch(file -> file.startsWith(inside));
    }

    /** Notes the files of a micro-batch. */
    void take(List<SourceFile> files) {
        files.forEach(file -> modified.put(file.path(), file.modified().toEpochMilli()));
    }

    /** The files that were written again after they were taken; each is named once for each time. */
    List<String> overwritten(List<SourceFile> now) {
        List<String> names = new ArrayList<>();
        for (SourceFile file : now) {
            Long before = modified.get(file.path());
            if (before != null && before < file.modified().toEpochMilli()) {
                names.add(file.path());
                modified.put(file.path(), file.modified().toEpochMilli());
            }
        }
        return names;
    }

    private static String plain(String path) {
        return path.startsWith("file:") ? path.replaceFirst("^file:/*", "/") : path;
    }
}
