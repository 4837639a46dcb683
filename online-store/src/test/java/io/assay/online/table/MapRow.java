package io.assay.online.table;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A row made by hand. */
public record MapRow(Map<String, ?> values) implements TableRow {
    @Override
    public @Nullable Object value(String column) {
        return values.get(column);
    }
}
