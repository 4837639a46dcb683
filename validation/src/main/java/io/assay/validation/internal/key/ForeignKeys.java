package io.assay.validation.internal.key;

import static org.apache.spark.sql.functions.broadcast;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;

import io.assay.definition.contract.Check;
import io.assay.definition.contract.DatasetName;
import io.assay.definition.contract.WriteMode;
import io.assay.validation.internal.rule.Place;
import io.assay.validation.internal.rule.RuleFault;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import scala.math.BigInt;

/** Which rows point to a row that is not there: one left join with the target's distinct keys. */
final class ForeignKeys {
    /** Key columns up to this size are sent to every task instead of moving the rows. */
    private static final long BROADCAST_BYTES = 64L << 20;

    private final io.assay.definition.contract.Dataset dataset;
    private final Dataset<Row> batch;
    private final Optional<Dataset<Row>> published;
    private final Map<DatasetName, Dataset<Row>> targets;

    ForeignKeys(
            io.assay.definition.contract.Dataset dataset,
            Dataset<Row> batch,
            Optional<Dataset<Row>> published,
            Map<DatasetName, Dataset<Row>> targets) {
        this.dataset = dataset;
        this.batch = batch;
        this.published = dataset.writeMode() == WriteMode.REPLACE ? Optional.empty() : published;
        this.targets = targets;
    }

    KeyFlags.Laying laying(Check.ForeignKey check, String flag) {
        List<Column> own = check.columns().stream()
                .map(path -> Place.of(dataset, path).value())
                .toList();
        List<String> names = new ArrayList<>();
        for (int i = 0; i < own.size(); i++) {
            names.add(flag + "_" + i);
        }
        Dataset<Row> keys = keys(check, names);
        boolean small =
                keys.queryExecution().optimizedPlan().stats().sizeInBytes().$less$eq(BigInt.apply(BROADCAST_BYTES));
        // one task finds the distinct keys of a small target without moving them
        Dataset<Row> distinct = (small ? keys.coalesce(1) : keys).distinct().withColumn(flag + "_found", lit(true));
        Dataset<Row> right = small ? broadcast(distinct) : distinct;
        Column same = lit(true);
        Column known = lit(true);
        for (int i = 0; i < own.size(); i++) {
            same = same.and(own.get(i).equalTo(col(names.get(i))));
            known = known.and(own.get(i).isNotNull());
        }
        Column on = same;
        Column lost = known.and(col(flag + "_found").isNull());
        batch.join(right, on, "left"); // analysed now, so that a fault is this rule's own
        return rows -> rows.join(right, on, "left").withColumn(flag, lost);
    }

    /** Of the target as it is published; a dataset that points to itself also finds what the batch brings. */
    private Dataset<Row> keys(Check.ForeignKey check, List<String> names) {
        if (check.target().equals(dataset.name())) {
            Dataset<Row> brought = key(batch, check, names);
            return published.map(old -> brought.union(key(old, check, names))).orElse(brought);
        }
        Dataset<Row> target = targets.get(check.target());
        if (target == null) {
            throw new RuleFault("nothing of dataset '%s' is published yet, so no key can be looked up; ingest it first"
                    .formatted(check.target()));
        }
        return key(target, check, names);
    }

    private static Dataset<Row> key(Dataset<Row> rows, Check.ForeignKey check, List<String> names) {
        List<Column> columns = new ArrayList<>();
        Column known = lit(true);
        for (int i = 0; i < names.size(); i++) {
            Column column = path(check.targetColumns().get(i));
            known = known.and(column.isNotNull());
            columns.add(column.as(names.get(i)));
        }
        return rows.where(known).select(columns.toArray(Column[]::new));
    }

    private static Column path(String path) {
        Column column = Place.quoted(path.split("\\.", -1)[0]);
        String[] fields = path.split("\\.", -1);
        for (int i = 1; i < fields.length; i++) {
            column = column.getField(fields[i]);
        }
        return column;
    }
}
