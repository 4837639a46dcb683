package io.assay.jobs.publication;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.apache.iceberg.DataFile;
import org.apache.iceberg.ExpireSnapshots;
import org.apache.iceberg.ManifestFile;
import org.apache.iceberg.Snapshot;
import org.apache.iceberg.SnapshotChanges;
import org.apache.iceberg.Table;
import org.apache.iceberg.util.SnapshotUtil;
import org.jspecify.annotations.Nullable;

/** A snapshot that no branch has any more and that never was on main: a batch that was staged and not published. */
final class UnpublishedSnapshot {
    private final Table table;
    private final Snapshot snapshot;

    private UnpublishedSnapshot(Table table, Snapshot snapshot) {
        this.table = table;
        this.snapshot = snapshot;
    }

    /** Empty if the snapshot is on a branch, or gone. */
    static Optional<UnpublishedSnapshot> of(Table table, long id) {
        table.refresh();
        @Nullable Snapshot snapshot = table.snapshot(id);
        boolean referenced =
                table.refs().values().stream().anyMatch(ref -> SnapshotUtil.isAncestorOf(table, ref.snapshotId(), id));
        return snapshot == null || referenced
                ? Optional.empty()
                : Optional.of(new UnpublishedSnapshot(table, snapshot));
    }

    /** The data files that a snapshot added. */
    static List<DataFile> addedFiles(Table table, Snapshot snapshot) {
        List<DataFile> files = new ArrayList<>();
        SnapshotChanges.builderFor(table)
                .snapshot(snapshot)
                .build()
                .addedDataFiles()
                .forEach(files::add);
        return files;
    }

    /** Removes it with its data files. */
    void delete() {
        List<DataFile> files = addedFiles(table, snapshot);
        removeMetadata();
        files.forEach(file -> table.io().deleteFile(file.location()));
    }

    /** Removes it, and leaves the data files, which another snapshot has. */
    void removeMetadata() {
        CommitRetry.update(
                table.name(),
                () -> table.expireSnapshots()
                        .expireOlderThan(0) // else it removes other old snapshots too
                        .expireSnapshotId(snapshot.snapshotId())
                        .cleanupLevel(ExpireSnapshots.CleanupLevel.NONE)
                        .commit());
        for (ManifestFile manifest : snapshot.allManifests(table.io())) {
            if (Objects.equals(manifest.snapshotId(), snapshot.snapshotId())) {
                table.io().deleteFile(manifest.path());
            }
        }
        table.io().deleteFile(snapshot.manifestListLocation());
    }
}
