package io.assay.validation.internal.text;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.Arrays;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.unsafe.types.UTF8String;
import org.jspecify.annotations.Nullable;

/** Rows of one JSON file, an object each; a record that is no object is malformed. */
final class JsonReader implements RecordReader {
    private final JsonRecords records;
    private final RowBuffer buffer;
    private final UTF8String source;
    private final JsonStruct object;
    private final @Nullable Object[] values;

    JsonReader(JsonRecords records, RowPlan plan, RowBuffer buffer, String source) {
        this.records = records;
        this.buffer = buffer;
        this.source = UTF8String.fromString(source);
        this.object = plan.object();
        this.values = new Object[plan.columns()];
    }

    @Override
    public boolean next() throws IOException {
        if (!records.next()) {
            return false;
        }
        buffer.clear(source, records.position());
        String why = read();
        if (why != null) {
            buffer.malformed(record(), why);
        } else if (buffer.wantsRow) {
            buffer.json(UTF8String.fromBytes(record()));
        }
        return true;
    }

    @Override
    public InternalRow row() {
        return buffer.row();
    }

    private byte[] record() {
        return Arrays.copyOfRange(records.bytes(), records.offset(), records.offset() + records.length());
    }

    /** Fills the buffer; what is wrong with the record, if anything is. */
    private @Nullable String read() throws IOException {
        Arrays.fill(values, null);
        try (JsonParser json = JsonText.FACTORY.createParser(records.bytes(), records.offset(), records.length())) {
            if (json.nextToken() != JsonToken.START_OBJECT) {
                return "not a JSON object";
            }
            object.readInto(values, json, buffer.faults);
            if (json.nextToken() != null) {
                return "text after the JSON object";
            }
        } catch (JsonProcessingException e) {
            return "broken JSON: " + e.getOriginalMessage();
        }
        for (int i = 0; i < values.length; i++) {
            if (buffer.place[i] >= 0) {
                buffer.values[buffer.place[i]] = values[i];
            }
        }
        return null;
    }

    @Override
    public void close() throws IOException {
        records.close();
    }
}
