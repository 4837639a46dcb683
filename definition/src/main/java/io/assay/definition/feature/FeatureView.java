package io.assay.definition.feature;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Features of one entity (or several together), computed from one dataset.
 *
 * <p>{@link #version()} is 8 hex digits of a hash of the parts that change its values: descriptions, tags and the order
 * of keys in the file do not change it.
 */
public sealed interface FeatureView permits WindowView, LatestView {
    ViewName name();

    Optional<String> description();

    /** The entities whose join keys, joined in order, are the view's key. */
    List<Entity> entities();

    Source source();

    Map<String, String> tags();

    String version();

    /** Canonical JSON; {@link io.assay.definition.project.DefinitionReader} reads it back. */
    String json();

    /** Names of the features, in the order of the definition. */
    List<String> features();

    /** Join keys of all entities in order, with their types. */
    default Map<String, FeatureType> joinKeys() {
        return JoinKeys.of(entities());
    }

    <R> R match(Cases<R> cases);

    /** One case for each kind. */
    interface Cases<R> {
        R window(WindowView view);

        R latest(LatestView view);
    }
}
