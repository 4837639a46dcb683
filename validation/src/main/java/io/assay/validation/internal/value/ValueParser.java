package io.assay.validation.internal.value;

import io.assay.definition.contract.ColumnType;
import java.io.Serializable;
import java.nio.charset.StandardCharsets;

/** Reads the text of one scalar value. Threadsafe; sent to executors. */
public interface ValueParser extends Serializable {
    /**
     * Spark's internal value of the UTF-8 text, or {@link Unparsed#FAULT}. The result may refer to {@code bytes}: it is
     * to be copied before they change.
     */
    Object parse(byte[] bytes, int offset, int length);

    default Object parse(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        return parse(bytes, 0, bytes.length);
    }

    /** The parser of a scalar type; structs and arrays have none ({@link #isScalar}). */
    static ValueParser of(ColumnType type) {
        return type.match(new Parsers());
    }

    static boolean isScalar(ColumnType type) {
        return !(type instanceof ColumnType.Struct) && !(type instanceof ColumnType.Array);
    }

    /** Whether it is what {@link #parse} gives for a text that is not a value. */
    static boolean isFault(Object parsed) {
        return parsed == Unparsed.FAULT;
    }

    /** What a text is that is not a value of its type. */
    enum Unparsed {
        FAULT
    }
}
