package io.assay.validation.internal.table;

import java.util.Optional;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;

/**
 * A column of a table or of one of its files.
 *
 * @param type as Spark reads it
 * @param meaning what it stands for, where that is something else
 * @param values whether it has any
 * @param unreadable why Spark cannot read it; empty if it can
 */
record StoredColumn(String name, DataType type, StoredMeaning meaning, Values values, Optional<Unreadable> unreadable) {
    /** Whether a column has values that are not null. */
    enum Values {
        NONE,
        SOME,
        UNKNOWN
    }

    /** What is there that cannot be read, and what to do about it. */
    record Unreadable(String what, String fix) {}

    static StoredColumn of(String name, DataType type, Values values) {
        return of(name, type, StoredMeaning.PLAIN, values);
    }

    static StoredColumn of(String name, DataType type, StoredMeaning meaning, Values values) {
        return new StoredColumn(name, type, meaning, values, Optional.empty());
    }

    static StoredColumn unreadable(String name, Values values, String what, String fix) {
        return new StoredColumn(
                name, DataTypes.NullType, StoredMeaning.PLAIN, values, Optional.of(new Unreadable(what, fix)));
    }

    StoredColumn withType(DataType other) {
        return new StoredColumn(name, other, meaning, values, unreadable);
    }

    StoredColumn withValues(Values others) {
        return new StoredColumn(name, type, meaning, others, unreadable);
    }

    /** With its values as they are stored. */
    StoredColumn plain() {
        return new StoredColumn(name, type, StoredMeaning.PLAIN, values, unreadable);
    }

    boolean readable() {
        return unreadable.isEmpty();
    }
}
