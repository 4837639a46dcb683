package io.assay.lineage.event;

import java.util.List;
import java.util.Optional;

/** One column of a schema; {@code fields} are a struct's own. */
public record SchemaField(String name, String type, Optional<String> description, List<SchemaField> fields) {
    public SchemaField {
        fields = List.copyOf(fields);
    }

    public static SchemaField of(String name, String type) {
        return new SchemaField(name, type, Optional.empty(), List.of());
    }
}
