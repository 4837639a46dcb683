package io.assay.validation.metric;

/** Merges states of metrics and finishes them. */
@SuppressWarnings("DoNotCallSuggester")
public final class Metrics {
    private Metrics() {}

    /** The metric of both sets of rows together; associative. Both must be of one name and column. */
    public static Metric merge(Metric a, Metric b) {
        throw new UnsupportedOperationException("lands next: " + a + b);
    }
}
