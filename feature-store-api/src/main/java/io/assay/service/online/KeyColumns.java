package io.assay.service.online;

import io.assay.aggregation.value.KeyValue;
import io.assay.definition.feature.FeatureType;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The columns of a request that a plan needs, found and checked: the join keys in the request's order, and for each
 * view its key columns in the view's order (null for a part that the request leaves out).
 */
record KeyColumns(Map<String, KeyColumn> answered, List<List<@Nullable KeyColumn>> byPart, int rows) {
    /**
     * A key column, read as the type its entity gives it.
     *
     * @param given the values as the request has them
     * @param values the same as {@link KeyValue} reads them
     */
    record KeyColumn(List<@Nullable Object> given, List<@Nullable Object> values, FeatureType type) {}

    static KeyColumns of(OnlineRequest request, RequestPlan plan) {
        checkLengths(request);
        Map<String, KeyColumn> found = new HashMap<>();
        List<List<@Nullable KeyColumn>> byPart = new ArrayList<>(plan.parts().size());
        for (RequestPlan.Part part : plan.parts()) {
            byPart.add(keys(request, part, found));
        }
        Map<String, KeyColumn> answered = new LinkedHashMap<>();
        request.entities()
                .forEach((written, values) -> found.forEach((key, column) -> {
                    if (column.given() == values) {
                        answered.put(key, column);
                    }
                }));
        return new KeyColumns(answered, byPart, request.rows());
    }

    private static List<@Nullable KeyColumn> keys(
            OnlineRequest request, RequestPlan.Part part, Map<String, KeyColumn> found) {
        List<@Nullable KeyColumn> columns = new ArrayList<>(part.keys().size());
        boolean any = false;
        for (Map.Entry<String, FeatureType> key : part.keys().entrySet()) {
            String name = key.getKey();
            String written =
                    request.entities().containsKey(name) ? name : part.aliases().getOrDefault(name, name);
            @Nullable List<@Nullable Object> given = request.entities().get(written);
            if (given == null) {
                columns.add(null);
                continue;
            }
            any = true;
            @Nullable KeyColumn known = found.get(name);
            KeyColumn column =
                    known != null && known.type().equals(key.getValue()) ? known : read(written, given, key.getValue());
            found.putIfAbsent(name, column);
            columns.add(column);
        }
        if (!any) {
            throw FeastError.unusable(
                    List.of("entities"),
                    "Missing join key values for keys: %s of view %s"
                            .formatted(
                                    part.keys().keySet(),
                                    part.view().definition().name()),
                    String.join(",", request.entities().keySet()));
        }
        return columns;
    }

    /** Reads a column's values; one that is not of the type is a fault that names its row. */
    private static KeyColumn read(String name, List<@Nullable Object> given, FeatureType type) {
        List<@Nullable Object> values = new ArrayList<>(given.size());
        for (int row = 0; row < given.size(); row++) {
            @Nullable Object value = given.get(row);
            @Nullable Object read = value == null ? null : KeyValue.read(value, type);
            if (value != null && read == null) {
                throw FeastError.unusable(
                        List.of("entities", name, row),
                        "'%s' in row %d is not a valid %s, the type of join key '%s'; send %s"
                                .formatted(printed(value), row, type.word(), name, KeyValue.expected(type)),
                        printed(value));
            }
            values.add(read);
        }
        return new KeyColumn(given, values, type);
    }

    private static String printed(Object value) {
        String text = value.toString();
        return text.length() <= 100 ? text : text.substring(0, 100) + "…";
    }

    private static void checkLengths(OnlineRequest request) {
        int rows = request.rows();
        request.entities().forEach((name, values) -> {
            if (values.size() != rows) {
                throw FeastError.unusable(
                        List.of("entities", name),
                        "All entity rows must have the same columns: '%s' has %d values, the first column %d"
                                .formatted(name, values.size(), rows),
                        name);
            }
        });
    }

    /** The key of one row for a view. */
    @Nullable Object[] key(int part, int row) {
        List<@Nullable KeyColumn> columns = byPart.get(part);
        @Nullable Object[] key = new @Nullable Object[columns.size()];
        for (int i = 0; i < key.length; i++) {
            @Nullable KeyColumn column = columns.get(i);
            key[i] = column == null ? null : column.values().get(row);
        }
        return key;
    }
}
