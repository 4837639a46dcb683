package io.assay.validation.internal.deequ;

import com.amazon.deequ.analyzers.Analyzer;
import com.amazon.deequ.analyzers.ApproxCountDistinct;
import com.amazon.deequ.analyzers.ApproxQuantile;
import com.amazon.deequ.analyzers.Completeness;
import com.amazon.deequ.analyzers.Compliance;
import com.amazon.deequ.analyzers.Correlation;
import com.amazon.deequ.analyzers.CountDistinct;
import com.amazon.deequ.analyzers.Distinctness;
import com.amazon.deequ.analyzers.Entropy;
import com.amazon.deequ.analyzers.MaxLength;
import com.amazon.deequ.analyzers.Maximum;
import com.amazon.deequ.analyzers.Mean;
import com.amazon.deequ.analyzers.MinLength;
import com.amazon.deequ.analyzers.Minimum;
import com.amazon.deequ.analyzers.MutualInformation;
import com.amazon.deequ.analyzers.PatternMatch;
import com.amazon.deequ.analyzers.Patterns;
import com.amazon.deequ.analyzers.Size;
import com.amazon.deequ.analyzers.StandardDeviation;
import com.amazon.deequ.analyzers.Sum;
import com.amazon.deequ.analyzers.UniqueValueRatio;
import com.amazon.deequ.analyzers.Uniqueness;
import com.amazon.deequ.metrics.Metric;
import io.assay.definition.contract.Check;
import io.assay.definition.contract.EcmaPattern;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import scala.Option;
import scala.collection.JavaConverters;
import scala.collection.Seq;
import scala.util.matching.Regex;

/** The analyzer behind each of Deequ's constraints. */
final class DeequAnalyzers {
    private static final double QUANTILE_ERROR = 0.01;

    private DeequAnalyzers() {}

    /** With the names that the columns have for Deequ. */
    static Analyzer<?, ? extends Metric<?>> of(
            Check.Constraint check, Map<String, String> names, Optional<String> condition) {
        List<String> columns = check.columns().stream()
                .map(path -> names.getOrDefault(path, path))
                .toList();
        String first = columns.isEmpty() ? "" : columns.get(0);
        Option<String> where = Option.apply(condition.orElse(null));
        Seq<String> all = JavaConverters.asScalaBuffer(columns).toSeq();
        return switch (check.constraint()) {
            case IS_COMPLETE, HAS_COMPLETENESS -> new Completeness(first, where, Option.empty());
            case IS_UNIQUE, IS_PRIMARY_KEY, HAS_UNIQUENESS -> new Uniqueness(all, where, Option.empty());
            case HAS_DISTINCTNESS -> new Distinctness(all, where);
            case HAS_UNIQUE_VALUE_RATIO -> new UniqueValueRatio(all, where, Option.empty());
            case HAS_NUMBER_OF_DISTINCT_VALUES -> new CountDistinct(all); // takes no condition: its columns have it
            case HAS_APPROX_COUNT_DISTINCT -> new ApproxCountDistinct(first, where);
            case HAS_SIZE -> new Size(where);
            case HAS_MIN -> new Minimum(first, where, Option.empty());
            case HAS_MAX -> new Maximum(first, where, Option.empty());
            case HAS_MEAN -> new Mean(first, where);
            case HAS_SUM -> new Sum(first, where);
            case HAS_STANDARD_DEVIATION -> new StandardDeviation(first, where);
            case HAS_APPROX_QUANTILE ->
                new ApproxQuantile(first, Double.parseDouble(check.argument("quantile")), QUANTILE_ERROR, where);
            case HAS_CORRELATION -> new Correlation(first, columns.get(1), where);
            case HAS_ENTROPY -> new Entropy(first, where);
            case HAS_MUTUAL_INFORMATION -> new MutualInformation(all, where);
            case HAS_MIN_LENGTH -> new MinLength(first, where, Option.empty());
            case HAS_MAX_LENGTH -> new MaxLength(first, where, Option.empty());
            case HAS_PATTERN ->
                pattern(
                        first,
                        new Regex(EcmaPattern.of(check.argument("pattern")).java(), noNames()),
                        where);
            case CONTAINS_EMAIL -> pattern(first, Patterns.EMAIL(), where);
            case CONTAINS_URL -> pattern(first, Patterns.URL(), where);
            case CONTAINS_CREDIT_CARD_NUMBER -> pattern(first, Patterns.CREDITCARD(), where);
            case CONTAINS_SOCIAL_SECURITY_NUMBER -> pattern(first, Patterns.SOCIAL_SECURITY_NUMBER_US(), where);
            case IS_CONTAINED_IN ->
                compliance(
                        "%1$s IS NULL OR CAST(%1$s AS STRING) IN (%2$s)"
                                .formatted(first, quoted(check.arguments().getOrDefault("values", List.of()))),
                        where);
            case IS_NON_NEGATIVE -> compliance("coalesce(%s, 0) >= 0".formatted(first), where);
            case IS_POSITIVE -> compliance("coalesce(%s, 1) > 0".formatted(first), where);
            case IS_LESS_THAN -> compliance(first + " < " + columns.get(1), where);
            case IS_LESS_THAN_OR_EQUAL_TO -> compliance(first + " <= " + columns.get(1), where);
            case IS_GREATER_THAN -> compliance(first + " > " + columns.get(1), where);
            case IS_GREATER_THAN_OR_EQUAL_TO -> compliance(first + " >= " + columns.get(1), where);
            case SATISFIES -> compliance(check.argument("condition"), where);
        };
    }

    private static Analyzer<?, ? extends Metric<?>> pattern(String column, Regex pattern, Option<String> where) {
        return new PatternMatch(column, pattern, where, Option.empty());
    }

    private static Seq<String> noNames() {
        return JavaConverters.asScalaBuffer(List.<String>of()).toSeq();
    }

    private static Analyzer<?, ? extends Metric<?>> compliance(String predicate, Option<String> where) {
        scala.collection.immutable.List<String> none =
                JavaConverters.asScalaBuffer(List.<String>of()).toList();
        return new Compliance(predicate, predicate, where, none, Option.empty());
    }

    private static String quoted(List<String> values) {
        return String.join(
                ", ",
                values.stream()
                        .map(value -> "'" + value.replace("\\", "\\\\").replace("'", "\\'") + "'")
                        .toList());
    }
}
