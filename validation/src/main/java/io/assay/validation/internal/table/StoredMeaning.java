package io.assay.validation.internal.table;

import static org.apache.spark.sql.functions.base64;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.transform;
import static org.apache.spark.sql.functions.transform_keys;
import static org.apache.spark.sql.functions.transform_values;
import static org.apache.spark.sql.functions.when;

import io.assay.definition.contract.ColumnType;
import io.assay.definition.contract.ContractColumn;
import io.assay.sql.catalyst.FieldAt;
import io.assay.validation.internal.columns.JsonOfValue;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.MapType;
import org.apache.spark.sql.types.StructType;

/**
 * What the values of a column mean where Spark reads them as plain numbers, bytes or structs: times of day, UUIDs,
 * nanoseconds, Avro's unions. A tree in the shape of the column's type.
 *
 * @param kind of this value
 * @param parts of what is inside: a list's items, a map's keys and values, an object's fields, a union's branches
 */
record StoredMeaning(Kind kind, List<StoredMeaning> parts) {
    static final StoredMeaning PLAIN = new StoredMeaning(Kind.PLAIN, List.of());

    StoredMeaning {
        parts = List.copyOf(parts);
    }

    /** How one value is stored. */
    enum Kind {
        PLAIN,
        TIME_MILLIS,
        TIME_MICROS,
        TIME_NANOS,
        UUID,
        /** Since the epoch. */
        NANOS_UTC,
        /** Since the epoch, of a clock of no zone. */
        NANOS_LOCAL,
        /** A struct with one field that has a value: text of a scalar, JSON of anything else. */
        UNION,
        /** A list, map or object. */
        NESTED
    }

    static StoredMeaning of(Kind kind) {
        return kind == Kind.PLAIN ? PLAIN : new StoredMeaning(kind, List.of());
    }

    /** Of a list, map or object; plain if all its parts are. */
    static StoredMeaning nested(List<StoredMeaning> parts) {
        return parts.stream().allMatch(StoredMeaning::plain) ? PLAIN : new StoredMeaning(Kind.NESTED, parts);
    }

    /** Of a type whose scalars, from the first to the last, are these. */
    static StoredMeaning of(DataType type, Iterator<Kind> scalars) {
        if (type instanceof ArrayType list) {
            return nested(List.of(of(list.elementType(), scalars)));
        }
        if (type instanceof MapType map) {
            StoredMeaning keys = of(map.keyType(), scalars);
            return nested(List.of(keys, of(map.valueType(), scalars)));
        }
        if (type instanceof StructType struct) {
            return nested(IntStream.range(0, struct.length())
                    .mapToObj(i -> of(struct.fields()[i].dataType(), scalars))
                    .toList());
        }
        return of(scalars.next());
    }

    boolean plain() {
        return kind == Kind.PLAIN;
    }

    /** Whether a column of this type takes the values as they are stored: milliseconds, the bytes of a UUID. */
    boolean leftPlainFor(ColumnType type) {
        boolean number = type instanceof ColumnType.IntegerType
                || type instanceof ColumnType.Decimal
                || type instanceof ColumnType.FloatingPointType;
        return kind == Kind.UUID ? type instanceof ColumnType.Bytes : kind != Kind.UNION && number;
    }

    /** The contract's type for reading the values: a format is about texts, and times of day are texts here. */
    ColumnType read(ColumnType type) {
        if (plain()) {
            return type;
        }
        if (type instanceof ColumnType.Time) {
            return new ColumnType.Time(Optional.empty());
        }
        if (type instanceof ColumnType.Array array) {
            return new ColumnType.Array(read(array.element()));
        }
        if (type instanceof ColumnType.Struct fields) {
            return new ColumnType.Struct(fields.fields().stream()
                    .map(field -> new ContractColumn(
                            field.name(),
                            field.source(),
                            read(field.type()),
                            field.required(),
                            field.description(),
                            field.classification(),
                            field.tags()))
                    .toList());
        }
        return type;
    }

    /** The type of the values as what they mean. */
    DataType type(DataType read) {
        return switch (kind) {
            case PLAIN -> read;
            case TIME_MILLIS, TIME_MICROS, TIME_NANOS, UUID, UNION -> DataTypes.StringType;
            case NANOS_UTC -> DataTypes.TimestampType;
            case NANOS_LOCAL -> DataTypes.TimestampNTZType;
            case NESTED -> nested(read);
        };
    }

    private DataType nested(DataType read) {
        if (read instanceof ArrayType list) {
            return DataTypes.createArrayType(parts.get(0).type(list.elementType()));
        }
        if (read instanceof MapType map) {
            return DataTypes.createMapType(
                    parts.get(0).type(map.keyType()), parts.get(1).type(map.valueType()));
        }
        StructType struct = new StructType();
        StructType fields = (StructType) read;
        for (int i = 0; i < fields.length(); i++) {
            struct = struct.add(fields.fieldNames()[i], parts.get(i).type(fields.fields()[i].dataType()));
        }
        return struct;
    }

    /** The values as what they mean. */
    Column value(Column value, DataType read) {
        return switch (kind) {
            case PLAIN -> value;
            case TIME_MILLIS, TIME_MICROS, TIME_NANOS, UUID, NANOS_UTC, NANOS_LOCAL -> StoredScalars.of(kind, value);
            case UNION -> union(value, (StructType) read);
            case NESTED -> nested(value, read);
        };
    }

    private Column nested(Column value, DataType read) {
        if (read instanceof ArrayType list) {
            return transform(value, item -> parts.get(0).value(item, list.elementType()));
        }
        if (read instanceof MapType map) {
            Column keys = parts.get(0).plain()
                    ? value
                    : transform_keys(value, (key, of) -> parts.get(0).value(key, map.keyType()));
            return parts.get(1).plain()
                    ? keys
                    : transform_values(keys, (key, of) -> parts.get(1).value(of, map.valueType()));
        }
        StructType struct = (StructType) read;
        return when(
                value.isNotNull(),
                struct(IntStream.range(0, struct.length())
                        .mapToObj(i -> parts.get(i)
                                .value(FieldAt.of(value, i), struct.fields()[i].dataType())
                                .as(struct.fieldNames()[i]))
                        .toArray(Column[]::new)));
    }

    private Column union(Column value, StructType branches) {
        return coalesce(IntStream.range(0, branches.length())
                .mapToObj(i -> text(FieldAt.of(value, i), parts.get(i), branches.fields()[i].dataType()))
                .toArray(Column[]::new));
    }

    /** Of a branch; if it is not a scalar, its JSON. */
    private static Column text(Column value, StoredMeaning meaning, DataType read) {
        Column meant = meaning.value(value, read);
        boolean nested = read instanceof StructType || read instanceof ArrayType || read instanceof MapType;
        if (nested && meaning.kind != Kind.UNION) {
            return JsonOfValue.of(meant);
        }
        return read.equals(DataTypes.BinaryType) && meaning.plain()
                ? base64(meant)
                : meaning.plain() && (read.equals(DataTypes.TimestampType) || read.equals(DataTypes.TimestampNTZType))
                        ? JsonOfValue.time(meant)
                        : meant.cast(DataTypes.StringType);
    }
}
