package io.assay.validation.internal.columns;

import io.assay.definition.contract.ColumnType;
import io.assay.definition.contract.ContractColumn;
import io.assay.definition.message.NameList;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.StructType;

/** Names what a source has and the contract does not: columns, and fields inside of columns as {@code column.field}. */
public final class LeftOutColumns {
    private LeftOutColumns() {}

    public static String line(String source, Collection<String> names) {
        return "%s: left out, not in the contract: %s".formatted(source, NameList.of(names));
    }

    /**
     * A line for each source.
     *
     * @param found names by source
     * @param reported names by source that another line has
     */
    public static List<String> lines(Map<String, Set<String>> found, Map<String, List<String>> reported) {
        List<String> lines = new ArrayList<>();
        new TreeMap<>(found).forEach((source, names) -> {
            Set<String> further = new TreeSet<>(names);
            reported.getOrDefault(source, List.of()).forEach(further::remove);
            if (!further.isEmpty()) {
                lines.add(line(source, further));
            }
        });
        return lines;
    }

    /** The fields inside of a stored column that its type in the contract does not have. */
    public static List<String> fields(String path, DataType stored, ColumnType type) {
        if (stored instanceof ArrayType items && type instanceof ColumnType.Array array) {
            return fields(path + ".items", items.elementType(), array.element());
        }
        if (!(stored instanceof StructType fields && type instanceof ColumnType.Struct struct)) {
            return List.of();
        }
        List<String> names = Arrays.asList(fields.fieldNames());
        ColumnMatch match = ColumnMatch.of(struct.fields(), names, path);
        List<String> left = new ArrayList<>();
        match.leftOut().forEach(name -> left.add(path + "." + name));
        int[] places = match.places();
        for (int i = 0; i < places.length; i++) {
            if (places[i] >= 0) {
                ContractColumn column = struct.fields().get(i);
                left.addAll(fields(path + "." + column.name(), fields.fields()[places[i]].dataType(), column.type()));
            }
        }
        return left;
    }
}
