package io.assay.online.table;

import io.delta.kernel.data.ColumnarBatch;
import io.delta.kernel.defaults.internal.parquet.ParquetFileReader.BatchReadSupport;
import io.delta.kernel.defaults.internal.parquet.ParquetFilterUtils;
import io.delta.kernel.expressions.Predicate;
import io.delta.kernel.types.MetadataColumnSpec;
import io.delta.kernel.types.StructType;
import io.delta.kernel.utils.FileStatus;
import java.io.Closeable;
import java.io.IOException;
import java.util.NoSuchElementException;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.parquet.filter2.compat.FilterCompat;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.ParquetReader;
import org.apache.parquet.hadoop.api.ReadSupport;
import org.apache.parquet.hadoop.util.HadoopStreams;
import org.apache.parquet.io.InputFile;
import org.apache.parquet.io.SeekableInputStream;
import org.apache.parquet.schema.MessageType;

/** One Parquet file as batches of rows. A predicate leaves out complete row groups, never single rows. */
final class ParquetBatches implements Closeable {
    private static final int ROWS = 1024;

    private final String path;
    private final ParquetReader<Object> reader;
    private final BatchReadSupport columns;
    private final boolean rowIndex;
    /** Whether a row was read that is in no batch yet. */
    private boolean waiting;

    private ParquetBatches(String path, ParquetReader<Object> reader, BatchReadSupport columns, boolean rowIndex) {
        this.path = path;
        this.reader = reader;
        this.columns = columns;
        this.rowIndex = rowIndex;
    }

    static ParquetBatches open(
            Configuration hadoop, FileStatus status, StructType schema, Optional<Predicate> predicate)
            throws IOException {
        File file = new File(hadoop, status);
        BatchReadSupport columns = new BatchReadSupport(ROWS, schema);
        FilterCompat.Filter filter = predicate.isPresent() ? filter(file, predicate.get()) : FilterCompat.NOOP;
        ParquetReader<Object> reader = new Builder(file, columns)
                .withConf(hadoop)
                .withFilter(filter)
                .useRecordFilter(false)
                .useBloomFilter(false)
                .useColumnIndexFilter(false)
                .build();
        return new ParquetBatches(status.getPath(), reader, columns, schema.contains(MetadataColumnSpec.ROW_INDEX));
    }

    private static FilterCompat.Filter filter(File file, Predicate predicate) throws IOException {
        try (ParquetFileReader footer = ParquetFileReader.open(file)) {
            MessageType schema = footer.getFileMetaData().getSchema();
            return ParquetFilterUtils.toParquetFilter(schema, predicate)
                    .map(FilterCompat::get)
                    .orElse(FilterCompat.NOOP);
        }
    }

    String path() {
        return path;
    }

    boolean hasNext() throws IOException {
        waiting = waiting || reader.read() != null;
        return waiting;
    }

    /** A batch is closed before the next row is read: its columns take in each row that is read. */
    ColumnarBatch next() throws IOException {
        if (!hasNext()) {
            throw new NoSuchElementException();
        }
        int rows = 0;
        do {
            columns.finalizeCurrentRow(rowIndex ? reader.getCurrentRowIndex() : -1);
            waiting = false;
            rows++;
        } while (rows < ROWS && hasNext());
        return columns.getDataAsColumnarBatch(rows);
    }

    @Override
    public void close() throws IOException {
        reader.close();
    }

    private static final class Builder extends ParquetReader.Builder<Object> {
        private final BatchReadSupport columns;

        Builder(InputFile file, BatchReadSupport columns) {
            super(file);
            this.columns = columns;
        }

        @Override
        protected ReadSupport<Object> getReadSupport() {
            return columns;
        }
    }

    /** A file whose length the table's log has, so that the file system is not queried. */
    private record File(Configuration hadoop, FileStatus status) implements InputFile {
        @Override
        public long getLength() {
            return status.getSize();
        }

        @Override
        public SeekableInputStream newStream() throws IOException {
            Path path = new Path(status.getPath());
            return HadoopStreams.wrap(path.getFileSystem(hadoop).open(path));
        }
    }
}
