package io.assay.validation.internal.record;

import io.assay.validation.source.RecordFormat;
import io.assay.validation.source.UnreadableSourceException;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.Schema;
import org.jspecify.annotations.Nullable;

/** Avro values in Confluent's wire format: a zero byte, four bytes of the schema's id, the record. */
final class WireFormat implements RecordValues {
    private static final long serialVersionUID = 1;
    private static final int HEADER = 5;

    private final Map<Integer, String> writers;
    private final @Nullable String reader;
    private transient @Nullable Map<Integer, AvroJson> byId;

    WireFormat(RecordFormat.Avro format) {
        this.writers = new HashMap<>(format.writers());
        this.reader = format.reader().orElse(null);
    }

    /** Names of the fields, in any schema, that hold dates or times as numbers: no format is for them. */
    Set<String> temporalFields() {
        Set<String> names = new HashSet<>();
        for (String text : reader == null ? writers.values() : Set.of(reader)) {
            for (Schema.Field field : schema(text).getFields()) {
                if (AvroJson.isTemporal(field.schema())) {
                    names.add(field.name());
                }
            }
        }
        return names;
    }

    @Override
    public byte[] json(byte[] value) throws UnreadableValueException {
        if (value.length < HEADER || value[0] != 0) {
            throw new UnreadableValueException(
                    value.length < HEADER
                            ? "%d bytes, fewer than the header of Confluent's wire format".formatted(value.length)
                            : "begins with byte %d, not with the 0 of Confluent's wire format".formatted(value[0]));
        }
        int id = ByteBuffer.wrap(value).getInt(1);
        AvroJson schema = schemas().get(id);
        if (schema == null) {
            throw new UnreadableValueException("its schema has the id %d; schema files are given for %s"
                    .formatted(id, new TreeSet<>(writers.keySet())));
        }
        return schema.json(value, HEADER);
    }

    private Map<Integer, AvroJson> schemas() {
        Map<Integer, AvroJson> known = byId;
        if (known == null) {
            known = new HashMap<>();
            Schema as = reader == null ? null : schema(reader);
            for (Map.Entry<Integer, String> writer : writers.entrySet()) {
                Schema own = schema(writer.getValue());
                known.put(writer.getKey(), new AvroJson(own, as == null ? own : as));
            }
            byId = known;
        }
        return known;
    }

    private static Schema schema(String text) {
        try {
            Schema schema = new Schema.Parser().parse(text);
            if (schema.getType() == Schema.Type.RECORD) {
                return schema;
            }
            throw new UnreadableSourceException(
                    "Avro schema", "is of a " + schema.getType().getName(), "give the schema of a record");
        } catch (AvroRuntimeException e) {
            throw new UnreadableSourceException(
                    "Avro schema", "cannot be read: " + e.getMessage(), "give the schema's JSON, an .avsc file", e);
        }
    }
}
