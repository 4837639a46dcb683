package io.assay.validation.metric;

/** Names of metrics that are stored beside those of Deequ's analyzers. */
public final class MetricNames {
    public static final String APPROX_DISTINCT = "approx_distinct";
    /** Of a column its {@link Distribution}. */
    public static final String DISTRIBUTION = "distribution";
    /** Of a column, by its values, {@link KeyedMeasures}. */
    public static final String KEYED = "keyed";
    /** How the next batch is to be measured, a {@link MeasurePlan}. */
    public static final String PLAN = "plan";
    /** Of a partition by time, which is the metric's text, {@link PartitionMeasures}. */
    public static final String PARTITION = "partition";
    /** How unusual the batch is. */
    public static final String NOVELTY = "novelty";

    private MetricNames() {}
}
