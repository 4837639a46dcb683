package io.assay.definition.contract;

import java.util.Locale;
import java.util.stream.Collectors;

/** The SQL type that a column's values are stored as: {@code bigint}, {@code struct<a:string>}. */
final class StoredType implements ColumnType.Cases<String> {
    @Override
    public String string(ColumnType.StringType type) {
        return "string";
    }

    @Override
    public String bool(ColumnType.Bool type) {
        return "boolean";
    }

    /** Iceberg stores nothing shorter than 32 bits. */
    @Override
    public String integer(ColumnType.IntegerType type) {
        return type.bits() <= 32 ? "int" : "bigint";
    }

    @Override
    public String floatingPoint(ColumnType.FloatingPointType type) {
        return type.bits() == 32 ? "float" : "double";
    }

    @Override
    public String decimal(ColumnType.Decimal type) {
        return String.format(Locale.ROOT, "decimal(%d,%d)", type.precision(), type.scale());
    }

    @Override
    public String date(ColumnType.Date type) {
        return "date";
    }

    @Override
    public String timestamp(ColumnType.Timestamp type) {
        return "timestamp";
    }

    @Override
    public String time(ColumnType.Time type) {
        return "string";
    }

    @Override
    public String bytes(ColumnType.Bytes type) {
        return "binary";
    }

    @Override
    public String json(ColumnType.Json type) {
        return "string";
    }

    @Override
    public String struct(ColumnType.Struct type) {
        return type.fields().stream()
                .map(field -> field.name() + ":" + field.type().stored())
                .collect(Collectors.joining(",", "struct<", ">"));
    }

    @Override
    public String array(ColumnType.Array type) {
        return "array<" + type.element().stored() + ">";
    }
}
