package io.assay.jobs.features;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeoutException;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.execution.QueryExecution;
import org.apache.spark.sql.util.QueryExecutionListener;

/**
 * Counts that are observed while rows are written. Unlike Spark's own Observation it does not wait for ever if the
 * write turned out to be unnecessary: what was not observed is not there.
 */
public final class ObservedCounts {
    private final SparkSession spark;
    private final String name = "counts-" + UUID.randomUUID();
    private final Map<String, Long> counts = new ConcurrentHashMap<>();
    private final QueryExecutionListener listener = new Listener();

    public ObservedCounts(SparkSession spark) {
        this.spark = spark;
    }

    /** The same rows, counted as they pass. */
    public Dataset<Row> on(Dataset<Row> rows, Column... columns) {
        spark.listenerManager().register(listener);
        Column[] rest = new Column[columns.length - 1];
        System.arraycopy(columns, 1, rest, 0, rest.length);
        return rows.observe(name, columns[0], rest);
    }

    /** What was counted, once the write is through. */
    public Map<String, Long> counts() {
        try {
            spark.sparkContext().listenerBus().waitUntilEmpty(10_000);
        } catch (TimeoutException e) {
            // a result without counts is better than none
        }
        spark.listenerManager().unregister(listener);
        return new LinkedHashMap<>(counts);
    }

    private final class Listener implements QueryExecutionListener {
        @Override
        public void onSuccess(String function, QueryExecution query, long nanos) {
            scala.Option<Row> observed = query.observedMetrics().get(name);
            if (observed.isDefined()) {
                Row row = observed.get();
                for (String column : row.schema().fieldNames()) {
                    counts.put(column, row.getLong(row.fieldIndex(column)));
                }
            }
        }

        @Override
        public void onFailure(String function, QueryExecution query, Exception failure) {
            // the write itself throws
        }
    }
}
