package io.assay.definition.feature;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The newest row of each key, as of the requested time.
 *
 * @param ttl the values of an older row are returned as null; empty if no row is too old
 */
public record LatestView(
        ViewName name,
        Optional<String> description,
        List<Entity> entities,
        Source source,
        Optional<Duration> ttl,
        List<LatestFeature> latest,
        Map<String, String> tags,
        String version,
        String json)
        implements FeatureView {
    public LatestView {
        entities = List.copyOf(entities);
        latest = List.copyOf(latest);
        tags = Map.copyOf(tags);
    }

    @Override
    public List<String> features() {
        return latest.stream().map(LatestFeature::name).toList();
    }

    @Override
    public <R> R match(Cases<R> cases) {
        return cases.latest(this);
    }
}
