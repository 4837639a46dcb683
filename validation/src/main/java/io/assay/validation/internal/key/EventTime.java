package io.assay.validation.internal.key;

import static org.apache.spark.sql.functions.lit;

import io.assay.definition.contract.Check;
import io.assay.definition.contract.ColumnType;
import io.assay.definition.contract.ContractColumn;
import io.assay.definition.contract.DatasetContract;
import io.assay.validation.internal.rule.FieldPath;
import io.assay.validation.internal.rule.RuleNotEvaluableException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.Column;

/** The column that says when a row happened, for spans of time. */
record EventTime(ContractColumn column) {
    /** The time that the table is partitioned by, else one of the key, else the first there is. */
    static EventTime of(DatasetContract dataset, Check.Unique check) {
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
                .map(EventTime::new)
                .orElseThrow(() ->
                        new RuleNotEvaluableException("uniqueWithin is a span, but no column is a date or timestamp"));
    }

    /** As a timestamp. */
    Column value() {
        return FieldPath.quoted(column.name()).cast("timestamp");
    }

    /** Rows from one time up to another, in microseconds, both included: in the form by which Iceberg skips files. */
    Column between(long from, long until) {
        Column stored = FieldPath.quoted(column.name());
        if (column.type() instanceof ColumnType.Date) {
            return stored.geq(lit(day(from))).and(stored.leq(lit(day(until))));
        }
        return stored.geq(lit(instant(from))).and(stored.leq(lit(instant(until))));
    }

    private static LocalDate day(long micros) {
        return instant(micros).atZone(ZoneOffset.UTC).toLocalDate();
    }

    private static Instant instant(long micros) {
        return Instant.ofEpochSecond(Math.floorDiv(micros, 1_000_000L), Math.floorMod(micros, 1_000_000L) * 1000);
    }
}
