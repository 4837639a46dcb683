package io.assay.validation.internal.dataset;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.unix_micros;

import io.assay.definition.contract.Check;
import io.assay.definition.contract.DatasetContract;
import io.assay.definition.contract.ServiceLevel;
import io.assay.validation.internal.rule.FieldPath;
import io.assay.validation.internal.rule.RuleNotEvaluableException;
import io.assay.validation.metric.TimeRange;
import io.assay.warehouse.dataset.DatasetColumns;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * How old a dataset's rows are, by one of their columns, when a run begins.
 *
 * @param passing the times of the batch's rows that pass, by column
 * @param after the dataset as it would be after publishing
 * @param run whose rows are new there
 */
public record RowAges(
        DatasetContract dataset, Map<String, TimeRange> passing, Supplier<Dataset<Row>> after, String run, Instant at) {
    private static final int DIGITS = 3;

    /**
     * The span that the level is about, in its unit; nothing of the kind is 0. One action of a retention or frequency,
     * else none.
     *
     * @throws RuleNotEvaluableException if no row has a time
     */
    public BigDecimal of(Check.Age check) {
        Instant from = switch (check.level()) {
            case FRESHNESS -> batch(check).newest();
            case LATENCY -> batch(check).oldest();
            case RETENTION ->
                first(after.get().select(min(micros(check))))
                        .orElseThrow(() -> new RuleNotEvaluableException("no row has a %s".formatted(check.column())));
            case FREQUENCY ->
                first(after.get().where(col(DatasetColumns.RUN).notEqual(run)).select(max(micros(check))))
                        .orElse(Instant.MAX);
        };
        if (from.equals(Instant.MAX)) {
            return BigDecimal.ZERO; // the first batch
        }
        Instant to = check.level() == ServiceLevel.FREQUENCY ? batch(check).newest() : at;
        return BigDecimal.valueOf(ChronoUnit.MICROS.between(from, to))
                .divide(
                        BigDecimal.valueOf(check.unit().seconds() * 1_000_000),
                        Math.max(DIGITS, check.limit().scale()),
                        RoundingMode.CEILING); // so that an age above the limit is never rounded to it
    }

    private TimeRange batch(Check.Age check) {
        return Optional.ofNullable(passing.get(check.column()))
                .orElseThrow(
                        () -> new RuleNotEvaluableException("no row that passes has a %s".formatted(check.column())));
    }

    private Column micros(Check.Age check) {
        return unix_micros(FieldPath.of(dataset, check.column()).value().cast("timestamp"));
    }

    private static Optional<Instant> first(Dataset<Row> one) {
        Row row = one.first();
        return row.isNullAt(0) ? Optional.empty() : Optional.of(PassingTimes.instant(row, 0));
    }
}
