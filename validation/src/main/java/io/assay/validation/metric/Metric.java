package io.assay.validation.metric;

import java.util.Optional;
import java.util.OptionalDouble;

/**
 * One measure of one column.
 *
 * @param name {@code completeness approx_distinct min max mean stddev quantiles}
 * @param value the state finished: of {@code quantiles} the median, of a time seconds since the epoch; empty if no row
 *     had a value
 * @param text the same where a number is not enough: all quantiles as JSON, times as ISO-8601; {@code exact} if
 *     distinct values were counted, and not only estimated
 * @param state in our binary form, which {@code io.assay.validation.MetricMerger} adds up
 */
public record Metric(String name, String column, OptionalDouble value, Optional<String> text, MetricState state) {}
