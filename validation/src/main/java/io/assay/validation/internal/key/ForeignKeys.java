package io.assay.validation.internal.key;

import static org.apache.spark.sql.functions.broadcast;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.not;

import io.assay.definition.contract.Check;
import io.assay.definition.contract.DatasetContract;
import io.assay.definition.contract.DatasetName;
import io.assay.validation.internal.rule.FieldPath;
import io.assay.validation.internal.rule.RuleNotEvaluableException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.InSet;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import scala.collection.JavaConverters;
import scala.math.BigInt;

/**
 * Which rows point to a row that is not there: keys of one column that are few are looked up in memory, others are
 * joined.
 */
final class ForeignKeys {
    /** Key columns up to this size are sent to every task instead of moving the rows. */
    private static final long BROADCAST_BYTES = 64L << 20;
    /** Up to this many keys of a target are kept in memory. */
    private static final int MOST_IN_MEMORY = 50_000;

    /** Types whose values are equal where Spark's are. */
    private static final Set<DataType> HASHED = Set.of(
            DataTypes.StringType,
            DataTypes.IntegerType,
            DataTypes.LongType,
            DataTypes.ShortType,
            DataTypes.DateType,
            DataTypes.TimestampType);

    private final DatasetContract dataset;
    private final Dataset<Row> batch;
    private final Optional<Dataset<Row>> published;
    private final Map<DatasetName, Dataset<Row>> targets;

    ForeignKeys(
            DatasetContract dataset,
            Dataset<Row> batch,
            Optional<Dataset<Row>> published,
            Map<DatasetName, Dataset<Row>> targets) {
        this.dataset = dataset;
        this.batch = batch;
        this.published = published;
        this.targets = targets;
    }

    KeyFlags.FlagStep flagStep(Check.ForeignKey check, String flag) {
        List<Column> own = check.columns().stream()
                .map(path -> FieldPath.of(dataset, path).value())
                .toList();
        List<String> names = new ArrayList<>();
        for (int i = 0; i < own.size(); i++) {
            names.add(flag + "_" + i);
        }
        Dataset<Row> keys = keys(check, names);
        boolean small =
                keys.queryExecution().optimizedPlan().stats().sizeInBytes().$less$eq(BigInt.apply(BROADCAST_BYTES));
        if (small && own.size() == 1) {
            Optional<Column> found = lookedUp(own.get(0), keys);
            if (found.isPresent()) {
                Column lost = own.get(0).isNotNull().and(not(found.get()));
                batch.select(lost); // analysed now, so that a fault is this rule's own
                return rows -> rows.withColumn(flag, lost);
            }
        }
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

    /** Whether the key is among those of the target; empty if they are too many, or of another type. One action. */
    private Optional<Column> lookedUp(Column own, Dataset<Row> keys) {
        DataType type = batch.select(own).schema().apply(0).dataType();
        if (!type.equals(keys.schema().apply(0).dataType()) || !HASHED.contains(type)) {
            return Optional.empty();
        }
        Set<Object> found = new HashSet<>();
        int read = 0;
        for (InternalRow row :
                keys.coalesce(1).distinct().queryExecution().executedPlan().executeTake(MOST_IN_MEMORY + 1)) {
            found.add(row.get(0, type));
            read++;
        }
        return read > MOST_IN_MEMORY
                ? Optional.empty()
                : Optional.of(new Column(new InSet(
                        own.expr(),
                        JavaConverters.asScalaSetConverter(found).asScala().toSet())));
    }

    /** Of the target as it is published; a dataset that points to itself also finds what the batch brings. */
    private Dataset<Row> keys(Check.ForeignKey check, List<String> names) {
        if (check.target().equals(dataset.name())) {
            Dataset<Row> brought = key(batch, check, names);
            return published.map(old -> brought.union(key(old, check, names))).orElse(brought);
        }
        Dataset<Row> target = targets.get(check.target());
        if (target == null) {
            throw new RuleNotEvaluableException(
                    "nothing of dataset '%s' is published yet, so no key can be looked up; ingest it first"
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
        Column column = FieldPath.quoted(path.split("\\.", -1)[0]);
        String[] fields = path.split("\\.", -1);
        for (int i = 1; i < fields.length; i++) {
            column = column.getField(fields[i]);
        }
        return column;
    }
}
