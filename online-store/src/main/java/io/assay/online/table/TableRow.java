package io.assay.online.table;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One row of a table, by column name; valid only until the next row is asked for. A column that the table does not
 * have, or has no value in, is null.
 */
public interface TableRow {
    @Nullable String string(String column);

    /** An integer of any width, or a timestamp in microseconds since the epoch. */
    @Nullable Long integer(String column);

    @Nullable Double floatingPoint(String column);

    @Nullable Boolean bool(String column);

    byte @Nullable [] bytes(String column);

    /** A list of strings. */
    @Nullable List<String> strings(String column);

    /**
     * The value by the column's own type: {@link Boolean}, {@link Integer}, {@link Long}, {@link Float},
     * {@link Double}, {@link String}, {@code byte[]}, {@link java.math.BigDecimal}, a {@link Long} of microseconds for
     * a timestamp, a {@link List} of these.
     */
    @Nullable Object value(String column);
}
