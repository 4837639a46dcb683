package io.assay.validation.internal.text;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import io.assay.validation.internal.value.ValueParser;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.unsafe.types.UTF8String;
import org.jspecify.annotations.Nullable;

/** Rows of one CSV, its fields matched with the contract's columns by its own header. */
final class CsvReader implements RecordReader {
    private final CsvTokenizer tokens;
    private final RowPlan plan;
    private final RowBuffer buffer;
    private final TextFile file;
    private final UTF8String source;
    private final String[] header;
    private final int[] fieldOf;
    private final @Nullable ValueParser[] parsers;
    private final @Nullable String[] texts;
    private int wanted;

    CsvReader(CsvTokenizer tokens, boolean skipHeader, RowPlan plan, RowBuffer buffer, TextFile file)
            throws IOException {
        this.tokens = tokens;
        this.plan = plan;
        this.buffer = buffer;
        this.file = file;
        this.source = UTF8String.fromString(file.name());
        this.header = file.header();
        this.fieldOf = file.fieldOf();
        this.parsers = plan.texts.toArray(ValueParser[]::new);
        this.texts = new String[header.length];
        if (skipHeader) {
            tokens.next();
        }
    }

    @Override
    public boolean next() throws IOException {
        long[] only = file.only();
        if (only != null) {
            if (wanted == only.length) {
                return false;
            }
            tokens.skipTo(only[wanted++]);
        }
        if (!tokens.next()) {
            return false;
        }
        buffer.clear(source, tokens.position());
        String why = why();
        if (why == null) {
            columns();
        } else {
            buffer.malformed(tokens.line(), why);
        }
        return true;
    }

    @Override
    public InternalRow row() {
        return buffer.row();
    }

    private @Nullable String why() {
        if (tokens.why() != null) {
            return tokens.why();
        }
        if (tokens.fields() != header.length) {
            return "%d fields where the header has %d".formatted(tokens.fields(), header.length);
        }
        return tokens.ascii() || decodes(tokens.line()) ? null : "bytes that are not UTF-8";
    }

    private static boolean decodes(byte[] bytes) {
        try {
            StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes));
            return true;
        } catch (CharacterCodingException e) {
            return false;
        }
    }

    private void columns() throws IOException {
        for (int i = 0; i < fieldOf.length; i++) {
            int field = fieldOf[i];
            int place = buffer.place[i];
            if (field >= 0 && place >= 0) {
                int length = tokens.length(field);
                byte[] bytes = tokens.bytes(field);
                int offset = tokens.offset(field);
                if (length > 0 && !plan.nulls.contain(bytes, offset, length)) {
                    ValueParser parser = parsers[i];
                    Object value = parser == null ? nested(i, field) : parser.parse(bytes, offset, length);
                    if (value == ValueParser.Unparsed.FAULT) {
                        buffer.faults.add(plan.names.get(i), tokens.text(field));
                    } else {
                        buffer.values[place] = value;
                    }
                }
            }
        }
        if (buffer.wantsRow) {
            buffer.json(json());
        }
    }

    private @Nullable Object nested(int column, int field) throws IOException {
        try (JsonParser json = JsonText.FACTORY.createParser(tokens.text(field))) {
            json.nextToken();
            Object value = plan.values.get(column).read(json, buffer.faults);
            return json.nextToken() == null ? value : ValueParser.Unparsed.FAULT;
        } catch (JsonProcessingException e) {
            return ValueParser.Unparsed.FAULT;
        }
    }

    @Override
    public void close() throws IOException {
        tokens.close();
    }

    private UTF8String json() throws IOException {
        for (int i = 0; i < header.length; i++) {
            texts[i] = tokens.length(i) == 0 ? null : tokens.text(i);
        }
        return UTF8String.fromString(JsonText.object(header, texts, header.length));
    }
}
