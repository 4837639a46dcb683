package io.assay.jobs.sql;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.DoubleNode;
import com.fasterxml.jackson.databind.node.FloatNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Arrays;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DoubleType;
import org.apache.spark.sql.types.FloatType;
import org.apache.spark.sql.types.MapType;
import org.apache.spark.sql.types.StructType;

/** Numbers of Spark's JSON as what they are: JSON alone does not tell floating-point numbers from decimals. */
final class TypedNumbers {
    private TypedNumbers() {}

    /** The value, whose numbers with a fraction are decimals, with those that are floating-point numbers as such. */
    static JsonNode of(JsonNode value, DataType type) {
        if (value.isBigDecimal()) {
            return type instanceof DoubleType
                    ? DoubleNode.valueOf(value.doubleValue())
                    : type instanceof FloatType ? FloatNode.valueOf(value.floatValue()) : value;
        }
        if (value instanceof ArrayNode items && type instanceof ArrayType list) {
            for (int i = 0; i < items.size(); i++) {
                items.set(i, of(items.get(i), list.elementType()));
            }
        }
        if (value instanceof ObjectNode object && type instanceof MapType map) {
            object.properties().forEach(field -> field.setValue(of(field.getValue(), map.valueType())));
        }
        if (value instanceof ObjectNode object && type instanceof StructType struct) {
            Arrays.stream(struct.fields())
                    .filter(field -> object.has(field.name()))
                    .forEach(field -> object.set(field.name(), of(object.get(field.name()), field.dataType())));
        }
        return value;
    }
}
