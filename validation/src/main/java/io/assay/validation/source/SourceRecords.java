package io.assay.validation.source;

import java.io.Closeable;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** The records of a {@link RecordRange}, one after the other. */
public interface SourceRecords extends Closeable {
    /** Goes to the next record; false at the end. */
    boolean next() throws IOException;

    /** Offset of the current record. */
    long offset();

    /** Its value; null if it has none. */
    byte @Nullable [] value();

    /**
     * What the record has beside its value, as text.
     *
     * @param name {@code key}, {@code topic}, {@code partition}, {@code offset}, {@code timestamp} (ISO-8601, in UTC)
     *     or {@code header.NAME}
     */
    @Nullable String field(String name);
}
