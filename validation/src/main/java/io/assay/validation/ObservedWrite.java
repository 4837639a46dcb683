package io.assay.validation;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.execution.QueryExecution;
import org.apache.spark.sql.util.QueryExecutionListener;

/**
 * Aggregates that are computed while rows are written. Spark's own {@code Observation} waits for ever if the write
 * turns out not to read the rows; this one then has no values.
 */
public final class ObservedWrite {
    /** How long Spark may take to report a write that has ended. */
    private static final long PATIENCE_MILLIS = 60_000;

    private final SparkSession spark;
    private final String name = "observed-" + UUID.randomUUID();
    private final AtomicReference<Row> observed = new AtomicReference<>();
    private final QueryExecutionListener listener = new Listener();

    public ObservedWrite(SparkSession spark) {
        this.spark = spark;
    }

    /** The same rows, observed as they are written. */
    public Dataset<Row> observe(Dataset<Row> rows, List<Column> aggregates) {
        return rows.observe(
                name,
                aggregates.get(0),
                aggregates.subList(1, aggregates.size()).toArray(Column[]::new));
    }

    /** Does the write, and waits until Spark has reported it. */
    public <T> T during(Supplier<T> write) {
        spark.listenerManager().register(listener);
        try {
            T result = write.get();
            spark.sparkContext().listenerBus().waitUntilEmpty(PATIENCE_MILLIS);
            return result;
        } catch (TimeoutException e) {
            throw new IllegalStateException("Spark did not report the write within a minute", e);
        } finally {
            spark.listenerManager().unregister(listener);
        }
    }

    /** What the write observed, one row; empty if it did not read the rows. */
    public Optional<Row> observed() {
        return Optional.ofNullable(observed.get());
    }

    /** The same as counts by name; none if the write did not read the rows. */
    public Map<String, Long> counts() {
        Map<String, Long> counts = new LinkedHashMap<>();
        observed().ifPresent(row -> {
            for (String column : row.schema().fieldNames()) {
                counts.put(column, row.getLong(row.fieldIndex(column)));
            }
        });
        return counts;
    }

    private final class Listener implements QueryExecutionListener {
        @Override
        public void onSuccess(String function, QueryExecution query, long nanos) {
            scala.Option<Row> row = query.observedMetrics().get(name);
            if (row.isDefined()) {
                observed.set(row.get());
            }
        }

        @Override
        public void onFailure(String function, QueryExecution query, Exception failure) {
            // the write itself throws
        }
    }
}
