package io.assay.validation.internal.text;

import io.assay.validation.source.UnreadableSourceException;
import java.io.IOException;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.connector.read.PartitionReader;
import org.jspecify.annotations.Nullable;

/** Reads the files of one task, one after the other. */
final class TextPartitionReader implements PartitionReader<InternalRow> {
    private final TextFile[] files;
    private final RowPlan plan;
    private final RowBuffer buffer;
    private final Configuration hadoop;
    private int opened;
    private @Nullable RecordReader current;

    TextPartitionReader(TextFile[] files, RowPlan plan, RowBuffer buffer, Configuration hadoop) {
        this.files = files;
        this.plan = plan;
        this.buffer = buffer;
        this.hadoop = hadoop;
    }

    @Override
    public boolean next() throws IOException {
        while (true) {
            RecordReader reader = current;
            if (reader == null) {
                if (opened == files.length) {
                    return false;
                }
                reader = open(files[opened++]);
                current = reader;
            }
            if (read(reader)) {
                return true;
            }
            close();
        }
    }

    private boolean read(RecordReader reader) {
        try {
            return reader.next();
        } catch (IOException e) {
            throw unreadable(e);
        }
    }

    private RecordReader open(TextFile file) {
        try {
            CsvDialect dialect = file.dialect();
            if (dialect == null) {
                return new JsonReader(
                        new JsonRecords(TextFiles.open(file.path(), "UTF-8", hadoop)), plan, buffer, file);
            }
            return new CsvReader(
                    new CsvTokenizer(TextFiles.open(file.path(), dialect.encoding(), hadoop), dialect),
                    dialect.header(),
                    plan,
                    buffer,
                    file);
        } catch (IOException e) {
            throw unreadable(e);
        }
    }

    private UnreadableSourceException unreadable(IOException cause) {
        return new UnreadableSourceException(
                files[opened - 1].name(),
                "cannot be read to its end: " + cause.getMessage(),
                "deliver the whole file again; nothing of it was published",
                cause);
    }

    @Override
    public InternalRow get() {
        RecordReader reader = current;
        if (reader == null) {
            throw new IllegalStateException("no row before next()");
        }
        return reader.row();
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
