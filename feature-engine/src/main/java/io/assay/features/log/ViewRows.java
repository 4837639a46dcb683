package io.assay.features.log;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.when;

import io.assay.definition.feature.FeatureType;
import io.assay.definition.feature.FeatureView;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * A dataset's rows as a view sees them.
 *
 * <p>In: the dataset's columns, with {@code _run, _sequence, _position}. Out: the join keys in their entity's types,
 * the columns named here, and what the view's features take in. No row is left out: {@link #PROBLEM} says why one
 * cannot be used, and is null where it can. Times are microseconds since the epoch. No shuffle, no action.
 *
 * @param columns what is selected, but for {@link #PROBLEM}
 */
record ViewRows(FeatureView view, List<Column> columns) implements UnaryOperator<Dataset<Row>> {
    static final String EVENT_TIME = "__event_time";
    /** When the fact was known; the event time where the view does not set it. */
    static final String AVAILABLE = "__available";

    static final String RUN = "__run";
    static final String SEQUENCE = "__sequence";
    static final String POSITION = "__position";
    /** Whether the view's {@code where} holds. */
    static final String INSIDE = "__inside";

    static final String PROBLEM = "__problem";

    /** Column that is true where the part of a key has a value that is not of the entity's type. */
    static String malformed(String key) {
        return "__malformed_" + key;
    }

    /** Column that is true where the feature's type, set in the definition, cannot hold the value. */
    static String unfit(String feature) {
        return "__unfit_" + feature;
    }

    ViewRows {
        columns = List.copyOf(columns);
    }

    @Override
    public Dataset<Row> apply(Dataset<Row> rows) {
        return rows.select(columns.toArray(Column[]::new))
                .withColumn(PROBLEM, problem())
                .drop(INSIDE)
                .drop(view.joinKeys().keySet().stream().map(ViewRows::malformed).toArray(String[]::new));
    }

    private Column problem() {
        Column problem = when(col(INSIDE).equalTo(false), UnusableRows.OUTSIDE)
                .when(col(EVENT_TIME).isNull(), UnusableRows.NO_EVENT_TIME)
                .when(col(AVAILABLE).isNull(), UnusableRows.NOT_AVAILABLE);
        for (Map.Entry<String, FeatureType> key : view.joinKeys().entrySet()) {
            problem = problem.when(
                            col(malformed(key.getKey())), UnusableRows.malformedKey(key.getKey(), key.getValue()))
                    .when(col(key.getKey()).isNull(), UnusableRows.noKey(key.getKey()));
        }
        return problem;
    }
}
