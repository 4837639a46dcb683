package io.assay.validation.metric;

/** Names of metrics: in the log, in documents, tables and charts. */
public final class MetricNames {
    /** The text of an {@link #APPROX_DISTINCT} that was counted and not estimated. */
    public static final String EXACT = "exact";
    /** Of a batch or a group of batches. */
    public static final String ROWS = "rows";
    /** The share of rows with a value. */
    public static final String COMPLETENESS = "completeness";

    public static final String APPROX_DISTINCT = "approx_distinct";
    public static final String MIN = "min";
    public static final String MAX = "max";
    public static final String MEAN = "mean";
    public static final String STDDEV = "stddev";
    public static final String QUANTILES = "quantiles";
    /** Values that are 0: how many, or in charts and comparisons which share. */
    public static final String ZEROS = "zeros";
    /** Values that are not a number. */
    public static final String NANS = "nans";
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
