package io.assay.validation.profile;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.assay.validation.metric.MetricNames;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * What a table looks like: its rows and each column's statistics, in the table's order, fields of objects after them.
 *
 * @param malformed records that cannot be read as rows
 * @param sample of the rows: for each row a hash of each column's value, 0 for null
 */
public record Profile(long rows, long malformed, List<ColumnProfile> columns, List<long[]> sample) {
    public Profile {
        columns = List.copyOf(columns);
        sample = List.copyOf(sample);
    }

    /** Words that mean null in some column. */
    public Set<String> nullWords() {
        Set<String> words = new TreeSet<>();
        columns.forEach(column -> words.addAll(column.nullWords().keySet()));
        return words;
    }

    /** {@code {"rows", "columns": [{"column", "type", "inferred", "completeness", "approx_distinct", ...}]}}. */
    public String json() {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = new JsonFactory().createGenerator(text)) {
            json.writeStartObject();
            json.writeNumberField(MetricNames.ROWS, rows);
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
        json.writeNumberField(MetricNames.COMPLETENESS, column.completeness());
        json.writeNumberField(MetricNames.APPROX_DISTINCT, column.distinct());
        json.writeBooleanField("distinct_exact", column.distinctExact());
        json.writeNumberField("nulls", column.missing());
        json.writeNumberField("empty", column.empty());
        if (column.numbers().isPresent()) {
            ColumnProfile.Numbers numbers = column.numbers().get();
            write(MetricNames.MIN, numbers.minimum(), json);
            write(MetricNames.MAX, numbers.maximum(), json);
            write(MetricNames.MEAN, numbers.mean(), json);
            write(MetricNames.STDDEV, numbers.deviation(), json);
            json.writeObjectFieldStart(MetricNames.QUANTILES);
            for (var quantile : numbers.quantiles().entrySet()) {
                write(quantile.getKey(), OptionalDouble.of(quantile.getValue()), json);
            }
            json.writeEndObject();
            json.writeNumberField(MetricNames.ZEROS, numbers.zeros());
            json.writeNumberField(MetricNames.NANS, numbers.nans());
        }
        if (column.times().isPresent()) {
            json.writeStringField("earliest", column.times().get().earliest());
            json.writeStringField("latest", column.times().get().latest());
        }
        if (column.lengths().isPresent()) {
            json.writeObjectFieldStart("length");
            json.writeNumberField("min", column.lengths().get().minimum());
            json.writeNumberField("max", column.lengths().get().maximum());
            json.writeNumberField("mean", column.lengths().get().mean());
            json.writeEndObject();
        }
        if (!column.nullWords().isEmpty()) {
            json.writeObjectFieldStart("null_words");
            for (var word : column.nullWords().entrySet()) {
                json.writeNumberField(word.getKey(), word.getValue());
            }
            json.writeEndObject();
        }
        if (column.text().isPresent()) {
            looks(column.text().get(), json);
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
            json.writeNumberField("other", column.other());
        }
        json.writeEndObject();
    }

    private static void looks(TextProfile text, JsonGenerator json) throws IOException {
        json.writeObjectFieldStart("texts");
        for (TextProfile.Kind kind : TextProfile.Kind.values()) {
            if (text.count(kind) > 0) {
                json.writeNumberField(kind.name().toLowerCase(Locale.ROOT), text.count(kind));
            }
        }
        json.writeEndObject();
        List<String> formats = Stream.of(text.dateFormats(), text.timestampFormats(), text.stringFormats())
                .flatMap(List::stream)
                .toList();
        if (!formats.isEmpty()) {
            json.writeArrayFieldStart("formats");
            for (String format : formats) {
                json.writeString(format);
            }
            json.writeEndArray();
        }
        if (!text.shapes().isEmpty()) {
            json.writeObjectFieldStart("shapes");
            for (var shape : text.shapes().entrySet()) {
                json.writeNumberField(shape.getKey(), shape.getValue());
            }
            json.writeEndObject();
        }
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
