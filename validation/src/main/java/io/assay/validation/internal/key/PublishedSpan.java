package io.assay.validation.internal.key;

import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.min;

import io.assay.definition.contract.Check;
import io.assay.definition.contract.ColumnType;
import io.assay.definition.contract.ContractColumn;
import io.assay.definition.contract.DatasetContract;
import io.assay.definition.contract.UniqueWithin;
import io.assay.validation.internal.rule.FieldPath;
import io.assay.validation.internal.rule.RuleNotEvaluableException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** The published rows that a batch's keys are compared with: all, or those of a span of event time before it. */
final class PublishedSpan {
    private PublishedSpan() {}

    /** With a span one action more: the batch's earliest event time. */
    static Dataset<Row> of(DatasetContract dataset, Dataset<Row> published, Dataset<Row> batch, Check.Unique check) {
        if (!(dataset.uniqueWithin() instanceof UniqueWithin.Span within)) {
            return published;
        }
        Column time = FieldPath.quoted(eventTime(dataset, check).name());
        Row earliest = batch.select(min(time).cast("timestamp")).first();
        if (earliest.isNullAt(0)) {
            return published.where(lit(false));
        }
        return published.where(time.geq(lit(earliest.get(0))
                .minus(expr(String.format(
                        Locale.ROOT, "INTERVAL %d SECONDS", within.span().toSeconds())))));
    }

    /** The time that the table is partitioned by, else one of the key, else the first there is. */
    private static ContractColumn eventTime(DatasetContract dataset, Check.Unique check) {
        List<ContractColumn> times = dataset.columns().stream()
                .filter(c -> c.type() instanceof ColumnType.Timestamp || c.type() instanceof ColumnType.Date)
                .toList();
        Optional<ContractColumn> partition = times.stream()
                .filter(c -> dataset.partitioning().stream()
                        .anyMatch(p -> p.equals(c.name()) || p.contains("(" + c.name() + ")")))
                .findFirst();
        return partition
                .or(() -> times.stream()
                        .filter(c -> check.columns().contains(c.name()))
                        .findFirst())
                .or(() -> times.stream().findFirst())
                .orElseThrow(() ->
                        new RuleNotEvaluableException("uniqueWithin is a span, but no column is a date or timestamp"));
    }
}
