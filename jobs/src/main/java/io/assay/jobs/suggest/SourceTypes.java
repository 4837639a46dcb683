package io.assay.jobs.suggest;

import io.assay.validation.suggest.Evidence;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/** The stored types of a source's columns, their fields and items, by path. */
final class SourceTypes {
    private final Map<List<String>, String> types = new LinkedHashMap<>();

    private SourceTypes() {}

    static Map<List<String>, String> of(StructType schema) {
        SourceTypes found = new SourceTypes();
        found.fields(List.of(), schema);
        return found.types;
    }

    private void fields(List<String> path, StructType schema) {
        for (StructField field : schema.fields()) {
            add(below(path, field.name()), field.dataType());
        }
    }

    private void add(List<String> path, DataType type) {
        types.put(path, type.simpleString().startsWith("struct<") ? "struct<>" : type.simpleString());
        if (type instanceof StructType struct) {
            fields(path, struct);
        } else if (type instanceof ArrayType array) {
            add(below(path, Evidence.ITEMS), array.elementType());
        }
    }

    private static List<String> below(List<String> path, String name) {
        List<String> below = new ArrayList<>(path);
        below.add(name);
        return below;
    }
}
