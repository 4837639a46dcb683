package io.assay.online.table;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One row of a table, by column name; valid only until the next row is read. A column that the table does not have, or
 * has no value in, is null.
 */
public interface TableRow {
    /**
     * The value by the column's own type: {@link Boolean}, {@link Integer}, {@link Long}, {@link Float},
     * {@link Double}, {@link String}, {@code byte[]}, {@link java.math.BigDecimal}, a {@link Long} of microseconds for
     * a timestamp, a {@link List} of these.
     */
    @Nullable Object value(String column);

    default @Nullable String string(String column) {
        return (String) value(column);
    }

    /** An integer of any width, or a timestamp in microseconds since the epoch. */
    default @Nullable Long integer(String column) {
        Number number = (Number) value(column);
        return number == null ? null : (Long) number.longValue();
    }

    default @Nullable Double floatingPoint(String column) {
        Number number = (Number) value(column);
        return number == null ? null : (Double) number.doubleValue();
    }

    default @Nullable Boolean bool(String column) {
        return (Boolean) value(column);
    }

    default byte @Nullable [] bytes(String column) {
        return (byte[]) value(column);
    }

    /** A list of strings. */
    @SuppressWarnings("unchecked") // the table says so
    default @Nullable List<String> strings(String column) {
        return (List<String>) value(column);
    }
}
