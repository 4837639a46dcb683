package io.assay.validation.internal.dataset;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.when;

import io.assay.definition.contract.DatasetContract;
import io.assay.definition.contract.Rule;
import io.assay.validation.internal.key.KeyFlags;
import io.assay.validation.internal.rule.RowRules;
import io.assay.validation.internal.rule.RowVerdicts;
import io.assay.validation.internal.rule.RuleNotEvaluableException;
import io.assay.validation.internal.value.UnvalidatedRow;
import io.assay.warehouse.dataset.DatasetColumns;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.StructField;

/** Counts the rows of a published dataset that break a check. One action; a key adds its own. */
public final class DatasetMeasure {
    /** Rows that break the check, of those it checks. */
    public record Counted(long broken, long checked) {}

    private DatasetMeasure() {}

    public static Counted of(DatasetContract dataset, Rule rule, Dataset<Row> published) {
        Dataset<Row> rows = shaped(published);
        DatasetContract alone = dataset.withRules(List.of(rule));
        KeyFlags keys = KeyFlags.of(alone, rows, Optional.empty(), Map.of(), Optional.empty());
        Dataset<Row> flagged = keys.withFlags(rows).as(dataset.name().value());
        RowRules rules = RowRules.of(alone, keys.flags(), flagged.limit(0));
        if (rules.ready().isEmpty()) {
            throw new RuleNotEvaluableException(rules.faults().getOrDefault(rule.name(), "it was not evaluated"));
        }
        RowVerdicts verdicts = new RowVerdicts(dataset, rules);
        Row counts = flagged.select(verdicts.verdict())
                .agg(
                        count(when(RowVerdicts.bit(RowVerdicts.bitOf(0)), lit(1))),
                        count(counted(verdicts.appliedBitOf(0), lit(1))),
                        count(counted(verdicts.failedBitOf(0), lit(null))))
                .first();
        if (counts.getLong(2) > 0) {
            throw new RuleNotEvaluableException(
                    "its SQL fails on %,d %s".formatted(counts.getLong(2), counts.getLong(2) == 1 ? "row" : "rows"));
        }
        return new Counted(counts.getLong(0), counts.getLong(1));
    }

    private static Column counted(OptionalInt bit, Column without) {
        return bit.isPresent() ? when(RowVerdicts.bit(bit.getAsInt()), lit(1)) : without;
    }

    /** Published rows in the shape of rows that are being read: everything has parsed. */
    private static Dataset<Row> shaped(Dataset<Row> published) {
        Dataset<Row> rows = published;
        for (StructField field : UnvalidatedRow.beside().fields()) {
            Column value = switch (field.name()) {
                case UnvalidatedRow.SOURCE -> col(DatasetColumns.SOURCE);
                case UnvalidatedRow.POSITION -> col(DatasetColumns.POSITION);
                default -> lit(null).cast(field.dataType());
            };
            rows = rows.withColumn(field.name(), value);
        }
        return rows;
    }
}
