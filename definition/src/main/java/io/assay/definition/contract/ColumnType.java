package io.assay.definition.contract;

import java.time.ZoneId;
import java.util.List;
import java.util.Optional;

/**
 * What a column's values are, source text and stored value alike. Formats are JDK {@code DateTimeFormatter} patterns.
 */
public sealed interface ColumnType {
    <R> R match(Cases<R> cases);

    /** The SQL type that values are stored as: {@code bigint}, {@code struct<a:string>}. */
    default String stored() {
        return match(new StoredType());
    }

    /** Whether values are stored as texts that rules about texts apply to. */
    default boolean isText() {
        return this instanceof StringType || this instanceof Json;
    }

    /** Whether values are dates or points in time. */
    default boolean isTime() {
        return this instanceof Date || this instanceof Timestamp;
    }

    record StringType() implements ColumnType {
        @Override
        public <R> R match(Cases<R> cases) {
            return cases.string(this);
        }
    }

    record Bool() implements ColumnType {
        @Override
        public <R> R match(Cases<R> cases) {
            return cases.bool(this);
        }
    }

    /** An integer of {@code bits} 8, 16, 32 or 64. */
    record IntegerType(int bits) implements ColumnType {
        @Override
        public <R> R match(Cases<R> cases) {
            return cases.integer(this);
        }
    }

    /** An IEEE number of {@code bits} 32 or 64. */
    record FloatingPointType(int bits) implements ColumnType {
        @Override
        public <R> R match(Cases<R> cases) {
            return cases.floatingPoint(this);
        }
    }

    record Decimal(int precision, int scale) implements ColumnType {
        @Override
        public <R> R match(Cases<R> cases) {
            return cases.decimal(this);
        }
    }

    record Date(Optional<String> format) implements ColumnType {
        @Override
        public <R> R match(Cases<R> cases) {
            return cases.date(this);
        }
    }

    /** A point in time; texts without a zone are in {@code zone}. */
    record Timestamp(Optional<String> format, ZoneId zone) implements ColumnType {
        @Override
        public <R> R match(Cases<R> cases) {
            return cases.timestamp(this);
        }
    }

    /** A time of day, stored as text {@code HH:mm:ss[.fraction]}: Spark has no such type. */
    record Time(Optional<String> format) implements ColumnType {
        @Override
        public <R> R match(Cases<R> cases) {
            return cases.time(this);
        }
    }

    record Bytes() implements ColumnType {
        @Override
        public <R> R match(Cases<R> cases) {
            return cases.bytes(this);
        }
    }

    /**
     * Values whose parts the contract does not describe: an object without properties, a map. They are stored as JSON
     * text.
     */
    record Json(Shape shape) implements ColumnType {
        @Override
        public <R> R match(Cases<R> cases) {
            return cases.json(this);
        }

        /** What a value has to be. */
        public enum Shape {
            OBJECT,
            ARRAY,
            /** Anything: a scalar is its bare text. */
            ANY
        }
    }

    record Struct(List<ContractColumn> fields) implements ColumnType {
        public Struct {
            fields = List.copyOf(fields);
        }

        @Override
        public <R> R match(Cases<R> cases) {
            return cases.struct(this);
        }
    }

    record Array(ColumnType element) implements ColumnType {
        @Override
        public <R> R match(Cases<R> cases) {
            return cases.array(this);
        }
    }

    /** One case for each kind. */
    interface Cases<R> {
        R string(StringType type);

        R bool(Bool type);

        R integer(IntegerType type);

        R floatingPoint(FloatingPointType type);

        R decimal(Decimal type);

        R date(Date type);

        R timestamp(Timestamp type);

        R time(Time type);

        R bytes(Bytes type);

        R json(Json type);

        R struct(Struct type);

        R array(Array type);
    }
}
