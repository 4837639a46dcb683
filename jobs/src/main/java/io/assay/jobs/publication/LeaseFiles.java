package io.assay.jobs.publication;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Set;
import org.apache.iceberg.ManifestFile;
import org.apache.iceberg.ManifestFiles;
import org.apache.iceberg.Snapshot;
import org.apache.iceberg.Table;
import org.apache.iceberg.TableProperties;
import org.apache.iceberg.UpdateProperties;
import org.apache.iceberg.exceptions.NotFoundException;
import org.apache.iceberg.io.CloseableIterable;
import org.apache.iceberg.io.FileInfo;
import org.apache.iceberg.io.SupportsPrefixOperations;

/** The folders of one lease in a table: {@code data/<token>}, and {@code metadata/<token>} while it writes. */
record LeaseFiles(Table table, String data, String metadata) {
    static LeaseFiles of(Table table, String token) {
        return new LeaseFiles(
                table,
                folder(table, TableProperties.WRITE_DATA_LOCATION, "data") + "/" + token,
                folder(table, TableProperties.WRITE_METADATA_LOCATION, "metadata") + "/" + token);
    }

    private static String folder(Table table, String property, String name) {
        return table.properties().getOrDefault(property, table.location() + "/" + name);
    }

    /** Directs all files of a table's copy here. */
    void setOn(UpdateProperties properties) {
        properties
                .set(TableProperties.WRITE_DATA_LOCATION, data)
                .set(TableProperties.WRITE_METADATA_LOCATION, metadata)
                .commit();
    }

    /** Deletes the folder of metadata: no snapshot of the table has any of it. */
    void removeMetadata() {
        deletePrefix(metadata);
    }

    /** Deletes those files that no snapshot of the table has. Reads all manifests of the table if there are files. */
    void removeUnused() {
        removeMetadata();
        Set<String> files = list(data);
        if (files.isEmpty()) {
            deletePrefix(data);
            return;
        }
        Set<String> unused = new LinkedHashSet<>(files);
        unused.removeAll(used());
        if (unused.size() == files.size()) {
            deletePrefix(data);
        } else {
            unused.forEach(file -> table.io().deleteFile(file));
        }
    }

    private Set<String> used() {
        Set<String> used = new HashSet<>();
        Set<String> manifests = new HashSet<>();
        for (Snapshot snapshot : table.snapshots()) {
            for (ManifestFile manifest : snapshot.dataManifests(table.io())) {
                if (manifests.add(manifest.path())) {
                    try (CloseableIterable<String> paths =
                            ManifestFiles.readPaths(manifest, table.io(), table.specs())) {
                        paths.forEach(path -> used.add(plain(path)));
                    } catch (IOException e) {
                        throw new UncheckedIOException(e);
                    }
                }
            }
        }
        return used;
    }

    private Set<String> list(String prefix) {
        Set<String> files = new LinkedHashSet<>();
        if (table.io() instanceof SupportsPrefixOperations prefixes) {
            try {
                for (FileInfo file : prefixes.listPrefix(prefix)) {
                    files.add(plain(file.location()));
                }
            } catch (UncheckedIOException | NotFoundException none) {
                return Set.of();
            }
        }
        return files;
    }

    private void deletePrefix(String prefix) {
        if (table.io() instanceof SupportsPrefixOperations prefixes) {
            try {
                prefixes.deletePrefix(prefix);
            } catch (UncheckedIOException | NotFoundException none) {
                // nothing was written
            }
        }
    }

    /** One spelling of {@code file:/a}, {@code file:///a} and {@code /a}. */
    private static String plain(String location) {
        return location.replaceFirst("^file:(//)?(?=/)", "");
    }
}
