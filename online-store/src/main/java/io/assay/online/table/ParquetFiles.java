package io.assay.online.table;

import io.delta.kernel.data.FilteredColumnarBatch;
import io.delta.kernel.engine.FileReadResult;
import io.delta.kernel.engine.ParquetHandler;
import io.delta.kernel.exceptions.KernelEngineException;
import io.delta.kernel.expressions.Column;
import io.delta.kernel.expressions.Predicate;
import io.delta.kernel.types.StructType;
import io.delta.kernel.utils.CloseableIterator;
import io.delta.kernel.utils.DataFileStatus;
import io.delta.kernel.utils.FileStatus;
import java.io.IOException;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.jspecify.annotations.Nullable;

/**
 * Reads Parquet files by Kernel's own columns. Kernel's handler opens files through classes that Parquet has from 1.14
 * on, and Spark 3.5 brings 1.13; this one opens them through what both versions have.
 */
final class ParquetFiles implements ParquetHandler {
    private final Configuration hadoop;
    private final ParquetHandler writer;

    /** {@code writer} writes; only the reading differs. */
    ParquetFiles(Configuration hadoop, ParquetHandler writer) {
        this.hadoop = hadoop;
        this.writer = writer;
    }

    @Override
    public CloseableIterator<FileReadResult> readParquetFiles(
            CloseableIterator<FileStatus> files, StructType schema, Optional<Predicate> predicate) {
        return new Batches(files, schema, predicate);
    }

    @Override
    public CloseableIterator<DataFileStatus> writeParquetFiles(
            String folder, CloseableIterator<FilteredColumnarBatch> rows, List<Column> statistics) throws IOException {
        return writer.writeParquetFiles(folder, rows, statistics);
    }

    @Override
    public void writeParquetFileAtomically(String path, CloseableIterator<FilteredColumnarBatch> rows)
            throws IOException {
        writer.writeParquetFileAtomically(path, rows);
    }

    /** The batches of all files, one file open at a time. */
    private final class Batches implements CloseableIterator<FileReadResult> {
        private final CloseableIterator<FileStatus> files;
        private final StructType schema;
        private final Optional<Predicate> predicate;
        private @Nullable ParquetBatches open;

        Batches(CloseableIterator<FileStatus> files, StructType schema, Optional<Predicate> predicate) {
            this.files = files;
            this.schema = schema;
            this.predicate = predicate;
        }

        @Override
        public boolean hasNext() {
            try {
                while (open == null || !open.hasNext()) {
                    if (open != null) {
                        open.close();
                        open = null;
                    }
                    if (!files.hasNext()) {
                        return false;
                    }
                    open = ParquetBatches.open(hadoop, files.next(), schema, predicate);
                }
                return true;
            } catch (IOException e) {
                throw unreadable(e);
            }
        }

        @Override
        public FileReadResult next() {
            if (!hasNext() || open == null) {
                throw new NoSuchElementException();
            }
            try {
                return new FileReadResult(open.next(), open.path());
            } catch (IOException e) {
                throw unreadable(e);
            }
        }

        private KernelEngineException unreadable(IOException cause) {
            return new KernelEngineException("read " + (open == null ? "a Parquet file" : open.path()), cause);
        }

        @Override
        public void close() throws IOException {
            try {
                if (open != null) {
                    open.close();
                    open = null;
                }
            } finally {
                files.close();
            }
        }
    }
}
