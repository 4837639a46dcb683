package io.assay.online.view;

import io.assay.definition.feature.FeatureType;
import io.assay.definition.feature.FeatureView;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One live version of a feature view, to read from; safe for any number of threads. It stays readable for a while after
 * another version has taken its place in the catalog.
 */
public interface OnlineView {
    FeatureView definition();

    /** The type of every feature, in the order of the view. */
    Map<String, FeatureType> types();

    /** Index of a feature in {@link ViewRow}; -1 if the view has none of this name. */
    int feature(String name);

    /**
     * The values of one key at an instant (microseconds since the epoch). Nothing is merged or encoded if nothing has
     * changed since the key was read last.
     *
     * @param key values of {@link FeatureView#joinKeys()} in order, each as {@link io.assay.aggregation.value.KeyValue}
     *     reads it; a null gives each feature's default, or null
     */
    ViewRow read(@Nullable Object[] key, long now);

    /** What each of the view's values is made of, in the order of the view. */
    List<Provenance> provenance(@Nullable Object[] key, long now);

    Freshness freshness();
}
