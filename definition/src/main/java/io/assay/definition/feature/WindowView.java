package io.assay.definition.feature;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Aggregates over sliding windows of event time.
 *
 * @param grain how finely {@code known} is kept; it divides {@link #tile()}
 * @param version see {@link FeatureView}
 */
public record WindowView(
        ViewName name,
        Optional<String> description,
        List<Entity> entities,
        Source source,
        Duration grain,
        List<WindowFeature> window,
        Map<String, String> tags,
        String version,
        String json)
        implements FeatureView {
    public WindowView {
        entities = List.copyOf(entities);
        window = List.copyOf(window);
        tags = Map.copyOf(tags);
    }

    @Override
    public List<String> features() {
        return window.stream().map(WindowFeature::name).toList();
    }

    /** Length of a tile: the greatest common divisor of the windows' hops. */
    public Duration tile() {
        long seconds = 0;
        for (WindowFeature feature : window) {
            seconds = gcd(seconds, feature.hop().toSeconds());
        }
        return Duration.ofSeconds(seconds);
    }

    private static long gcd(long a, long b) {
        return b == 0 ? a : gcd(b, a % b);
    }

    @Override
    public <R> R match(Cases<R> cases) {
        return cases.window(this);
    }
}
