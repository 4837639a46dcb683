package io.assay.validation.internal.text;

import java.io.IOException;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.unsafe.types.UTF8String;

/** Rows of one JSON file, an object each. */
final class JsonReader implements RecordReader {
    private final JsonRecords records;
    private final RowBuffer buffer;
    private final TextFile file;
    private final UTF8String source;
    private final JsonObjectReader objects;

    JsonReader(JsonRecords records, RowPlan plan, RowBuffer buffer, TextFile file) {
        this.records = records;
        this.buffer = buffer;
        this.file = file;
        this.source = UTF8String.fromString(file.name());
        this.objects = new JsonObjectReader(plan, buffer);
    }

    @Override
    public boolean next() throws IOException {
        do {
            if (!records.next()) {
                return false;
            }
        } while (!file.wants(records.position()));
        buffer.clear(source, records.position());
        objects.read(records.bytes(), records.offset(), records.length());
        return true;
    }

    @Override
    public InternalRow row() {
        return buffer.row();
    }

    @Override
    public void close() throws IOException {
        records.close();
    }
}
