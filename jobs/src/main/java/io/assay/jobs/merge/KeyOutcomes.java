package io.assay.jobs.merge;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.collect_set;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.max_by;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.when;

import io.assay.definition.contract.DatasetContract;
import io.assay.jobs.failure.DataException;
import io.assay.sql.RefusedSqlException;
import io.assay.sql.catalyst.AnsiCondition;
import io.assay.warehouse.dataset.DatasetColumns;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.apache.iceberg.MetadataColumns;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DoubleType;
import org.apache.spark.sql.types.FloatType;
import org.apache.spark.sql.types.StructType;

/**
 * What the newest row of each key of a batch does to what is published.
 *
 * <p>In: rows of the dataset's table. Out: the key's columns as {@link #keyNames}, {@link #ROW}, {@link #OUTCOME} and
 * {@link #FILE}. One shuffle of the batch by key, and a join with the keys of published files that can have them.
 */
final class KeyOutcomes {
    /** The row itself. */
    static final String ROW = "row";
    /** {@link #INSERTED}, {@link #UPDATED}, {@link #DELETED} or {@link #STALE}. */
    static final String OUTCOME = "outcome";
    /** The file that has the published row of the key; null if there is none. */
    static final String FILE = "file";

    static final String INSERTED = "inserted";
    static final String UPDATED = "updated";
    static final String DELETED = "deleted";
    /** Older than what is published, or than the deletion of its key. */
    static final String STALE = "stale";
    /** {@link DatasetContract#updates} says when a row deletes, and that cannot be evaluated. */
    static final String FAILED = "failed";

    /** Up to so many keys are looked for one by one. */
    private static final int FEW = 200;

    private static final String AGE = "age";
    private static final String DELETES = "deletes";
    private static final String PUBLISHED_AGE = "published_age";
    private static final String DELETED_AGE = "deleted_age";

    private final DatasetContract dataset;
    private final List<String> key;

    KeyOutcomes(DatasetContract dataset) {
        this.dataset = dataset;
        this.key = keyNames(dataset);
    }

    /** {@code key.0, key.1, …}: with a dot, so that no column of a dataset has such a name. */
    static List<String> keyNames(DatasetContract dataset) {
        List<String> names = new ArrayList<>();
        dataset.primaryKey().forEach(column -> names.add("key." + names.size()));
        return names;
    }

    /**
     * The outcomes.
     *
     * @param published the dataset's rows, with {@code _file}
     * @param deletions when keys were deleted, as {@link DeletedKeys} keeps it
     */
    Dataset<Row> of(Dataset<Row> incoming, Optional<Dataset<Row>> published, Optional<Dataset<Row>> deletions) {
        Dataset<Row> newest = newest(incoming);
        Dataset<Row> matched = published
                .map(rows -> newest.join(
                        ages(
                                rows,
                                PUBLISHED_AGE,
                                col(MetadataColumns.FILE_PATH.name()).as(FILE)),
                        names(),
                        "left"))
                .orElseGet(() -> newest.withColumn(
                                PUBLISHED_AGE,
                                lit(null).cast(newest.schema().apply(AGE).dataType()))
                        .withColumn(FILE, lit(null).cast("string")));
        Dataset<Row> judged = deletions
                .map(rows -> matched.join(latest(rows), names(), "left"))
                .orElseGet(() -> matched.withColumn(
                        DELETED_AGE, lit(null).cast(newest.schema().apply(AGE).dataType())));
        return judged.select(selected());
    }

    private Column[] selected() {
        List<Column> columns = new ArrayList<>();
        key.forEach(name -> columns.add(RowAge.quoted(name)));
        columns.add(col(ROW));
        columns.add(outcome().as(OUTCOME));
        columns.add(col(FILE));
        return columns.toArray(Column[]::new);
    }

    private static Column outcome() {
        Column stale = coalesce(col(PUBLISHED_AGE).geq(col(AGE)), lit(false))
                .or(coalesce(col(DELETED_AGE).geq(col(AGE)), lit(false)));
        return when(col(DELETES).isNull(), FAILED)
                .when(stale, STALE)
                .when(col(DELETES), DELETED)
                .when(col(FILE).isNotNull(), UPDATED)
                .otherwise(INSERTED);
    }

    private Dataset<Row> newest(Dataset<Row> incoming) {
        List<Column> columns = new ArrayList<>(keys());
        columns.add(RowAge.of(dataset).as(AGE));
        columns.add(deletes(incoming).as(DELETES));
        columns.add(struct(Arrays.stream(incoming.columns()).map(RowAge::quoted).toArray(Column[]::new))
                .as(ROW));
        Dataset<Row> aged = incoming.select(columns.toArray(Column[]::new));
        return aged.groupBy(columns(key))
                .agg(
                        max(col(AGE)).as(AGE),
                        max_by(struct(col(DELETES), col(ROW)), col(AGE)).as("newest"))
                .select(all(key, List.of(col(AGE), col("newest." + DELETES), col("newest." + ROW))));
    }

    private Column deletes(Dataset<Row> incoming) {
        if (dataset.updates().deletedWhen().isEmpty()) {
            return lit(false);
        }
        String sql = dataset.updates().deletedWhen().get();
        try {
            AnsiCondition condition = AnsiCondition.of(incoming, sql);
            return when(condition.failed(), lit(null).cast("boolean")).otherwise(condition.holds());
        } catch (RefusedSqlException e) {
            throw new DataException("dataset " + dataset.name() + ", deletedWhen", e.what(), e.fix(), e);
        }
    }

    /**
     * Only the published rows that can have a key of the batch: Iceberg leaves out other files, and of few keys other
     * buckets. Columns of floating-point numbers and of objects are not looked at: for Iceberg -0.0 is not 0.0. One
     * action.
     *
     * @param count of the incoming rows
     */
    Dataset<Row> within(Dataset<Row> published, Dataset<Row> incoming, long count) {
        List<String> columns = dataset.primaryKey().stream()
                .filter(name -> hasBounds(incoming.schema().apply(name).dataType()))
                .toList();
        if (columns.isEmpty()) {
            return published;
        }
        List<Column> ends = new ArrayList<>();
        for (String column : columns) {
            ends.add(min(RowAge.quoted(column)));
            ends.add(max(RowAge.quoted(column)));
        }
        boolean few = count <= FEW && dataset.primaryKey().size() == 1;
        if (few) {
            ends.add(collect_set(RowAge.quoted(columns.get(0))));
        }
        Row found = incoming.agg(ends.get(0), ends.subList(1, ends.size()).toArray(Column[]::new))
                .first();
        Dataset<Row> rows = published;
        for (int i = 0; i < columns.size(); i++) {
            if (!found.isNullAt(2 * i)) {
                Column column = RowAge.quoted(columns.get(i));
                rows = rows.where(column.geq(lit(found.get(2 * i))).and(column.leq(lit(found.get(2 * i + 1)))));
            }
        }
        return few && !found.getList(2).isEmpty()
                ? rows.where(RowAge.quoted(columns.get(0)).isInCollection(found.getList(2)))
                : rows;
    }

    /** Whether values that are equal as keys are equal for Iceberg too. */
    private static boolean hasBounds(DataType type) {
        return !(type instanceof DoubleType
                || type instanceof FloatType
                || type instanceof StructType
                || type instanceof ArrayType);
    }

    private Dataset<Row> ages(Dataset<Row> rows, String age, Column more) {
        List<Column> columns = new ArrayList<>(keys());
        columns.add(RowAge.of(dataset).as(age));
        columns.add(more);
        return rows.select(columns.toArray(Column[]::new));
    }

    private Dataset<Row> latest(Dataset<Row> deletions) {
        return ages(deletions, DELETED_AGE, col(DatasetColumns.SEQUENCE))
                .groupBy(columns(key))
                .agg(max(col(DELETED_AGE)).as(DELETED_AGE));
    }

    /** The key's columns under the names that they have here. */
    List<Column> keys() {
        List<Column> columns = new ArrayList<>();
        for (int i = 0; i < key.size(); i++) {
            columns.add(RowAge.quoted(dataset.primaryKey().get(i)).as(key.get(i)));
        }
        return columns;
    }

    /** The dataset as it would be after these outcomes. No action. */
    Dataset<Row> after(Dataset<Row> outcomes, Dataset<Row> published) {
        Dataset<Row> effective = outcomes.where(col(OUTCOME).isin(INSERTED, UPDATED, DELETED));
        Dataset<Row> gone = effective.select(columns(key));
        return published
                .join(gone, equal(gone), "left_anti")
                .unionByName(effective.where(col(OUTCOME).notEqual(DELETED)).select(ROW + ".*"), true);
    }

    /** That a row of the table has the key of a row of {@code keys}. */
    Column equal(Dataset<Row> keys) {
        Column equal = lit(true);
        for (int i = 0; i < key.size(); i++) {
            equal = equal.and(RowAge.quoted(dataset.primaryKey().get(i)).equalTo(keys.col("`" + key.get(i) + "`")));
        }
        return equal;
    }

    private String[] names() {
        return key.toArray(String[]::new);
    }

    private static Column[] columns(List<String> names) {
        return names.stream().map(RowAge::quoted).toArray(Column[]::new);
    }

    private static Column[] all(List<String> names, List<Column> more) {
        List<Column> columns = new ArrayList<>(List.of(columns(names)));
        columns.addAll(more);
        return columns.toArray(Column[]::new);
    }
}
