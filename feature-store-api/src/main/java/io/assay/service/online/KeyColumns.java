package io.assay.service.online;

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
record KeyColumns(Map<String, Typed> answered, List<List<@Nullable List<@Nullable Object>>> byPart, int rows) {
    /** A key column with the type its entity gives it. */
    record Typed(List<@Nullable Object> values, FeatureType type) {}

    static KeyColumns of(OnlineRequest request, RequestPlan plan) {
        checkLengths(request);
        Map<String, Typed> found = new HashMap<>();
        List<List<@Nullable List<@Nullable Object>>> byPart =
                new ArrayList<>(plan.parts().size());
        for (RequestPlan.Part part : plan.parts()) {
            byPart.add(keys(request, part, found));
        }
        Map<String, Typed> answered = new LinkedHashMap<>();
        request.entities()
                .forEach((written, values) -> found.forEach((key, typed) -> {
                    if (typed.values() == values) {
                        answered.put(key, typed);
                    }
                }));
        return new KeyColumns(answered, byPart, request.rows());
    }

    private static List<@Nullable List<@Nullable Object>> keys(
            OnlineRequest request, RequestPlan.Part part, Map<String, Typed> found) {
        List<@Nullable List<@Nullable Object>> columns =
                new ArrayList<>(part.keys().size());
        boolean any = false;
        for (Map.Entry<String, FeatureType> key : part.keys().entrySet()) {
            @Nullable List<@Nullable Object> values = request.entities().get(key.getKey());
            if (values == null) {
                values = request.entities().get(part.aliases().getOrDefault(key.getKey(), key.getKey()));
            }
            columns.add(values);
            if (values != null) {
                any = true;
                found.putIfAbsent(key.getKey(), new Typed(values, key.getValue()));
            }
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
        List<@Nullable List<@Nullable Object>> columns = byPart.get(part);
        @Nullable Object[] key = new @Nullable Object[columns.size()];
        for (int i = 0; i < key.length; i++) {
            @Nullable List<@Nullable Object> column = columns.get(i);
            key[i] = column == null ? null : column.get(row);
        }
        return key;
    }
}
