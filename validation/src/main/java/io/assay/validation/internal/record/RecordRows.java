package io.assay.validation.internal.record;

import com.fasterxml.jackson.core.JsonGenerator;
import io.assay.validation.internal.json.JsonObjectReader;
import io.assay.validation.internal.json.JsonText;
import io.assay.validation.internal.text.Encoding;
import io.assay.validation.internal.text.RecordReader;
import io.assay.validation.internal.text.RowWriter;
import io.assay.validation.source.SourceRecords;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads a range's records, each into one row. */
final class RecordRows implements RecordReader {
    /** Why a record without a value is not a row: an append-only dataset has nothing that it could delete. */
    static final String TOMBSTONE = "the record has no value (a tombstone)";

    private final RecordFile file;
    private final RowWriter row;
    private final SourceRecords records;
    private final JsonObjectReader objects;
    private final List<String> beside;

    RecordRows(RecordFile file, RowWriter row) {
        this.file = file;
        this.row = row;
        this.objects = new JsonObjectReader(file.plan(), row, Encoding.utf8());
        this.beside = file.plan().sources.stream()
                .filter(source -> source.startsWith(RecordFile.BESIDE))
                .toList();
        this.records = file.range().open();
    }

    @Override
    public boolean next() throws IOException {
        while (records.next()) {
            if (file.wants(records.offset())) {
                read();
                return true;
            }
        }
        return false;
    }

    private void read() throws IOException {
        row.begin(file.name(), records.offset());
        byte[] value = records.value();
        if (value == null) {
            row.malformed(new byte[0], TOMBSTONE);
            return;
        }
        byte[] json;
        try {
            json = file.values().json(value);
        } catch (RecordValues.UnreadableValueException e) {
            row.malformed(value, e.why());
            return;
        }
        byte[] all = withBeside(json);
        if (all == null || !objects.read(all, 0, all.length)) {
            row.begin(file.name(), records.offset());
            objects.read(json, 0, json.length); // what is kept of a malformed record is its value
        }
    }

    /** The object with fields for what is beside the value; null if there is nothing, or it is no object. */
    private byte @Nullable [] withBeside(byte[] json) throws IOException {
        int end = json.length - 1;
        while (end >= 0 && json[end] <= ' ' && json[end] >= 0) {
            end--;
        }
        if (beside.isEmpty() || end < 1 || json[end] != '}') {
            return null;
        }
        int before = end - 1;
        while (before >= 0 && json[before] <= ' ' && json[before] >= 0) {
            before--;
        }
        ByteArrayOutputStream fields = new ByteArrayOutputStream();
        try (JsonGenerator out = JsonText.FACTORY.createGenerator(fields)) {
            out.writeStartObject();
            for (String name : beside) {
                out.writeStringField(name, records.field(name.substring(RecordFile.BESIDE.length())));
            }
            out.writeEndObject();
        }
        byte[] more = fields.toByteArray();
        ByteArrayOutputStream all = new ByteArrayOutputStream(json.length + more.length);
        all.write(json, 0, end);
        if (before >= 0 && json[before] != '{') {
            all.write(',');
        }
        all.write(more, 1, more.length - 1);
        return all.toByteArray();
    }

    @Override
    public void close() throws IOException {
        records.close();
    }
}
