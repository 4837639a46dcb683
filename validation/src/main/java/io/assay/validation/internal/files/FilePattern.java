package io.assay.validation.internal.files;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.GlobExpander;
import org.apache.hadoop.fs.GlobPattern;
import org.apache.hadoop.fs.Path;

/**
 * Finds what a pattern names, a folder's level at a time. Hadoop's own search fails in a folder that has a name with a
 * colon.
 */
final class FilePattern {
    private FilePattern() {}

    /** A text that is not a pattern; the message says why. */
    static final class InvalidException extends IOException {
        private static final long serialVersionUID = 1;

        private InvalidException(Exception cause) {
            super(String.valueOf(cause.getMessage()).lines().findFirst().orElse("no reason given"), cause);
        }
    }

    /**
     * In order of name; empty if nothing matches.
     *
     * @throws InvalidException if it is not a pattern
     */
    static List<FileStatus> find(FileSystem system, Path pattern) throws IOException {
        List<FileStatus> all = new ArrayList<>();
        for (String path : expanded(pattern.toUri().getPath())) {
            all.addAll(matching(system, pattern, path));
        }
        return all;
    }

    /** Without alternatives of several levels, such as {@code {a/b,c}}. */
    private static List<String> expanded(String pattern) throws InvalidException {
        try {
            return GlobExpander.expand(pattern);
        } catch (IOException e) {
            throw new InvalidException(e);
        }
    }

    private static GlobPattern names(String level) throws InvalidException {
        try {
            return new GlobPattern(level);
        } catch (RuntimeException e) { // of a library whose package is another one in each of Hadoop's jars
            throw new InvalidException(e);
        }
    }

    private static List<FileStatus> matching(FileSystem system, Path pattern, String path) throws IOException {
        List<Path> found = List.of(path.startsWith("/") ? child(pattern, "/", "") : system.getWorkingDirectory());
        for (String level : levels(path)) {
            GlobPattern names = names(level);
            List<Path> next = new ArrayList<>();
            for (Path folder : found) {
                if (names.hasWildcard()) {
                    next.addAll(inside(system, folder, names));
                } else {
                    next.add(child(folder, folder.toUri().getPath(), level.replaceAll("\\\\(.)", "$1")));
                }
            }
            found = next;
        }
        List<FileStatus> statuses = new ArrayList<>();
        for (Path candidate : found) {
            status(system, candidate).ifPresent(statuses::add);
        }
        return statuses;
    }

    private static List<String> levels(String path) {
        return Pattern.compile("/")
                .splitAsStream(path)
                .filter(level -> !level.isEmpty())
                .toList();
    }

    /** Empty where the path does not exist: a level without a pattern is not in every folder. */
    private static Optional<FileStatus> status(FileSystem system, Path path) throws IOException {
        try {
            return Optional.of(system.getFileStatus(path));
        } catch (FileNotFoundException e) {
            return Optional.empty();
        }
    }

    private static List<Path> inside(FileSystem system, Path folder, GlobPattern names) throws IOException {
        try {
            return FolderListing.of(system, folder, names::matches).stream()
                    .map(FileStatus::getPath)
                    .filter(path -> !path.equals(system.makeQualified(folder)))
                    .toList();
        } catch (FileNotFoundException e) {
            return List.of();
        }
    }

    /** A path made of its parts: a name with a colon is not a scheme. */
    private static Path child(Path like, String folder, String name) {
        String path = name.isEmpty() ? folder : folder.endsWith("/") ? folder + name : folder + "/" + name;
        return new Path(like.toUri().getScheme(), like.toUri().getAuthority(), path);
    }
}
