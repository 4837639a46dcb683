package io.assay.validation.internal.catalyst;

import io.assay.validation.internal.text.RecordReader;
import io.assay.validation.internal.text.TextFile;
import io.assay.validation.source.UnreadableSourceException;
import java.io.IOException;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.connector.read.PartitionReader;
import org.jspecify.annotations.Nullable;

/** Reads the files of one task, one after the other. */
final class TextPartitionReader implements PartitionReader<InternalRow> {
    private final TextFile[] files;
    private final RowBuffer buffer;
    private final Configuration hadoop;
    private int opened;
    private @Nullable RecordReader current;

    TextPartitionReader(TextFile[] files, RowBuffer buffer, Configuration hadoop) {
        this.files = files;
        this.buffer = buffer;
        this.hadoop = hadoop;
    }

    @Override
    public boolean next() throws IOException {
        while (true) {
            RecordReader reader = current;
            try {
                if (reader == null) {
                    if (opened == files.length) {
                        return false;
                    }
                    reader = files[opened++].open(buffer, hadoop);
                    current = reader;
                }
                if (reader.next()) {
                    return true;
                }
            } catch (IOException e) {
                throw unreadable(e);
            }
            close();
        }
    }

    private UnreadableSourceException unreadable(IOException cause) {
        return new UnreadableSourceException(
                files[opened - 1].name(),
                "cannot be read to its end: " + cause.getMessage(),
                "deliver the complete file again; nothing of it was published",
                cause);
    }

    @Override
    public InternalRow get() {
        return buffer.row();
    }

    @Override
    public void close() throws IOException {
        RecordReader reader = current;
        current = null;
        if (reader != null) {
            reader.close();
        }
    }
}
