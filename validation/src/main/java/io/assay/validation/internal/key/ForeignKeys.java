package io.assay.validation.internal.key;

import static org.apache.spark.sql.functions.broadcast;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.explode;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.xxhash64;

import io.assay.definition.contract.Check;
import io.assay.definition.contract.DatasetContract;
import io.assay.definition.contract.DatasetName;
import io.assay.validation.decision.Decision;
import io.assay.validation.internal.rule.FieldPath;
import io.assay.validation.internal.rule.RuleNotEvaluableException;
import io.assay.validation.internal.value.StoredTypes;
import io.assay.validation.internal.value.UnvalidatedRow;
import io.assay.validation.internal.verdict.ValuePath;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.InSet;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import scala.collection.JavaConverters;

/**
 * Which rows point to a row that is not there: keys of one column that are few are looked up in memory, others are
 * joined.
 */
final class ForeignKeys {
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

    /** The keys that a value inside of an array may have; empty if they are too many, or not comparable so. */
    Optional<Set<Object>> keysForItems(Check.ForeignKey check, Consumer<Decision> decisions) {
        Optional<ValuePath> path = items(check);
        if (path.isEmpty()) {
            return Optional.empty();
        }
        Dataset<Row> keys = keys(check, List.of("__item"));
        KeyJoin join = KeyJoin.of(dataset, check, keys);
        if (!join.mayLookUp()) {
            return Optional.empty();
        }
        Optional<Set<Object>> found = found(StoredTypes.of(path.get().type()), keys);
        found.ifPresent(values -> decisions.accept(join.lookedUp(values.size())));
        return found;
    }

    /** Where one of the columns is inside of an array, its path. */
    private Optional<ValuePath> items(Check.ForeignKey check) {
        List<ValuePath> inArrays = check.columns().stream()
                .flatMap(path -> ValuePath.of(dataset.columns(), path).stream())
                .filter(ValuePath::inArray)
                .toList();
        if (!inArrays.isEmpty() && check.columns().size() > 1) {
            throw new RuleNotEvaluableException("a key of several columns cannot have items of an array");
        }
        return inArrays.stream().findFirst();
    }

    /** Rows one of whose items is not found, by their places. */
    private KeyFlags.FlagStep itemStep(ValuePath path, Dataset<Row> keys, KeyJoin join, String key, String flag) {
        Dataset<Row> distinct = join.broadcasts()
                ? broadcast(keys.distinct())
                : join.isPinned() ? keys.distinct().hint("merge") : keys.distinct();
        String at = flag + "_at";
        String from = flag + "_from";
        return rows -> {
            Dataset<Row> lost = rows.select(
                            col(UnvalidatedRow.SOURCE).as(from),
                            col(UnvalidatedRow.POSITION).as(at),
                            explode(ItemValues.of(dataset, path.name())).as(flag + "_item"))
                    .where(col(flag + "_item").isNotNull())
                    .join(distinct, col(flag + "_item").equalTo(col(key)), "left_anti")
                    .select(col(from), col(at))
                    .distinct()
                    .withColumn(flag + "_lost", lit(true));
            Column same = col(UnvalidatedRow.SOURCE)
                    .equalTo(col(from))
                    .and(col(UnvalidatedRow.POSITION).equalTo(col(at)));
            return rows.join(lost, same, "left")
                    .withColumn(flag, col(flag + "_lost").isNotNull());
        };
    }

    KeyFlags.FlagStep flagStep(Check.ForeignKey check, String flag, Consumer<Decision> decisions) {
        Optional<ValuePath> items = items(check);
        if (items.isPresent()) {
            Dataset<Row> keys = keys(check, List.of(flag + "_0"));
            KeyJoin join = KeyJoin.of(dataset, check, keys);
            decisions.accept(join.joined());
            return itemStep(items.get(), keys, join, flag + "_0", flag);
        }
        List<Column> own = check.columns().stream()
                .map(path -> FieldPath.of(dataset, path).value())
                .toList();
        List<String> names = new ArrayList<>();
        for (int i = 0; i < own.size(); i++) {
            names.add(flag + "_" + i);
        }
        Dataset<Row> keys = keys(check, names);
        KeyJoin join = KeyJoin.of(dataset, check, keys);
        if (join.mayLookUp()) {
            Optional<Set<Object>> found = values(own.get(0), keys);
            if (found.isPresent()) {
                Column lost = own.get(0).isNotNull().and(not(isIn(own.get(0), found.get())));
                batch.select(lost); // analysed now, so that a fault is this rule's own
                decisions.accept(join.lookedUp(found.get().size()));
                return rows -> rows.withColumn(flag, lost);
            }
        }
        if (!join.broadcasts()) {
            return moved(check, flag, own, names, keys, join, decisions);
        }
        decisions.accept(join.joined());
        // one task finds the distinct keys of a small target without moving them
        Dataset<Row> distinct = (join.isSmall() ? keys.coalesce(1) : keys).distinct();
        return joined(broadcast(distinct), flag, own, names, Optional.empty());
    }

    /** Rows and keys are both moved; those of a key that many rows have are divided. */
    private KeyFlags.FlagStep moved(
            Check.ForeignKey check,
            String flag,
            List<Column> own,
            List<String> names,
            Dataset<Row> keys,
            KeyJoin join,
            Consumer<Decision> decisions) {
        decisions.accept(join.joined());
        Column[] key = own.toArray(Column[]::new);
        Salting salting = Salting.of(dataset, check);
        boolean comparable = comparable(key, keys);
        SaltedJoin salted = comparable
                ? salting.choose(
                        () -> HotKeys.of(batch.where(known(own)).select(xxhash64(key))),
                        batch.sparkSession().sessionState().conf().numShufflePartitions(),
                        decisions)
                : SaltedJoin.NONE;
        Dataset<Row> distinct = join.isPinned() ? keys.distinct().hint("merge") : keys.distinct();
        if (!salted.divides()) {
            return joined(distinct, flag, own, names, Optional.empty());
        }
        String part = flag + "_part";
        Column[] named = names.stream().map(name -> col(name)).toArray(Column[]::new);
        return joined(
                salted.inParts(distinct, part, named),
                flag,
                own,
                names,
                Optional.of(salted.part(key).equalTo(col(part))));
    }

    /** Whether equal keys have equal hashes on both sides, and rows their places. */
    private boolean comparable(Column[] own, Dataset<Row> keys) {
        if (!List.of(batch.columns()).contains(UnvalidatedRow.POSITION)) {
            return false;
        }
        StructType ours = batch.select(own).schema();
        for (int i = 0; i < own.length; i++) {
            DataType type = ours.apply(i).dataType();
            if (!HASHED.contains(type) || !type.equals(keys.schema().apply(i).dataType())) {
                return false;
            }
        }
        return true;
    }

    private static Column known(List<Column> own) {
        return own.stream().map(Column::isNotNull).reduce(Column::and).orElse(lit(true));
    }

    private KeyFlags.FlagStep joined(
            Dataset<Row> distinct, String flag, List<Column> own, List<String> names, Optional<Column> part) {
        Dataset<Row> right = distinct.withColumn(flag + "_found", lit(true));
        Column same = part.orElse(lit(true));
        for (int i = 0; i < own.size(); i++) {
            same = same.and(own.get(i).equalTo(col(names.get(i))));
        }
        Column on = same;
        Column lost = known(own).and(col(flag + "_found").isNull());
        batch.join(right, on, "left"); // analysed now, so that a fault is this rule's own
        return rows -> rows.join(right, on, "left").withColumn(flag, lost);
    }

    private static Column isIn(Column own, Set<Object> values) {
        return new Column(new InSet(
                own.expr(), JavaConverters.asScalaSetConverter(values).asScala().toSet()));
    }

    /** The keys of the target; empty if they are too many, or of another type. One action. */
    private Optional<Set<Object>> values(Column own, Dataset<Row> keys) {
        DataType type = batch.select(own).schema().apply(0).dataType();
        return found(type, keys);
    }

    private static Optional<Set<Object>> found(DataType type, Dataset<Row> keys) {
        if (!type.equals(keys.schema().apply(0).dataType()) || !HASHED.contains(type)) {
            return Optional.empty();
        }
        Set<Object> found = new HashSet<>();
        int read = 0;
        for (InternalRow row :
                keys.coalesce(1).distinct().queryExecution().executedPlan().executeTake(KeyJoin.MOST_IN_MEMORY + 1)) {
            found.add(row.get(0, type));
            read++;
        }
        return read > KeyJoin.MOST_IN_MEMORY ? Optional.empty() : Optional.of(found);
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
