package io.assay.service.online;

import org.jspecify.annotations.Nullable;

/** Writes a key back into the answer, as the type its entity gives it: {@code "1001"} of a long is {@code 1001}. */
final class KeyJson {
    private KeyJson() {}

    static void write(KeyColumns.KeyColumn column, int row, JsonBuffer out) {
        @Nullable Object value = switch (column.type().scalar()) {
            case TIMESTAMP, BYTES -> column.given().get(row); // their reading is internal
            default -> column.values().get(row);
        };
        if (value instanceof String text) {
            out.string(text);
        } else {
            out.raw(String.valueOf(value));
        }
    }
}
