package io.assay.validation.internal.table;

import io.assay.validation.source.UnreadableSourceException;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.fs.FileStatus;

/**
 * The schema of one file of a format that has types.
 *
 * @param columns in the file's order
 * @param options how Spark is to read it
 */
record FileSchema(FileStatus file, List<StoredColumn> columns, Map<String, String> options) {
    FileSchema {
        columns = List.copyOf(columns);
        options = Map.copyOf(options);
    }

    /** Reads it from a file's header or footer. */
    interface Reader {
        /**
         * Opens the file.
         *
         * @throws UnreadableSourceException if it is not a file of the format, or its codec is not there
         */
        FileSchema read(FileStatus file) throws IOException;
    }
}
