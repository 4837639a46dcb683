package io.assay.validation.internal.table;

import io.assay.validation.internal.table.StoredMeaning.Kind;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.avro.Schema;

/** What Avro's logical types mean that Spark does not know, in the shape of the type that Spark reads. */
final class AvroMeanings {
    private static final List<Set<Schema.Type>> MERGED =
            List.of(EnumSet.of(Schema.Type.INT, Schema.Type.LONG), EnumSet.of(Schema.Type.FLOAT, Schema.Type.DOUBLE));

    private AvroMeanings() {}

    static StoredMeaning of(Schema schema) {
        return switch (schema.getType()) {
            case ARRAY -> StoredMeaning.nested(List.of(of(schema.getElementType())));
            case MAP -> StoredMeaning.nested(List.of(StoredMeaning.PLAIN, of(schema.getValueType())));
            case RECORD ->
                StoredMeaning.nested(schema.getFields().stream()
                        .map(field -> of(field.schema()))
                        .toList());
            case UNION -> union(schema);
            default -> StoredMeaning.of(kind(schema));
        };
    }

    private static StoredMeaning union(Schema union) {
        List<Schema> branches = union.getTypes().stream()
                .filter(branch -> branch.getType() != Schema.Type.NULL)
                .toList();
        if (branches.size() == 1) {
            return of(branches.get(0));
        }
        Set<Schema.Type> types = branches.stream().map(Schema::getType).collect(Collectors.toSet());
        return MERGED.contains(types) // Spark reads the wider of the two
                ? StoredMeaning.PLAIN
                : new StoredMeaning(
                        Kind.UNION, branches.stream().map(AvroMeanings::of).toList());
    }

    /** By the name that the schema writes: libraries do not know the newer ones. */
    private static Kind kind(Schema schema) {
        String logical = String.valueOf(schema.getProp("logicalType"));
        return switch (schema.getType()) {
            case INT -> logical.equals("time-millis") ? Kind.TIME_MILLIS : Kind.PLAIN;
            case LONG ->
                switch (logical) {
                    case "time-micros" -> Kind.TIME_MICROS;
                    case "timestamp-nanos" -> Kind.NANOS_UTC;
                    case "local-timestamp-nanos" -> Kind.NANOS_LOCAL;
                    default -> Kind.PLAIN;
                };
            case FIXED -> logical.equals("uuid") && schema.getFixedSize() == 16 ? Kind.UUID : Kind.PLAIN;
            default -> Kind.PLAIN;
        };
    }
}
