package io.assay.validation.internal.key;

import static org.apache.spark.sql.functions.broadcast;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.udf;
import static org.apache.spark.sql.functions.when;

import io.assay.definition.contract.Check;
import io.assay.definition.contract.DatasetContract;
import io.assay.definition.contract.UniqueWithin;
import io.assay.definition.contract.WriteMode;
import io.assay.validation.decision.Decision;
import io.assay.validation.internal.rule.JoinFlags.FlaggedCheck;
import io.assay.validation.internal.value.UnvalidatedRow;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.api.java.UDF1;
import org.apache.spark.sql.expressions.UserDefinedFunction;
import org.apache.spark.sql.types.DataTypes;

/**
 * Which rows share a key with another row that stays: within a batch the last in position stays, published rows always
 * do. Keys are compared only where their hashes are equal; rows are not moved.
 */
final class Uniqueness {
    /** Up to this many taken keys are kept in memory and broadcast; more are joined. */
    private static final int MOST_IN_MEMORY = 50_000;

    private static final String COUNT = "__count";
    private static final String PUBLISHED = "__published";
    private static final String LAST = "__last";

    private final DatasetContract dataset;
    private final Dataset<Row> batch;
    private final Optional<Dataset<Row>> published;
    private final Optional<SpanMemory> memory;
    private final SharedHashes hashes;

    Uniqueness(
            DatasetContract dataset,
            List<FlaggedCheck> checks,
            Dataset<Row> batch,
            Optional<Dataset<Row>> published,
            Optional<SpanMemory> memory) {
        this.memory = memory;
        this.dataset = dataset;
        this.batch = batch;
        boolean alone = dataset.writeMode() == WriteMode.UPSERT || dataset.uniqueWithin() instanceof UniqueWithin.Batch;
        this.published = alone ? Optional.empty() : published;
        this.hashes = new SharedHashes(dataset, checks, batch, this.published);
    }

    KeyFlags.FlagStep flagStep(Check.Unique check, Optional<String> where, String flag, Consumer<Decision> decisions) {
        UniqueKey key = new UniqueKey(dataset, check, where);
        KeyMemory choice = KeyMemory.of(dataset, check);
        if (dataset.uniqueWithin() instanceof UniqueWithin.Span within) {
            return new SpanUniqueness(dataset, published, memory, check, within.span())
                    .flagStep(key.checked(batch), flag, choice, decisions);
        }
        KeyHashes.Found found = hashes.of(key);
        decisions.accept(
                found.held().isPresent()
                        ? choice.held(found.held().getAsLong(), KeyHashes.MOST)
                        : choice.moved(KeyHashes.MOST));
        if (found.shared().filter(shared -> shared.length == 0).isPresent()) {
            return rows -> rows.withColumn(flag, lit(false));
        }
        List<String> names = new ArrayList<>();
        for (int i = 0; i < check.columns().size(); i++) {
            names.add(flag + "_" + i);
        }
        Dataset<Row> taken = taken(key, names, found.shared());
        List<Row> first = taken.takeAsList(MOST_IN_MEMORY + 1);
        if (first.isEmpty()) {
            return rows -> rows.withColumn(flag, lit(false));
        }
        Dataset<Row> right = first.size() > MOST_IN_MEMORY // the rows themselves if they are few
                ? taken
                : broadcast(taken.sparkSession().createDataFrame(first, taken.schema()));
        return rows -> addFlag(rows, right, key, names, flag);
    }

    /** Keys that a row of the batch and another row have, with the one that stays; null where it is published. */
    private Dataset<Row> taken(UniqueKey key, List<String> names, Optional<long[]> shared) {
        Column last = struct(
                col(UnvalidatedRow.POSITION).as("position"),
                col(UnvalidatedRow.SOURCE).as("source"));
        Dataset<Row> own = suspects(key.checked(batch), key.values(), names, shared, last, false);
        Dataset<Row> all = published
                .map(rows -> own.union(suspects(
                        rows,
                        key.publishedValues(batch),
                        names,
                        shared,
                        lit(null).cast(own.schema().apply(LAST).dataType()),
                        true)))
                .orElse(own);
        return all.groupBy(UniqueKey.columns(names))
                .agg(
                        max(col(LAST)).as(LAST),
                        count(when(not(col(PUBLISHED)), lit(1))).as(COUNT),
                        max(col(PUBLISHED)).as(PUBLISHED))
                .where(col(COUNT).gt(0).and(col(COUNT).gt(1).or(col(PUBLISHED))))
                .withColumn(LAST, when(not(col(PUBLISHED)), col(LAST)))
                .drop(COUNT, PUBLISHED);
    }

    /** Complete keys whose hash is shared; all if too many are. */
    private static Dataset<Row> suspects(
            Dataset<Row> rows,
            List<Column> values,
            List<String> names,
            Optional<long[]> shared,
            Column last,
            boolean isPublished) {
        Column suspect = shared.map(hashes -> isIn(rows, hashes).apply(UniqueKey.hash(values)))
                .orElseGet(() -> lit(true));
        List<Column> columns = new ArrayList<>(List.of(UniqueKey.named(values, names)));
        columns.add(last.as(LAST));
        columns.add(lit(isPublished).as(PUBLISHED));
        return rows.where(UniqueKey.known(values).and(suspect)).select(columns.toArray(Column[]::new));
    }

    /** Without a literal for each of them in the query. */
    private static UserDefinedFunction isIn(Dataset<Row> rows, long... sorted) {
        Broadcast<long[]> hashes = JavaSparkContext.fromSparkContext(
                        rows.sparkSession().sparkContext())
                .broadcast(sorted);
        return udf(
                (UDF1<Long, Boolean>) hash -> hash != null && Arrays.binarySearch(hashes.value(), hash) >= 0,
                DataTypes.BooleanType);
    }

    /** Adds which row of the batch stays; none where a published one does. */
    private static Dataset<Row> addFlag(
            Dataset<Row> rows, Dataset<Row> taken, UniqueKey key, List<String> names, String flag) {
        String last = flag + "_last";
        Dataset<Row> right = taken.withColumnRenamed(LAST, last).withColumn(flag + "_found", lit(true));
        Column same = lit(true);
        List<Column> values = key.values();
        for (int i = 0; i < values.size(); i++) {
            same = same.and(values.get(i).equalTo(col(names.get(i))));
        }
        Column stays = col(last)
                .getField("source")
                .equalTo(col(UnvalidatedRow.SOURCE))
                .and(col(last).getField("position").equalTo(col(UnvalidatedRow.POSITION)));
        return rows.join(right, same, "left")
                .withColumn(flag, coalesce(col(flag + "_found"), lit(false)).and(not(coalesce(stays, lit(false)))));
    }
}
