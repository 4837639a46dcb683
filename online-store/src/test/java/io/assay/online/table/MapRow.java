package io.assay.online.table;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A row made by hand. */
public record MapRow(Map<String, ?> values) implements TableRow {
    @Override
    public @Nullable Object value(String column) {
        return values.get(column);
    }

    @Override
    public @Nullable String string(String column) {
        return (String) value(column);
    }

    @Override
    public @Nullable Long integer(String column) {
        return (Long) value(column);
    }

    @Override
    public @Nullable Double floatingPoint(String column) {
        return (Double) value(column);
    }

    @Override
    public @Nullable Boolean bool(String column) {
        return (Boolean) value(column);
    }

    @Override
    public byte @Nullable [] bytes(String column) {
        return (byte[]) value(column);
    }

    @Override
    @SuppressWarnings("unchecked") // made by hand
    public @Nullable List<String> strings(String column) {
        return (List<String>) value(column);
    }
}
