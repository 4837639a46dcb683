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
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads a range's records, each into one row. */
final class RecordRows implements RecordReader {
    /** Why a record without a value is not a row where no column says that it deletes. */
    static final String NO_VALUE = "the record has no value (a tombstone)";

    private static final String NO_KEY = "the record has no value (a tombstone), and no key";

    private final RecordFile file;
    private final RowWriter row;
    private final SourceRecords records;
    private final JsonObjectReader objects;
    private final List<String> beside;
    private final boolean tombstones;

    RecordRows(RecordFile file, RowWriter row) {
        this.file = file;
        this.row = row;
        this.objects = new JsonObjectReader(file.plan(), row, Encoding.utf8());
        this.beside = file.plan().sources.stream()
                .filter(source -> source.startsWith(RecordFile.BESIDE))
                .toList();
        this.tombstones = beside.contains(RecordFile.TOMBSTONE);
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
        byte[] json;
        try {
            json = value == null ? keyed() : file.values().json(value);
        } catch (RecordValues.UnreadableValueException e) {
            row.malformed(value == null ? new byte[0] : value, e.why());
            return;
        }
        byte[] all = withBeside(json);
        if (all == null || !objects.read(all, 0, all.length)) {
            row.begin(file.name(), records.offset());
            objects.read(json, 0, json.length); // what is kept of a malformed record is its value
        }
    }

    /** What is known of the row that a tombstone deletes: its key, which is a JSON object or one value. */
    private byte[] keyed() throws IOException, RecordValues.UnreadableValueException {
        if (!tombstones) {
            throw new RecordValues.UnreadableValueException(NO_VALUE);
        }
        String key = records.field("key");
        if (key == null) {
            throw new RecordValues.UnreadableValueException(NO_KEY);
        }
        String text = key.strip();
        if (text.startsWith("{")) {
            return text.getBytes(StandardCharsets.UTF_8);
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (JsonGenerator object = JsonText.FACTORY.createGenerator(out)) {
            object.writeStartObject();
            if (file.keyField() != null && !beside.contains(file.keyField())) {
                boolean quoted = text.length() > 1 && text.startsWith("\"") && text.endsWith("\"");
                object.writeStringField(file.keyField(), quoted ? text.substring(1, text.length() - 1) : key);
            }
            object.writeEndObject();
        }
        return out.toByteArray();
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
                out.writeStringField(
                        name,
                        name.equals(RecordFile.TOMBSTONE)
                                ? Boolean.toString(records.value() == null)
                                : records.field(name.substring(RecordFile.BESIDE.length())));
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
