package io.assay.validation.internal.record;

import com.fasterxml.jackson.core.JsonGenerator;
import io.assay.validation.internal.json.JsonText;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Base64;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.LogicalType;
import org.apache.avro.LogicalTypes;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericFixed;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.BinaryDecoder;
import org.apache.avro.io.DecoderFactory;
import org.jspecify.annotations.Nullable;

/**
 * Avro records of one writer schema as JSON objects, in the texts that a contract's types have: decimals as numbers,
 * dates and times in ISO-8601, bytes in Base64. Not threadsafe.
 */
final class AvroJson {
    private static final Set<String> TEMPORAL = Set.of(
            "date",
            "time-millis",
            "time-micros",
            "timestamp-millis",
            "timestamp-micros",
            "timestamp-nanos",
            "local-timestamp-millis",
            "local-timestamp-micros",
            "local-timestamp-nanos");
    private static final long MILLION = 1_000_000;

    private final GenericDatumReader<GenericRecord> reader;
    private final Schema schema;
    private @Nullable BinaryDecoder decoder;

    AvroJson(Schema writer, Schema reader) {
        this.reader = new GenericDatumReader<>(writer, reader);
        this.schema = reader;
    }

    /** Whether values are dates or times, perhaps null. */
    static boolean isTemporal(Schema schema) {
        return schema.getType() == Schema.Type.UNION
                ? schema.getTypes().stream().anyMatch(AvroJson::isTemporal)
                : TEMPORAL.contains(logical(schema));
    }

    byte[] json(byte[] bytes, int offset) throws RecordValues.UnreadableValueException {
        try {
            BinaryDecoder in = DecoderFactory.get().binaryDecoder(bytes, offset, bytes.length - offset, decoder);
            decoder = in;
            GenericRecord record = reader.read(null, in);
            if (!in.isEnd()) {
                throw new RecordValues.UnreadableValueException(
                        "bytes after the record: it was written with another schema");
            }
            ByteArrayOutputStream out = new ByteArrayOutputStream(bytes.length * 2);
            try (JsonGenerator json = JsonText.FACTORY.createGenerator(out)) {
                write(record, schema, json);
            }
            return out.toByteArray();
        } catch (IOException
                | AvroRuntimeException
                | ClassCastException
                | IndexOutOfBoundsException
                | NegativeArraySizeException
                | OutOfMemoryError // of a length that no record has
                | StackOverflowError e) {
            String why = e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
            throw new RecordValues.UnreadableValueException("broken Avro: " + why, e);
        }
    }

    private static void write(@Nullable Object value, Schema schema, JsonGenerator json) throws IOException {
        if (value == null) {
            json.writeNull();
            return;
        }
        switch (schema.getType()) {
            case UNION -> write(value, schema.getTypes().get(GenericData.get().resolveUnion(schema, value)), json);
            case RECORD -> {
                json.writeStartObject();
                for (Schema.Field field : schema.getFields()) {
                    json.writeFieldName(field.name());
                    write(((GenericRecord) value).get(field.pos()), field.schema(), json);
                }
                json.writeEndObject();
            }
            case ARRAY -> {
                json.writeStartArray();
                for (Object item : (Collection<?>) value) {
                    write(item, schema.getElementType(), json);
                }
                json.writeEndArray();
            }
            case MAP -> {
                json.writeStartObject();
                for (Map.Entry<?, ?> entry : ((Map<?, ?>) value).entrySet()) {
                    json.writeFieldName(entry.getKey().toString());
                    write(entry.getValue(), schema.getValueType(), json);
                }
                json.writeEndObject();
            }
            case BOOLEAN -> json.writeBoolean((Boolean) value);
            case INT, LONG -> number(((Number) value).longValue(), logical(schema), json);
            case FLOAT, DOUBLE -> json.writeNumber(((Number) value).doubleValue());
            case BYTES -> bytes(array((ByteBuffer) value), schema, json);
            case FIXED -> bytes(((GenericFixed) value).bytes(), schema, json);
            default -> json.writeString(value.toString());
        }
    }

    private static void number(long value, String logical, JsonGenerator json) throws IOException {
        switch (logical) {
            case "date" -> json.writeString(LocalDate.ofEpochDay(value).toString());
            case "time-millis" -> time(value * MILLION, json);
            case "time-micros" -> time(value * 1000, json);
            case "timestamp-millis" ->
                json.writeString(Instant.ofEpochMilli(value).toString());
            case "timestamp-micros" -> json.writeString(instant(value, MILLION).toString());
            case "timestamp-nanos" ->
                json.writeString(instant(value, 1000 * MILLION).toString());
            case "local-timestamp-millis" -> json.writeString(local(instant(value, 1000)));
            case "local-timestamp-micros" -> json.writeString(local(instant(value, MILLION)));
            case "local-timestamp-nanos" -> json.writeString(local(instant(value, 1000 * MILLION)));
            default -> json.writeNumber(value);
        }
    }

    private static Instant instant(long value, long perSecond) {
        return Instant.ofEpochSecond(
                Math.floorDiv(value, perSecond), Math.floorMod(value, perSecond) * (1000 * MILLION / perSecond));
    }

    private static String local(Instant instant) {
        return LocalDateTime.ofInstant(instant, ZoneOffset.UTC).format(DateTimeFormatter.ISO_LOCAL_DATE_TIME);
    }

    private static void time(long nanos, JsonGenerator json) throws IOException {
        if (nanos < 0 || nanos >= 86_400 * 1000 * MILLION) {
            json.writeNumber(nanos); // no time of day: the contract's type refuses it
        } else {
            json.writeString(LocalTime.ofNanoOfDay(nanos).format(DateTimeFormatter.ISO_LOCAL_TIME));
        }
    }

    private static void bytes(byte[] value, Schema schema, JsonGenerator json) throws IOException {
        if (schema.getLogicalType() instanceof LogicalTypes.Decimal decimal) {
            json.writeNumber(new BigDecimal(new BigInteger(value), decimal.getScale()).toPlainString());
        } else {
            json.writeString(Base64.getEncoder().encodeToString(value));
        }
    }

    private static byte[] array(ByteBuffer buffer) {
        byte[] bytes = new byte[buffer.remaining()];
        buffer.duplicate().get(bytes);
        return bytes;
    }

    private static String logical(Schema schema) {
        LogicalType logical = schema.getLogicalType();
        String name = logical == null ? schema.getProp("logicalType") : logical.getName();
        return name == null ? "" : name;
    }
}
