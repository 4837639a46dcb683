package io.assay.jobs.publication;

import io.assay.jobs.failure.ExternalException;
import java.util.List;
import org.apache.iceberg.DataFile;
import org.apache.iceberg.Table;
import org.apache.iceberg.util.PartitionSet;

/** Files by their partitions. */
final class PartitionFiles {
    private PartitionFiles() {}

    /** The files of a snapshot that are in a partition of one of {@code of}. */
    static List<DataFile> of(String name, Table table, long snapshot, List<DataFile> of) {
        PartitionSet partitions = PartitionSet.create(table.specs());
        of.forEach(file -> partitions.add(file.specId(), file.partition()));
        int spec = table.spec().specId();
        try (FileRows found = FileRows.of(table, snapshot, file -> {
            if (file.specId() != spec) {
                throw new ExternalException(
                        name,
                        "some of its files are partitioned otherwise than the table is now, so no partition can be replaced",
                        "rewrite them, such as with Iceberg's rewrite_data_files");
            }
            return partitions.contains(file.specId(), file.partition());
        })) {
            return found.files().stream().map(DataFile::copy).toList();
        }
    }
}
