package io.assay.validation.internal.deequ;

import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.percentile_approx;

import com.amazon.deequ.analyzers.Histogram;
import com.amazon.deequ.metrics.DistributionValue;
import com.amazon.deequ.profiles.ColumnProfilerRunner;
import com.amazon.deequ.profiles.ColumnProfiles;
import com.amazon.deequ.profiles.NumericColumnProfile;
import io.assay.validation.profile.ColumnProfile;
import io.assay.validation.profile.Profile;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.BinaryType;
import org.apache.spark.sql.types.MapType;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import scala.Option;
import scala.collection.JavaConverters;

/**
 * Deequ's profiler: three passes over the data, whatever the number of columns. Quantiles, which it has only as KLL
 * sketches (slow, and wrong beyond 32 bits), come from a fourth.
 */
public final class DeequProfiler {
    /** Columns with more distinct values get no list of them. */
    private static final int FEW_VALUES = 20;

    private static final double[] QUANTILES = {0.05, 0.25, 0.5, 0.75, 0.95};
    private static final int QUANTILE_ACCURACY = 1_000;

    private DeequProfiler() {}

    /** Profiles every column; of structs, arrays, maps and bytes their text. */
    public static Profile of(Dataset<Row> rows) {
        Dataset<Row> simple = simple(rows);
        ColumnProfiles found = new ColumnProfilerRunner()
                .onData(simple)
                .withLowCardinalityHistogramThreshold(FEW_VALUES)
                .run();
        Map<String, Map<String, Double>> quantiles = quantiles(simple, found);
        List<ColumnProfile> columns = new ArrayList<>();
        for (StructField field : rows.schema().fields()) {
            Option<com.amazon.deequ.profiles.ColumnProfile> column =
                    found.profiles().get(field.name());
            if (column.isDefined()) {
                columns.add(column(column.get(), field, quantiles.getOrDefault(field.name(), Map.of())));
            }
        }
        return new Profile(found.numRecords(), columns);
    }

    private static Dataset<Row> simple(Dataset<Row> rows) {
        Dataset<Row> simple = rows;
        for (StructField field : rows.schema().fields()) {
            if (nested(field)) {
                simple = simple.withColumn(
                        field.name(), rows.col("`" + field.name() + "`").cast("string"));
            }
        }
        return simple;
    }

    private static boolean nested(StructField field) {
        return field.dataType() instanceof StructType
                || field.dataType() instanceof ArrayType
                || field.dataType() instanceof MapType
                || field.dataType() instanceof BinaryType;
    }

    private static Map<String, Map<String, Double>> quantiles(Dataset<Row> rows, ColumnProfiles found) {
        List<String> names = new ArrayList<>();
        List<Column> wanted = new ArrayList<>();
        for (StructField field : rows.schema().fields()) {
            var column = found.profiles().get(field.name());
            if (column.isDefined() && column.get() instanceof NumericColumnProfile) {
                names.add(field.name());
                wanted.add(percentile_approx(
                        rows.col("`" + field.name() + "`").cast("double"), lit(QUANTILES), lit(QUANTILE_ACCURACY)));
            }
        }
        Map<String, Map<String, Double>> quantiles = new HashMap<>();
        if (names.isEmpty()) {
            return quantiles;
        }
        Row row = rows.select(wanted.toArray(Column[]::new)).first();
        for (int i = 0; i < names.size(); i++) {
            Map<String, Double> own = new TreeMap<>();
            if (!row.isNullAt(i)) {
                List<Double> values = row.getList(i);
                for (int j = 0; j < values.size(); j++) {
                    own.put(String.format(Locale.ROOT, "p%02.0f", QUANTILES[j] * 100), values.get(j));
                }
            }
            quantiles.put(names.get(i), own);
        }
        return quantiles;
    }

    private static ColumnProfile column(
            com.amazon.deequ.profiles.ColumnProfile column, StructField field, Map<String, Double> quantiles) {
        boolean inferred = column.isDataTypeInferred();
        String type = inferred
                ? column.dataType().toString().toLowerCase(Locale.ROOT)
                : field.dataType().simpleString();
        return new ColumnProfile(
                field.name(),
                type,
                inferred,
                column.completeness(),
                column.approximateNumDistinctValues(),
                column instanceof NumericColumnProfile numeric
                        ? Optional.of(numbers(numeric, quantiles))
                        : Optional.empty(),
                values(column));
    }

    private static ColumnProfile.Numbers numbers(NumericColumnProfile numeric, Map<String, Double> quantiles) {
        return new ColumnProfile.Numbers(
                number(numeric.minimum()),
                number(numeric.maximum()),
                number(numeric.mean()),
                number(numeric.stdDev()),
                quantiles);
    }

    private static OptionalDouble number(Option<Object> value) {
        return value.isDefined() ? OptionalDouble.of((Double) value.get()) : OptionalDouble.empty();
    }

    private static List<ColumnProfile.Value> values(com.amazon.deequ.profiles.ColumnProfile column) {
        List<ColumnProfile.Value> values = new ArrayList<>();
        if (column.histogram().isDefined()) {
            Map<String, DistributionValue> counts =
                    JavaConverters.mapAsJavaMap(column.histogram().get().values());
            boolean nulls = column.completeness() < 1; // Deequ counts them under a word; completeness shows them
            counts.forEach((value, count) -> {
                if (!(nulls && value.equals(Histogram.NullFieldReplacement()))) {
                    values.add(new ColumnProfile.Value(value, count.absolute()));
                }
            });
        }
        values.sort(Comparator.comparingLong(ColumnProfile.Value::count)
                .reversed()
                .thenComparing(ColumnProfile.Value::value));
        return values;
    }
}
