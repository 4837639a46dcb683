package io.assay.validation.internal.table;

import java.util.List;
import org.apache.orc.TypeDescription;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/** ORC's types as Spark's. */
final class OrcTypes {
    private OrcTypes() {}

    /** @throws IllegalArgumentException if there is no such type in Spark */
    static DataType of(TypeDescription type) {
        List<TypeDescription> children = type.getChildren();
        return switch (type.getCategory()) {
            case BOOLEAN -> DataTypes.BooleanType;
            case BYTE -> DataTypes.ByteType;
            case SHORT -> DataTypes.ShortType;
            case INT -> notInterval(type, DataTypes.IntegerType);
            case LONG -> OrcTime.isLocal(type) ? DataTypes.TimestampNTZType : notInterval(type, DataTypes.LongType);
            case FLOAT -> DataTypes.FloatType;
            case DOUBLE -> DataTypes.DoubleType;
            case STRING, CHAR, VARCHAR -> DataTypes.StringType;
            case BINARY -> DataTypes.BinaryType;
            case DATE -> DataTypes.DateType;
            case DECIMAL -> DataTypes.createDecimalType(type.getPrecision(), type.getScale());
            case TIMESTAMP, TIMESTAMP_INSTANT -> OrcTime.type(type);
            case LIST -> DataTypes.createArrayType(of(children.get(0)));
            case MAP -> DataTypes.createMapType(of(children.get(0)), of(children.get(1)));
            case STRUCT -> struct(type);
            default -> throw new IllegalArgumentException("ORC type %s is not supported".formatted(type));
        };
    }

    /** Whether it is a time of the writer's clock, or holds one. */
    static boolean hasTimesOfClock(TypeDescription type) {
        return type.getCategory() == TypeDescription.Category.TIMESTAMP
                || (type.getChildren() != null && type.getChildren().stream().anyMatch(OrcTypes::hasTimesOfClock));
    }

    /** Spark writes intervals as integers. */
    private static DataType notInterval(TypeDescription type, DataType integer) {
        if (OrcTime.sparkType(type).startsWith("interval")) {
            throw new IllegalArgumentException("intervals are not read");
        }
        return integer;
    }

    private static StructType struct(TypeDescription type) {
        StructType struct = new StructType();
        for (int i = 0; i < type.getChildren().size(); i++) {
            struct = struct.add(
                    type.getFieldNames().get(i), of(type.getChildren().get(i)));
        }
        return struct;
    }
}
