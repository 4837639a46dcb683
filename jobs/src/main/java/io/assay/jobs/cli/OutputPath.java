package io.assay.jobs.cli;

import io.assay.jobs.failure.UsageException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** A path that a command writes to because an option says so. What it would spoil is wrong usage. */
public record OutputPath(String option, String path) {
    private static final Pattern REMOTE = Pattern.compile("(?!file:)[A-Za-z][A-Za-z0-9+.-]*:/.*", Pattern.DOTALL);

    /** Throws if it is one of these inputs, inside one of them, or a folder with one of them. */
    public void mustSpare(String inputOption, List<String> inputs) {
        String own = place(path);
        for (String input : inputs) {
            String read = place(input);
            if (own.equals(read)) {
                throw wrong("is the same as %s %s, which it would overwrite".formatted(inputOption, input));
            }
            if (within(own, read)) {
                throw wrong("is inside of %s %s, whose files are read".formatted(inputOption, input));
            }
            if (within(read, own)) {
                throw wrong("has %s %s in it, which it would overwrite".formatted(inputOption, input));
            }
        }
    }

    /** Throws if a local path cannot be written: missing folders are made. */
    public void mustBeWritable() {
        if (REMOTE.matcher(path).matches()) {
            return;
        }
        Path file = local(path);
        if (Files.isDirectory(file)) {
            throw wrong("is a folder");
        }
        Path existing = existing(file);
        if (!Files.isWritable(existing) || (!existing.equals(file) && !Files.isDirectory(existing))) {
            throw wrong("cannot be written: %s is not %s"
                    .formatted(existing, Files.isDirectory(existing) ? "writable" : "a writable folder"));
        }
    }

    /** Throws if one path is among them twice, however it is written. */
    public static void mustDiffer(String option, List<String> paths) {
        Set<String> seen = new HashSet<>();
        for (String path : paths) {
            if (!seen.add(place(path))) {
                throw new UsageException(option + " " + path, "is given twice", "leave one of them out");
            }
        }
    }

    private UsageException wrong(String what) {
        return new UsageException(option + " " + path, what, "name another path");
    }

    private static boolean within(String path, String folder) {
        return path.startsWith(folder.endsWith("/") ? folder : folder + "/");
    }

    /** The same text for the same place: a local path without links, as far as it exists. */
    private static String place(String path) {
        if (REMOTE.matcher(path).matches()) {
            return path.replaceFirst("/+$", "");
        }
        Path whole = local(path);
        Path existing = existing(whole);
        try {
            return existing.toRealPath()
                    .resolve(existing.relativize(whole))
                    .normalize()
                    .toString();
        } catch (IOException e) { // it may not be looked at
            return whole.normalize().toString();
        }
    }

    /** The nearest folder or file that exists. */
    private static Path existing(Path path) {
        Path existing = path;
        while (existing.getParent() != null && !Files.exists(existing)) {
            existing = existing.getParent();
        }
        return existing;
    }

    private static Path local(String path) {
        return Path.of(path.startsWith("file:") ? path.replaceFirst("^file:/*", "/") : path)
                .toAbsolutePath();
    }
}
