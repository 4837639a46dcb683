package io.assay.validation.internal.dataset;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.min;

import io.assay.definition.contract.Check;
import io.assay.definition.contract.DatasetContract;
import io.assay.definition.contract.ServiceLevel;
import io.assay.validation.internal.rule.FieldPath;
import io.assay.validation.internal.rule.RuleNotEvaluableException;
import io.assay.warehouse.dataset.DatasetColumns;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * How old a dataset's rows are, by one of their columns, when a run begins.
 *
 * @param batch its rows that can be read
 * @param after the dataset as it would be after publishing
 * @param run whose rows are new there
 */
public record RowAges(DatasetContract dataset, Dataset<Row> batch, Dataset<Row> after, String run, Instant at) {
    private static final int DIGITS = 3;

    /**
     * The span that the level is about, in its unit; nothing of the kind is 0. One action, of a frequency two.
     *
     * @throws RuleNotEvaluableException if there is no row with a time
     */
    public BigDecimal of(Check.Age check) {
        Column time = FieldPath.of(dataset, check.column()).value().cast("timestamp");
        Instant from = switch (check.level()) {
            case FRESHNESS -> required(batch.select(max(time)), check);
            case LATENCY -> required(batch.select(min(time)), check);
            case RETENTION -> required(after.select(min(time)), check);
            case FREQUENCY ->
                first(after.where(col(DatasetColumns.RUN).notEqual(run)).select(max(time)))
                        .orElse(Instant.MAX);
        };
        if (from.equals(Instant.MAX)) {
            return BigDecimal.ZERO; // the first batch
        }
        Instant to = check.level() == ServiceLevel.FREQUENCY ? required(batch.select(max(time)), check) : at;
        return BigDecimal.valueOf(ChronoUnit.MICROS.between(from, to))
                .divide(
                        BigDecimal.valueOf(check.unit().seconds() * 1_000_000),
                        Math.max(DIGITS, check.limit().scale()),
                        RoundingMode.CEILING); // so that an age above the limit is never rounded to it
    }

    private static Instant required(Dataset<Row> one, Check.Age check) {
        return first(one).orElseThrow(() -> new RuleNotEvaluableException("no row has a %s".formatted(check.column())));
    }

    private static Optional<Instant> first(Dataset<Row> one) {
        Row row = one.selectExpr("unix_micros(`%s`)".formatted(one.columns()[0].replace("`", "``")))
                .first();
        return row.isNullAt(0) ? Optional.empty() : Optional.of(Instant.EPOCH.plus(row.getLong(0), ChronoUnit.MICROS));
    }
}
