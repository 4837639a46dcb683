package io.assay.lineage.event;

import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A dataset's name in OpenLineage's form: the store it is in, and its place there. */
public record DatasetId(String namespace, String name) {
    private static final Pattern REMOTE = Pattern.compile("([a-z][a-z0-9+.-]*)://([^/]+)(/.*)?");

    public DatasetId {
        if (namespace.isBlank() || name.isBlank()) {
            throw new IllegalArgumentException(
                    "dataset id '%s' '%s': namespace and name must not be empty; give both".formatted(namespace, name));
        }
    }

    /**
     * Names a file, folder, table path or topic by the specification's naming rules: {@code file} and the absolute
     * path; {@code s3://bucket} and the key; {@code kafka://host:port} and the topic.
     *
     * @param location a local path (made absolute), or a URI
     */
    public static DatasetId at(String location) {
        if (location.startsWith("file:")) { // Hadoop's form of it: nothing in it is encoded
            return new DatasetId("file", trimmed(location.replaceFirst("^file:/*", "/")));
        }
        Matcher remote = REMOTE.matcher(location);
        if (!remote.matches()) {
            return new DatasetId(
                    "file",
                    trimmed(Path.of(location).toAbsolutePath().normalize().toString()));
        }
        String scheme = remote.group(1).matches("s3[an]") ? "s3" : remote.group(1);
        String place = trimmed(remote.group(3) == null ? "/" : remote.group(3));
        boolean keys = scheme.matches("s3|gs|kafka|abfss|wasbs");
        return new DatasetId(scheme + "://" + remote.group(2), keys && place.length() > 1 ? place.substring(1) : place);
    }

    private static String trimmed(String path) {
        return path.length() > 1 && path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
    }
}
