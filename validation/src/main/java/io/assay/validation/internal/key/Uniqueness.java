package io.assay.validation.internal.key;

import static org.apache.spark.sql.functions.broadcast;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.when;
import static org.apache.spark.sql.functions.xxhash64;

import io.assay.definition.contract.Check;
import io.assay.definition.contract.DatasetContract;
import io.assay.definition.contract.UniqueWithin;
import io.assay.definition.contract.WriteMode;
import io.assay.sql.catalyst.AnsiCondition;
import io.assay.validation.decision.Decision;
import io.assay.validation.internal.rule.FieldPath;
import io.assay.validation.internal.value.UnvalidatedRow;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.RelationalGroupedDataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import scala.collection.JavaConverters;

/**
 * Which rows share a key with another row that stays: within a batch the last in position stays, published rows always
 * do. Keys are compared only where their hashes are equal; rows are not moved.
 */
final class Uniqueness {
    /** Up to this many taken keys are kept in memory and broadcast; more are joined. */
    private static final int MOST_IN_MEMORY = 50_000;

    private static final String COUNT = "__count";
    private static final String PUBLISHED = "__published";
    private static final String HASH = "__hash";
    private static final String LAST = "__last";

    private final DatasetContract dataset;
    private final Dataset<Row> batch;
    private final Optional<Dataset<Row>> published;
    private final Optional<SpanMemory> memory;

    Uniqueness(
            DatasetContract dataset,
            Dataset<Row> batch,
            Optional<Dataset<Row>> published,
            Optional<SpanMemory> memory) {
        this.memory = memory;
        this.dataset = dataset;
        this.batch = batch;
        boolean alone = dataset.writeMode() == WriteMode.UPSERT || dataset.uniqueWithin() instanceof UniqueWithin.Batch;
        this.published = alone ? Optional.empty() : published;
    }

    KeyFlags.FlagStep flagStep(Check.Unique check, Optional<String> where, String flag, Consumer<Decision> decisions) {
        KeyMemory choice = KeyMemory.of(dataset, check);
        List<String> names = new ArrayList<>();
        List<Column> keys = new ArrayList<>();
        for (String path : check.columns()) {
            String name = flag + "_" + names.size();
            names.add(name);
            keys.add(FieldPath.of(dataset, path).value().as(name));
        }
        Dataset<Row> checked = where.map(w -> batch.as(dataset.name().value())
                        .where(AnsiCondition.of(batch.as(dataset.name().value()), w)
                                .holds()))
                .orElse(batch);
        if (dataset.uniqueWithin() instanceof UniqueWithin.Span within) {
            return new SpanUniqueness(dataset, published, memory, check, within.span())
                    .flagStep(checked, flag, choice, decisions);
        }
        Optional<Dataset<Row>> shared = shared(checked, keys, names, choice, decisions);
        List<Row> first =
                shared.map(rows -> rows.takeAsList(MOST_IN_MEMORY + 1)).orElse(List.of());
        if (shared.isEmpty() || first.isEmpty()) {
            return rows -> rows.withColumn(flag, lit(false));
        }
        Dataset<Row> taken = withLast(checked, keys, names, held(shared.get(), first));
        Dataset<Row> right = held(taken, taken.takeAsList(MOST_IN_MEMORY + 1));
        return rows -> addFlag(rows, right, check, names, flag);
    }

    /**
     * Keys that more than one row has, with how often the batch has each, and whether it is published; empty if no two
     * hashes are equal.
     */
    private Optional<Dataset<Row>> shared(
            Dataset<Row> checked,
            List<Column> keys,
            List<String> names,
            KeyMemory choice,
            Consumer<Decision> decisions) {
        Column[] key = names.stream().map(functions::col).toArray(Column[]::new);
        Dataset<Row> own = hashed(checked, keys, names, false);
        Optional<Dataset<Row>> old = published.map(rows -> hashed(rows, keys, names, true));
        Optional<KeyHashes> hashes = choice.mayHold() ? KeyHashes.of(own.select(HASH)) : Optional.empty();
        decisions.accept(hashes.map(held -> choice.held(held.rows(), KeyHashes.MOST))
                .orElseGet(() -> choice.moved(KeyHashes.MOST)));
        Optional<long[]> equal = hashes.map(held -> held.shared(old.map(rows -> rows.select(HASH))));
        if (equal.isPresent() && equal.get().length == 0) {
            return Optional.empty();
        }
        Dataset<Row> all = old.map(own::union).orElse(own);
        Dataset<Row> suspects = equal.map(found -> broadcast(suspects(found)))
                .orElseGet(
                        () -> { // too many to be kept in memory; those of them that two rows have may be few
                            Dataset<Row> moved =
                                    atLeastTwo(all.groupBy(col(HASH))).select(HASH);
                            return held(moved, moved.takeAsList(MOST_IN_MEMORY + 1));
                        });
        return Optional.of(
                atLeastTwo(all.join(suspects, names(HASH), "left_semi").groupBy(key)));
    }

    private Dataset<Row> hashed(Dataset<Row> rows, List<Column> keys, List<String> names, boolean isPublished) {
        Column[] key = names.stream().map(functions::col).toArray(Column[]::new);
        return complete(rows.select(keys.toArray(Column[]::new)), names)
                .withColumn(PUBLISHED, lit(isPublished))
                .withColumn(HASH, xxhash64(key));
    }

    private Dataset<Row> suspects(long[] hashes) {
        List<Row> rows = Arrays.stream(hashes).mapToObj(RowFactory::create).toList();
        return batch.sparkSession().createDataFrame(rows, new StructType().add(HASH, DataTypes.LongType));
    }

    /** Groups of a row of the batch and at least one other row. */
    private static Dataset<Row> atLeastTwo(RelationalGroupedDataset groups) {
        return groups.agg(
                        count(when(not(col(PUBLISHED)), lit(1))).as(COUNT),
                        max(col(PUBLISHED)).as(PUBLISHED))
                .where(col(COUNT).gt(0).and(col(COUNT).gt(1).or(col(PUBLISHED))));
    }

    private static scala.collection.Seq<String> names(String... names) {
        return JavaConverters.asScalaBuffer(List.of(names)).toSeq();
    }

    private static Dataset<Row> complete(Dataset<Row> keys, List<String> names) {
        Column known = names.stream()
                .map(name -> col(name).isNotNull())
                .reduce(Column::and)
                .orElse(lit(true));
        return keys.where(known);
    }

    /** The rows themselves if they are few; they are not computed again then. */
    private static Dataset<Row> held(Dataset<Row> rows, List<Row> first) {
        return first.size() > MOST_IN_MEMORY
                ? rows
                : broadcast(rows.sparkSession().createDataFrame(first, rows.schema()));
    }

    /** Adds which row of the batch stays; none where a published one does. */
    private Dataset<Row> withLast(Dataset<Row> checked, List<Column> keys, List<String> names, Dataset<Row> shared) {
        List<Column> columns = new ArrayList<>(keys);
        columns.add(struct(
                        col(UnvalidatedRow.POSITION).as("position"),
                        col(UnvalidatedRow.SOURCE).as("source"))
                .as(LAST));
        Column[] key = names.stream().map(functions::col).toArray(Column[]::new);
        scala.collection.Seq<String> using = names(names.toArray(String[]::new));
        return checked.select(columns.toArray(Column[]::new))
                .join(shared, using, "inner")
                .groupBy(key)
                .agg(max(col(LAST)).as(LAST), max(col(PUBLISHED)).as(PUBLISHED))
                .withColumn(LAST, when(not(col(PUBLISHED)), col(LAST)))
                .drop(PUBLISHED);
    }

    private Dataset<Row> addFlag(
            Dataset<Row> rows, Dataset<Row> taken, Check.Unique check, List<String> names, String flag) {
        String last = flag + "_last";
        Dataset<Row> right = taken.withColumnRenamed(LAST, last).withColumn(flag + "_found", lit(true));
        Column same = lit(true);
        for (int i = 0; i < names.size(); i++) {
            same = same.and(
                    FieldPath.of(dataset, check.columns().get(i)).value().equalTo(col(names.get(i))));
        }
        Column stays = col(last)
                .getField("source")
                .equalTo(col(UnvalidatedRow.SOURCE))
                .and(col(last).getField("position").equalTo(col(UnvalidatedRow.POSITION)));
        return rows.join(right, same, "left")
                .withColumn(flag, coalesce(col(flag + "_found"), lit(false)).and(not(coalesce(stays, lit(false)))));
    }
}
