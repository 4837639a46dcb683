package io.assay.validation.internal.json;

import io.assay.validation.internal.text.RecordReader;
import io.assay.validation.internal.text.RowWriter;
import io.assay.validation.source.BatchPosition;
import java.io.IOException;

/** Rows of one JSON file, or of a part of it, an object each. */
final class JsonReader implements RecordReader {
    private final JsonRecords records;
    private final RowWriter row;
    private final JsonFile file;
    private final JsonObjectReader objects;

    JsonReader(JsonRecords records, RowWriter row, JsonFile file) {
        this.records = records;
        this.row = row;
        this.file = file;
        this.objects = new JsonObjectReader(file.plan(), row, records.encoding());
    }

    @Override
    public boolean next() throws IOException {
        do {
            if (!records.next() || records.recordLine() >= file.to()) {
                return false;
            }
        } while (!file.wants(records.position()));
        row.begin(file.name(), BatchPosition.of(file.number(), records.position()));
        String why = records.why();
        if (why == null) {
            objects.read(records.bytes(), records.offset(), records.length());
        } else {
            row.malformed(records.raw(), why);
        }
        return true;
    }

    @Override
    public void close() throws IOException {
        records.close();
    }
}
