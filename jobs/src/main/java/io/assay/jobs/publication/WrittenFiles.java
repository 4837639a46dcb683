package io.assay.jobs.publication;

import java.util.List;
import org.apache.iceberg.DataFile;
import org.apache.iceberg.Schema;

/** Data files in the table's folder that no snapshot names yet, and the schema they were written in. */
public final class WrittenFiles {
    private final List<DataFile> files;
    private final Schema schema;

    WrittenFiles(List<DataFile> files, Schema schema) {
        this.files = List.copyOf(files);
        this.schema = schema;
    }

    List<DataFile> files() {
        return files;
    }

    Schema schema() {
        return schema;
    }

    /** Rows in all files. */
    public long rows() {
        return files.stream().mapToLong(DataFile::recordCount).sum();
    }
}
