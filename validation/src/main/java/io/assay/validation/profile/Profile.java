package io.assay.validation.profile;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.OptionalDouble;

/** What a table looks like: its rows and each column's statistics, in the table's order. */
public record Profile(long rows, List<ColumnProfile> columns) {
    public Profile {
        columns = List.copyOf(columns);
    }

    /** {@code {"rows", "columns": [{"column", "type", "inferred", "completeness", "approx_distinct", ...}]}}. */
    public String json() {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = new JsonFactory().createGenerator(text)) {
            json.writeStartObject();
            json.writeNumberField("rows", rows);
            json.writeArrayFieldStart("columns");
            for (ColumnProfile column : columns) {
                write(column, json);
            }
            json.writeEndArray();
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e); // there is none in memory
        }
        return text.toString();
    }

    private static void write(ColumnProfile column, JsonGenerator json) throws IOException {
        json.writeStartObject();
        json.writeStringField("column", column.name());
        json.writeStringField("type", column.type());
        json.writeBooleanField("inferred", column.inferred());
        json.writeNumberField("completeness", column.completeness());
        json.writeNumberField("approx_distinct", column.approximatelyDistinct());
        if (column.numbers().isPresent()) {
            ColumnProfile.Numbers numbers = column.numbers().get();
            write("min", numbers.minimum(), json);
            write("max", numbers.maximum(), json);
            write("mean", numbers.mean(), json);
            write("stddev", numbers.deviation(), json);
            json.writeObjectFieldStart("quantiles");
            for (var quantile : numbers.quantiles().entrySet()) {
                write(quantile.getKey(), OptionalDouble.of(quantile.getValue()), json);
            }
            json.writeEndObject();
        }
        if (!column.values().isEmpty()) {
            json.writeArrayFieldStart("values");
            for (ColumnProfile.Value value : column.values()) {
                json.writeStartObject();
                json.writeStringField("value", value.value());
                json.writeNumberField("count", value.count());
                json.writeEndObject();
            }
            json.writeEndArray();
        }
        json.writeEndObject();
    }

    /** JSON cannot express NaN and infinities: they are null. */
    private static void write(String name, OptionalDouble value, JsonGenerator json) throws IOException {
        if (value.isPresent() && Double.isFinite(value.getAsDouble())) {
            json.writeNumberField(name, value.getAsDouble());
        } else {
            json.writeNullField(name);
        }
    }
}
