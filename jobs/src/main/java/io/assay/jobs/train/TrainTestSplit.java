package io.assay.jobs.train;

import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.array_position;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.when;
import static org.apache.spark.sql.types.DataTypes.DoubleType;
import static org.apache.spark.sql.types.DataTypes.StringType;

import io.assay.definition.model.ModelDefinition;
import io.assay.definition.model.ModelDefinition.TrainUntil;
import io.assay.features.join.LabelTime;
import io.assay.jobs.failure.DataException;
import io.assay.jobs.features.LabelTimes;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.NumericType;

/**
 * Rows to train on and rows to evaluate on, split by time.
 *
 * @param kept the cached rows
 * @param rows candidate inputs and {@link #LABEL}, a double, and {@link #TRAINS}
 * @param classes the classes of a classifier: the predictions are indices into them
 */
record TrainTestSplit(
        Dataset<Row> kept, Dataset<Row> rows, List<String> classes, Instant until, long training, long evaluated) {
    static final String LABEL = "label";
    static final String TRAINS = "__trains";

    private static final List<String> TAKEN =
            List.of("label", "features", "prediction", "probability", "rawPrediction");

    /**
     * Splits a training set whose labels are not null; it is kept in memory until {@link #close}. Two actions.
     *
     * @param joined label rows with their features
     * @param inputs columns of it a model may take in
     */
    static TrainTestSplit of(
            ModelDefinition model, Algorithm algorithm, Dataset<Row> joined, LabelTimes times, List<String> inputs) {
        String where = "model %s".formatted(model.name());
        for (String input : inputs) {
            if (TAKEN.contains(input)) {
                throw new DataException(
                        where,
                        "an input is named '%s', as MLlib names a column of its own".formatted(input),
                        "rename it");
            }
        }
        Instant until = until(model, times);
        List<Column> columns = new ArrayList<>();
        inputs.forEach(input -> columns.add(col(input)));
        columns.add(col(model.label()).as("__label"));
        columns.add(LabelTime.of(joined.schema()).lt(lit(until)).as(TRAINS));
        Dataset<Row> kept = joined.select(columns.toArray(Column[]::new)).persist();
        DataType type = kept.schema().apply("__label").dataType();
        boolean classifies = algorithm.kind() == Algorithm.Kind.CLASSIFIER;
        List<String> classes = classifies ? classes(where, model, algorithm, kept, type) : List.of();
        Column label = classifies ? place(classes) : number(where, model, type);
        Dataset<Row> rows = kept.withColumn(LABEL, label).drop("__label");
        Row counts = rows.agg(
                        functions.count(when(col(TRAINS), lit(1))),
                        functions.count(lit(1)),
                        functions.min(when(col(TRAINS), col(LABEL))),
                        functions.max(when(col(TRAINS), col(LABEL))))
                .head();
        long training = counts.getLong(0);
        long evaluated = counts.getLong(1) - training;
        if (training == 0 || evaluated == 0) {
            throw new DataException(
                    where + ": train_until",
                    "%d labels are before %s and %d from it on; both are needed, and labels go from %s to %s"
                            .formatted(
                                    training,
                                    until,
                                    evaluated,
                                    times.span().first(),
                                    times.span().last()),
                    "choose an instant between");
        }
        if (classifies && counts.get(2).equals(counts.get(3))) {
            throw new DataException(
                    where + ": label",
                    "%s is %s in all %d labels before %s, so there are no two classes to separate"
                            .formatted(model.label(), classes.get((int) counts.getDouble(2)), training, until),
                    "choose a later train_until, or labels of two classes");
        }
        return new TrainTestSplit(kept, rows, classes, until, training, evaluated);
    }

    private static Instant until(ModelDefinition model, LabelTimes times) {
        if (model.trainUntil() instanceof TrainUntil.At at) {
            return at.instant();
        }
        return times.span().last().minus(((TrainUntil.Before) model.trainUntil()).span());
    }

    private static List<String> classes(
            String where, ModelDefinition model, Algorithm algorithm, Dataset<Row> rows, DataType type) {
        if (type.typeName().equals("boolean")) {
            return List.of("false", "true");
        }
        int most = algorithm.mostClasses();
        List<String> classes = rows
                .select(col("__label"))
                .distinct()
                .orderBy("__label")
                .select(col("__label").cast(StringType))
                .limit(most + 1)
                .collectAsList()
                .stream()
                .map(row -> row.getString(0))
                .toList();
        if (classes.size() < 2 || classes.size() > most) {
            throw new DataException(
                    where + ": label",
                    "%s has %s different values"
                            .formatted(model.label(), classes.size() < 2 ? "no two" : "more than " + most),
                    most == 2
                            ? "%s separates two classes; for more use random_forest_classifier, for numbers a regressor"
                                    .formatted(algorithm.word())
                            : "a classifier separates 2 to %d classes; for numbers use a regressor".formatted(most));
        }
        return classes;
    }

    private static Column place(List<String> classes) {
        Column values = array(classes.stream().map(functions::lit).toArray(Column[]::new));
        return array_position(values, col("__label").cast(StringType)).minus(1).cast(DoubleType);
    }

    private static Column number(String where, ModelDefinition model, DataType type) {
        if (!(type instanceof NumericType)) {
            throw new DataException(
                    where + ": label",
                    "%s is %s, and a regressor learns numbers".formatted(model.label(), type.simpleString()),
                    "cast it in the labels' query, or use a classifier");
        }
        return col("__label").cast(DoubleType);
    }

    Dataset<Row> trainingRows() {
        return rows.where(col(TRAINS));
    }

    Dataset<Row> testRows() {
        return rows.where(not(col(TRAINS)));
    }

    long size() {
        return training + evaluated;
    }

    /** Frees the memory. */
    void close() {
        kept.unpersist();
    }
}
