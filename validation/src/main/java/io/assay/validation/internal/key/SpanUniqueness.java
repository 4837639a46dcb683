package io.assay.validation.internal.key;

import static org.apache.spark.sql.functions.broadcast;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.to_json;
import static org.apache.spark.sql.functions.xxhash64;

import io.assay.definition.contract.Check;
import io.assay.definition.contract.DatasetContract;
import io.assay.validation.decision.Decision;
import io.assay.validation.internal.rule.FieldPath;
import io.assay.validation.internal.value.UnvalidatedRow;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/**
 * Which rows share a key with another row that stays and whose event time is at most a span earlier or later. Published
 * rows stay; of a batch's rows the last in position does, then those before it that are farther away in time than the
 * span. A row without an event time is compared with those of the batch that have none either.
 *
 * <p>Rows that may share one are found by their hashes; only those are looked at: with the published rows of their own
 * times, which Iceberg's statistics find.
 */
final class SpanUniqueness {
    /** Up to this many rows that do not stay are kept in memory and broadcast; more are joined. */
    private static final int MOST_IN_MEMORY = 50_000;

    /** Up to this many rows of a batch are compared by their hashes; more by their keys, which costs a shuffle. */
    private static final int MOST_HASHES = 2_000_000;

    /** Later than every event time. */
    private static final long FOREVER = Long.MAX_VALUE / 2;

    private static final String KEY = "__key";
    private static final String HASH = "__hash";
    private static final String TIME = "__time";
    private static final String PUBLISHED = "__published";
    private static final StructType PLACES = new StructType()
            .add(UnvalidatedRow.SOURCE, DataTypes.StringType)
            .add(UnvalidatedRow.POSITION, DataTypes.LongType);

    private final DatasetContract dataset;
    private final Optional<Dataset<Row>> published;
    private final Optional<SpanMemory> memory;
    private final Check.Unique check;
    private final EventTime time;
    private final long span;

    SpanUniqueness(
            DatasetContract dataset,
            Optional<Dataset<Row>> published,
            Optional<SpanMemory> memory,
            Check.Unique check,
            Duration span) {
        this.dataset = dataset;
        this.published = published;
        this.memory = memory;
        this.check = check;
        this.time = EventTime.of(dataset, check);
        this.span = Math.multiplyExact(span.toSeconds(), 1_000_000L);
    }

    /** One action over the keys of the batch, one over the published rows of its times; two more if keys are shared. */
    KeyFlags.FlagStep flagStep(Dataset<Row> checked, String flag, KeyMemory choice, Consumer<Decision> decisions) {
        Dataset<Row> keys = keys(checked);
        Optional<TimedHashes> hashes =
                choice.mayHold() ? TimedHashes.of(keys.select(HASH, TIME), MOST_HASHES) : Optional.empty();
        decisions.accept(
                hashes.map(held -> choice.held(held.size(), MOST_HASHES)).orElseGet(() -> choice.moved(MOST_HASHES)));
        Dataset<Row> suspects = keys;
        Optional<Dataset<Row>> others = published.map(this::keys);
        if (hashes.isPresent()) {
            SpanIndex found = suspects(hashes.get());
            if (found.size() == 0) {
                return rows -> rows.withColumn(flag, lit(false));
            }
            Dataset<Row> only = table(keys, found);
            suspects = keys.join(only, names(HASH), "left_semi");
            others = times(hashes.get(), found)
                    .flatMap(range -> published.map(rows ->
                            keys(rows.where(time.between(range[0], range[1]))).join(only, names(HASH), "left_semi")));
        }
        Dataset<Row> broken = broken(suspects, others);
        List<Row> first = broken.takeAsList(MOST_IN_MEMORY + 1);
        if (first.isEmpty()) {
            return rows -> rows.withColumn(flag, lit(false));
        }
        Dataset<Row> places = first.size() > MOST_IN_MEMORY
                ? broken
                : broadcast(broken.sparkSession().createDataFrame(first, PLACES));
        return rows -> addFlag(rows, places, flag);
    }

    /** Complete keys with their hashes, times and places; published rows have no place. */
    private Dataset<Row> keys(Dataset<Row> rows) {
        List<Column> values = check.columns().stream()
                .map(path -> FieldPath.of(dataset, path).value())
                .toList();
        Column known =
                values.stream().map(Column::isNotNull).reduce(Column::and).orElse(lit(true));
        List<Column> named = new ArrayList<>();
        for (int i = 0; i < values.size(); i++) {
            named.add(values.get(i).as("k" + i));
        }
        boolean own = List.of(rows.columns()).contains(UnvalidatedRow.POSITION);
        return rows.where(known)
                .select(
                        to_json(struct(named.toArray(Column[]::new))).as(KEY),
                        xxhash64(values.toArray(Column[]::new)).as(HASH),
                        time.value().as(TIME),
                        lit(!own).as(PUBLISHED),
                        own ? col(UnvalidatedRow.SOURCE) : lit("").as(UnvalidatedRow.SOURCE),
                        own ? col(UnvalidatedRow.POSITION) : lit(0L).as(UnvalidatedRow.POSITION));
    }

    /** Hash and time of rows of the batch that another row may be near to. */
    private SpanIndex suspects(TimedHashes batch) {
        SpanIndex seen = new SpanIndex(span);
        SpanIndex found = new SpanIndex(span);
        for (int i = 0; i < batch.size(); i++) {
            if (seen.near(batch.hash(i), batch.time(i))) {
                found.add(batch.hash(i), batch.time(i));
            }
            seen.add(batch.hash(i), batch.time(i));
        }
        Optional<long[]> range = batch.range();
        if (published.isPresent() && range.isPresent()) {
            addNearPublished(batch, seen, range.get(), published.get(), found);
        }
        return found;
    }

    private void addNearPublished(TimedHashes batch, SpanIndex own, long[] range, Dataset<Row> rows, SpanIndex found) {
        long from = range[0] - span;
        long until = range[1] + span;
        if (memory.isPresent()) {
            RememberedKeys remembered = memory.get().of(check.columns(), span);
            boolean known = remembered.reach(
                    from,
                    memory.get().history(),
                    added -> keys(added).select(HASH, TIME),
                    all -> all.where(time.between(from, FOREVER)));
            for (int i = 0; i < batch.size(); i++) {
                if (batch.time(i) != SpanIndex.NONE && remembered.near(batch.hash(i), batch.time(i))) {
                    found.add(batch.hash(i), batch.time(i));
                }
            }
            if (known) {
                return;
            }
            until = Math.min(until, remembered.from());
        }
        near(keys(rows.where(time.between(from, until))).select(HASH, TIME), own)
                .forEach(pair -> found.add(pair[0], pair[1]));
    }

    /** Of published rows those that a row of the batch is near to. */
    private static List<long[]> near(Dataset<Row> rows, SpanIndex own) {
        Broadcast<SpanIndex> index = JavaSparkContext.fromSparkContext(
                        rows.sparkSession().sparkContext())
                .broadcast(own);
        try {
            return rows.queryExecution()
                    .toRdd()
                    .toJavaRDD()
                    .filter(row -> !row.isNullAt(1) && index.value().near(row.getLong(0), row.getLong(1)))
                    .map(row -> new long[] {row.getLong(0), row.getLong(1)})
                    .collect();
        } finally {
            index.unpersist();
        }
    }

    private static Dataset<Row> table(Dataset<Row> like, SpanIndex found) {
        List<Row> rows = found.distinctHashes().mapToObj(RowFactory::create).toList();
        return broadcast(like.sparkSession().createDataFrame(rows, new StructType().add(HASH, DataTypes.LongType)));
    }

    /** The times in which published rows may be near to a row with one of these hashes. */
    private Optional<long[]> times(TimedHashes batch, SpanIndex found) {
        Set<Long> hashes = found.distinctHashes().boxed().collect(Collectors.toSet());
        long earliest = Long.MAX_VALUE;
        long latest = Long.MIN_VALUE;
        for (int i = 0; i < batch.size(); i++) {
            if (batch.time(i) != SpanIndex.NONE && hashes.contains(batch.hash(i))) {
                earliest = Math.min(earliest, batch.time(i));
                latest = Math.max(latest, batch.time(i));
            }
        }
        return earliest > latest ? Optional.empty() : Optional.of(new long[] {earliest - span, latest + span});
    }

    /** The places of rows that do not stay. */
    private Dataset<Row> broken(Dataset<Row> own, Optional<Dataset<Row>> others) {
        long within = span;
        return others.map(own::union)
                .orElse(own)
                .repartition(col(KEY))
                .sortWithinPartitions(
                        col(KEY),
                        col(PUBLISHED).desc(),
                        col(UnvalidatedRow.POSITION).desc(),
                        col(UnvalidatedRow.SOURCE).desc())
                .select(
                        col(KEY),
                        col(TIME).isNotNull().as("timed"),
                        expr("unix_micros(" + TIME + ")").as(TIME),
                        col(PUBLISHED),
                        col(UnvalidatedRow.SOURCE),
                        col(UnvalidatedRow.POSITION))
                .mapPartitions(
                        (MapPartitionsFunction<Row, Row>) rows -> new BrokenRows(rows, within), Encoders.row(PLACES));
    }

    private static Dataset<Row> addFlag(Dataset<Row> rows, Dataset<Row> places, String flag) {
        Dataset<Row> right = places.toDF(flag + "_source", flag + "_position").withColumn(flag + "_found", lit(true));
        return rows.join(
                        right,
                        col(UnvalidatedRow.SOURCE)
                                .equalTo(col(flag + "_source"))
                                .and(col(UnvalidatedRow.POSITION).equalTo(col(flag + "_position"))),
                        "left")
                .withColumn(flag, coalesce(col(flag + "_found"), lit(false)));
    }

    private static scala.collection.Seq<String> names(String... names) {
        return scala.collection.JavaConverters.asScalaBuffer(List.of(names)).toSeq();
    }
}
