package io.assay.validation.internal.csv;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import io.assay.validation.internal.json.JsonText;
import io.assay.validation.internal.json.RowPlan;
import io.assay.validation.internal.text.RecordReader;
import io.assay.validation.internal.text.RowWriter;
import io.assay.validation.internal.value.ValueParser;
import io.assay.validation.source.BatchPosition;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Rows of one CSV, or of a part of it, its fields matched with the contract's columns by its own header. */
final class CsvReader implements RecordReader {
    private final CsvTokenizer tokens;
    private final RowPlan plan;
    private final RowWriter row;
    private final CsvFile file;
    private final String[] header;
    private final int[] fieldOf;
    private final @Nullable ValueParser[] parsers;
    private final @Nullable String[] texts;
    private int wanted;

    CsvReader(CsvTokenizer tokens, RowWriter row, CsvFile file) {
        this.tokens = tokens;
        this.plan = file.plan();
        this.row = row;
        this.file = file;
        this.header = file.layout().header();
        this.fieldOf = file.layout().fieldOf();
        this.parsers = plan.texts.toArray(ValueParser[]::new);
        this.texts = new String[header.length];
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
        if (!tokens.next() || tokens.position() >= file.to()) {
            return false;
        }
        row.begin(file.name(), BatchPosition.of(file.number(), tokens.position()));
        String why = tokens.why();
        if (why == null) {
            columns();
        } else {
            row.malformed(tokens.raw(), why);
        }
        return true;
    }

    private void columns() throws IOException {
        for (int i = 0; i < fieldOf.length; i++) {
            int field = fieldOf[i];
            if (field >= 0 && row.wants(i)) {
                int length = tokens.length(field);
                byte[] bytes = tokens.bytes(field);
                int offset = tokens.offset(field);
                if (length > 0 && !plan.nulls.contain(bytes, offset, length)) {
                    ValueParser parser = parsers[i];
                    Object value = parser == null ? nested(i, field) : parser.parse(bytes, offset, length);
                    if (value == ValueParser.Unparsed.FAULT) {
                        row.invalid(plan.names.get(i), tokens.text(field));
                    } else {
                        row.value(i, value);
                    }
                }
            }
        }
        if (row.wantsRow()) {
            row.row(json());
        }
    }

    private @Nullable Object nested(int column, int field) throws IOException {
        String text = tokens.text(field);
        if (JsonText.halfCharacter(text)) {
            return ValueParser.Unparsed.FAULT;
        }
        try (JsonParser json = JsonText.FACTORY.createParser(text)) {
            json.nextToken();
            Object value = plan.values.get(column).read(json, row);
            return json.nextToken() == null ? value : ValueParser.Unparsed.FAULT;
        } catch (JsonProcessingException e) {
            return ValueParser.Unparsed.FAULT;
        }
    }

    private byte[] json() throws IOException {
        for (int i = 0; i < header.length; i++) {
            texts[i] = tokens.length(i) == 0 ? null : tokens.text(i);
        }
        return JsonText.object(header, texts, header.length).getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public void close() throws IOException {
        tokens.close();
    }
}
