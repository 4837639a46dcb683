package io.assay.validation.internal.deequ;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.NumericType;

/** The metrics we keep, each as the state of one of Deequ's analyzers. */
enum MetricKind {
    COMPLETENESS,
    APPROX_DISTINCT,
    MIN,
    MAX,
    MEAN,
    STDDEV,
    QUANTILES;

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

    /** Whether it is undefined for a column without a value. */
    boolean needsValues() {
        return this != COMPLETENESS && this != APPROX_DISTINCT;
    }
}
