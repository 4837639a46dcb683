package io.assay.validation.internal.deequ;

import com.amazon.deequ.analyzers.ApproxCountDistinct;
import com.amazon.deequ.analyzers.ApproxQuantile;
import com.amazon.deequ.analyzers.Completeness;
import com.amazon.deequ.analyzers.Maximum;
import com.amazon.deequ.analyzers.Mean;
import com.amazon.deequ.analyzers.Minimum;
import com.amazon.deequ.analyzers.ScanShareableAnalyzer;
import com.amazon.deequ.analyzers.StandardDeviation;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.NumericType;
import scala.Option;

/** The metrics we keep, and Deequ's analyzer of each. */
enum MetricKind {
    COMPLETENESS,
    APPROX_DISTINCT,
    MIN,
    MAX,
    MEAN,
    STDDEV,
    QUANTILES;

    /** Rank error of quantiles. */
    private static final double QUANTILE_ERROR = 0.01;

    static List<MetricKind> of(DataType type) {
        if (type instanceof NumericType) {
            return Arrays.asList(values());
        }
        if (type.equals(DataTypes.TimestampType) || type.equals(DataTypes.DateType)) {
            return List.of(COMPLETENESS, APPROX_DISTINCT, MIN, MAX);
        }
        return type.equals(DataTypes.StringType) || type.equals(DataTypes.BooleanType)
                ? List.of(COMPLETENESS, APPROX_DISTINCT)
                : List.of(COMPLETENESS);
    }

    static MetricKind named(String name) {
        return valueOf(name.toUpperCase(Locale.ROOT));
    }

    String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    ScanShareableAnalyzer<?, ?> analyzer(String column) {
        return switch (this) {
            case COMPLETENESS -> new Completeness(column, Option.empty(), Option.empty());
            case APPROX_DISTINCT -> new ApproxCountDistinct(column, Option.empty());
            case MIN -> new Minimum(column, Option.empty(), Option.empty());
            case MAX -> new Maximum(column, Option.empty(), Option.empty());
            case MEAN -> new Mean(column, Option.empty());
            case STDDEV -> new StandardDeviation(column, Option.empty());
            case QUANTILES -> new ApproxQuantile(column, 0.5, QUANTILE_ERROR, Option.empty());
        };
    }
}
