package io.assay.validation.internal.table;

import io.assay.validation.internal.table.StoredMeaning.Kind;
import java.util.ArrayList;
import java.util.List;
import org.apache.parquet.schema.GroupType;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.TimeLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.TimestampLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.UUIDLogicalTypeAnnotation;
import org.apache.parquet.schema.PrimitiveType;
import org.apache.parquet.schema.Type;
import org.apache.parquet.schema.Types;
import org.apache.spark.sql.types.DataType;

/**
 * A column of Parquet with the types that Spark does not read as plain numbers and bytes.
 *
 * @param read the column as Spark is to read it
 * @param scalars what its scalars mean, from the first to the last
 */
record ParquetMeanings(Type read, List<Kind> scalars) {
    static ParquetMeanings of(Type column) {
        List<Kind> scalars = new ArrayList<>();
        return new ParquetMeanings(plain(column, scalars), scalars);
    }

    /** In the shape of Spark's type. */
    StoredMeaning of(DataType type) {
        return StoredMeaning.of(type, scalars.iterator());
    }

    private static Type plain(Type type, List<Kind> scalars) {
        if (!type.isPrimitive()) {
            GroupType group = type.asGroupType();
            return group.withNewFields(group.getFields().stream()
                    .map(field -> plain(field, scalars))
                    .toList());
        }
        PrimitiveType primitive = type.asPrimitiveType();
        Kind kind = kind(primitive.getLogicalTypeAnnotation());
        scalars.add(kind);
        return kind == Kind.PLAIN || kind == Kind.NANOS_UTC || kind == Kind.NANOS_LOCAL // a setting reads these
                ? primitive
                : Types.primitive(primitive.getPrimitiveTypeName(), primitive.getRepetition())
                        .length(primitive.getTypeLength())
                        .named(primitive.getName());
    }

    private static Kind kind(LogicalTypeAnnotation annotation) {
        if (annotation instanceof TimeLogicalTypeAnnotation time) {
            return switch (time.getUnit()) {
                case MILLIS -> Kind.TIME_MILLIS;
                case MICROS -> Kind.TIME_MICROS;
                case NANOS -> Kind.TIME_NANOS;
            };
        }
        if (annotation instanceof TimestampLogicalTypeAnnotation time
                && time.getUnit() == LogicalTypeAnnotation.TimeUnit.NANOS) {
            return time.isAdjustedToUTC() ? Kind.NANOS_UTC : Kind.NANOS_LOCAL;
        }
        return annotation instanceof UUIDLogicalTypeAnnotation ? Kind.UUID : Kind.PLAIN;
    }
}
