package io.assay.validation.internal.profile;

import io.assay.validation.internal.scan.NumberCounts;
import io.assay.validation.internal.scan.QuantileSketch;
import io.assay.validation.metric.CategoryCounts;
import io.assay.validation.metric.Moments;
import io.assay.validation.profile.ColumnProfile;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.TreeMap;
import org.apache.spark.sql.catalyst.util.QuantileSummaries;
import scala.Option;

/** Range, moments and ranks of a column's numbers, and how often each occurs while few differ. */
final class NumberState implements Serializable {
    private static final long serialVersionUID = 1;
    private static final double[] QUANTILES = {0.05, 0.25, 0.5, 0.75, 0.95};

    private static final int TWENTIETHS = 20;

    private final NumberCounts counts = new NumberCounts(new double[0]);
    private final QuantileSketch ranks;
    private double least = Double.NaN;
    private double greatest = Double.NaN;
    private long negative;
    private long inUnit;

    /** {@code memory}: how many values are kept before they are summarised. */
    NumberState(int memory) {
        this.ranks = new QuantileSketch(counts, memory);
    }

    void add(double value, long times) {
        ranks.add(value, times);
        if (!(value >= least)) { // so written that the first value counts
            least = Double.isNaN(value) ? least : value;
        }
        if (!(value <= greatest)) {
            greatest = Double.isNaN(value) ? greatest : value;
        }
        if (value < 0) {
            negative += times;
        } else if (value <= 1) {
            inUnit += times;
        }
    }

    void merge(NumberState other) {
        if (!Double.isNaN(other.least)) {
            least = Double.isNaN(least) ? other.least : Math.min(least, other.least);
            greatest = Double.isNaN(greatest) ? other.greatest : Math.max(greatest, other.greatest);
        }
        negative += other.negative;
        inUnit += other.inUnit;
        ranks.merge(other.ranks);
        ranks.summary();
        counts.merge(other.counts);
    }

    /** Every value with its count; overflowed if too many differ. */
    CategoryCounts values() {
        ranks.summary();
        return counts.categories();
    }

    ColumnProfile.Numbers profile() {
        QuantileSummaries summary = ranks.summary();
        Moments moments = counts.moments();
        Map<String, Double> quantiles = new TreeMap<>();
        for (double quantile : QUANTILES) {
            Option<Object> value = summary.count() == 0 ? Option.empty() : summary.query(quantile);
            if (value.isDefined()) {
                quantiles.put(String.format(Locale.ROOT, "p%02.0f", quantile * 100), (Double) value.get());
            }
        }
        List<Double> twentieths = new ArrayList<>();
        for (int i = 0; i <= TWENTIETHS && summary.count() > 0; i++) {
            twentieths.add((Double) summary.query((double) i / TWENTIETHS).get());
        }
        return new ColumnProfile.Numbers(
                number(least),
                number(greatest),
                moments.count() == 0 ? OptionalDouble.empty() : OptionalDouble.of(moments.mean()),
                moments.count() == 0
                        ? OptionalDouble.empty()
                        : OptionalDouble.of(Math.sqrt(moments.squares() / moments.count())),
                quantiles,
                twentieths,
                counts.zeros(),
                counts.nans(),
                negative,
                inUnit);
    }

    private static OptionalDouble number(double value) {
        return Double.isNaN(value) ? OptionalDouble.empty() : OptionalDouble.of(value);
    }
}
