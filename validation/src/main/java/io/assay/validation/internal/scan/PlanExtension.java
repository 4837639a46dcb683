package io.assay.validation.internal.scan;

import io.assay.validation.metric.CategoryCounts;
import io.assay.validation.metric.Distribution;
import io.assay.validation.metric.MeasurePlan;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.sql.catalyst.expressions.aggregate.ApproximatePercentile;
import scala.collection.JavaConverters;

/** What the next batch is to be measured by, from what was seen of one. */
public final class PlanExtension {
    /** Of fewer values quantiles say little. */
    private static final int ENOUGH_VALUES = 20;

    private static final double[] QUANTILES = {
        0.01, 0.025, 0.05, 0.1, 0.15, 0.2, 0.25, 0.3, 0.35, 0.4, 0.45, 0.5, 0.55, 0.6, 0.65, 0.7, 0.75, 0.8, 0.85, 0.9,
        0.95, 0.975, 0.99
    };
    private static final int MOST_KEY_COLUMNS = 2;
    private static final int MOST_KEYS = 12;
    private static final int MOST_DISTINCT_KEYS = 60;
    private static final double KEY_SHARE = 0.01;
    /** With so many of its values outside, a histogram says little: its edges are made anew. */
    private static final double TOO_MANY_OUTSIDE = 0.5;

    private PlanExtension() {}

    /** The plan with edges for columns that have none or whose values have left them, and with keys if it has none. */
    public static MeasurePlan of(MeasurePlan known, ColumnStatisticsState state) {
        Map<String, List<Double>> edges = new TreeMap<>(known.edges());
        Map<String, Distribution> distributions = state.distributions();
        distributions.forEach((name, distribution) -> {
            if (distribution.kind() == Distribution.Kind.NUMBER
                    && distribution.moments().count() >= ENOUGH_VALUES
                    && (!edges.containsKey(name) || isOutside(distribution))) {
                edges.put(name, edges(state.column(name), distribution));
            }
        });
        return new MeasurePlan(edges, known.keys().isEmpty() ? keys(distributions) : known.keys());
    }

    private static boolean isOutside(Distribution distribution) {
        return distribution
                .histogram()
                .filter(histogram -> histogram.count(0) + histogram.count(histogram.bins() - 1)
                        > TOO_MANY_OUTSIDE * histogram.total())
                .isPresent();
    }

    private static List<Double> edges(ColumnStatistics column, Distribution distribution) {
        ApproximatePercentile.PercentileDigest digest = column.digest();
        List<Double> candidates = new ArrayList<>();
        candidates.add(Math.nextDown(distribution.least()));
        JavaConverters.<Object>seqAsJavaList(digest.getPercentiles(QUANTILES))
                .forEach(quantile -> candidates.add((Double) quantile));
        candidates.add(distribution.greatest());
        return candidates.stream().filter(Double::isFinite).sorted().distinct().toList();
    }

    /** Of the columns with few values those with most. */
    private static Map<String, List<String>> keys(Map<String, Distribution> distributions) {
        Map<String, List<String>> keys = new TreeMap<>();
        distributions.entrySet().stream()
                .filter(column -> column.getValue().kind() == Distribution.Kind.TEXT)
                .filter(column -> column.getValue()
                        .categories()
                        .filter(values -> !values.overflow()
                                && values.counts().size() > 1
                                && values.counts().size() <= MOST_DISTINCT_KEYS)
                        .isPresent())
                .sorted(Comparator.comparingInt((Map.Entry<String, Distribution> column) ->
                                -values(column.getValue()).size())
                        .thenComparing(Map.Entry.comparingByKey()))
                .map(column -> Map.entry(column.getKey(), values(column.getValue())))
                .filter(column -> column.getValue().size() > 1)
                .limit(MOST_KEY_COLUMNS)
                .forEach(column -> keys.put(column.getKey(), column.getValue()));
        return keys;
    }

    private static List<String> values(Distribution column) {
        CategoryCounts counts = column.categories().orElse(CategoryCounts.overflowed());
        return counts.byCount().stream()
                .filter(value -> value.getValue() >= KEY_SHARE * counts.total() && value.getValue() > 1)
                .limit(MOST_KEYS)
                .map(value -> counts.labels().getOrDefault(value.getKey(), ""))
                .toList();
    }
}
