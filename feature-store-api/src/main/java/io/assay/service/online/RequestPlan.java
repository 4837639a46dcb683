package io.assay.service.online;

import io.assay.definition.feature.FeatureType;
import io.assay.online.view.OnlineView;
import java.util.List;
import java.util.Map;

/**
 * What a request's features mean with one catalog: the views to read, and the columns of the answer in order.
 *
 * @param columns grouped by view, in the order of the request
 */
public record RequestPlan(List<Part> parts, List<OutputColumn> columns) {
    public RequestPlan {
        parts = List.copyOf(parts);
        columns = List.copyOf(columns);
    }

    /**
     * One view to read.
     *
     * @param keys its join keys with their types, in order
     * @param aliases entity names that clients may write for a join key: of entities with one key
     * @param features those requested, as their indices in the view, in the order of the columns
     */
    public record Part(
            OnlineView view, Map<String, FeatureType> keys, Map<String, String> aliases, List<Integer> features) {
        public Part {
            features = List.copyOf(features);
        }
    }

    /** How many values a row of a request makes the store compute: a view's features are computed together. */
    long computedPerRow() {
        return parts.stream().mapToLong(part -> part.view().types().size()).sum();
    }

    /**
     * One column of the answer.
     *
     * @param part index of the view in {@link #parts}
     * @param feature index in the view
     * @param position index among the part's {@link Part#features}
     * @param name in the answer
     * @param encoded the same as JSON
     */
    @SuppressWarnings("ArrayRecordComponent") // written once, never compared
    public record OutputColumn(int part, int feature, int position, String name, byte[] encoded) {}
}
