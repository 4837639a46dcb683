package io.assay.jobs.record;

import static org.apache.spark.sql.functions.col;

import com.fasterxml.jackson.databind.JsonNode;
import io.assay.features.log.SparkTypes;
import io.assay.jobs.warehouse.DeltaTransactions;
import io.assay.jobs.warehouse.Warehouse;
import io.assay.warehouse.run.RunDocumentJson;
import io.assay.warehouse.run.RunLogColumns;
import io.assay.warehouse.run.RunRowKind;
import io.delta.tables.DeltaTable;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructType;
import org.jspecify.annotations.Nullable;

/** What happened: the Delta table {@code assay/log}, one commit a run. */
public final class RunLog {
    private static final StructType SCHEMA = SparkTypes.schema(RunLogColumns.SCHEMA);

    /** Status of a run whose batch is published. */
    private static final String PUBLISHED = "published";

    private final SparkSession spark;
    private final String path;

    public RunLog(SparkSession spark, Warehouse warehouse) {
        this.spark = spark;
        this.path = warehouse.layout().log();
    }

    /** Entries that are written and not yet seen by readers. */
    public static final class Entries {
        private final DeltaAppend append;

        private Entries(DeltaAppend append) {
            this.append = append;
        }

        /** Shows them to readers, in one commit. */
        public void commit() {
            append.commit();
        }
    }

    /**
     * Writes the run's entry, to be committed; its writer is the run, its version the time it began. Whether a run has
     * an entry already is read with {@link #status}.
     */
    public Entries prepare(RunRecord run) {
        return prepare(run.run(), run.at().toEpochMilli(), List.of(run));
    }

    /** Appends the run in one commit. */
    public void write(RunRecord run) {
        prepare(run).commit();
    }

    /**
     * Appends the run unless it is in the log already: another process worked on the same run at the same time, or died
     * after it wrote the entry. A run is published once; any other end is the same if the runs overlap.
     */
    public void writeIfMissing(RunRecord run) {
        if (!isLogged(run)) {
            write(run);
        }
    }

    private boolean isLogged(RunRecord run) {
        return exists()
                && rows()
                        .where(col("run")
                                .equalTo(run.run())
                                .and(col("kind").equalTo("run"))
                                .and(col("status").equalTo(run.status())))
                        .select("at", "seconds")
                        .collectAsList()
                        .stream()
                        .anyMatch(row -> run.status().equals(PUBLISHED)
                                || !end(row.getTimestamp(0).toInstant(), row.getDouble(1))
                                        .isBefore(run.at()));
    }

    private static Instant end(Instant start, double seconds) {
        return start.plusMillis(Math.round(seconds * 1000));
    }

    /** Appends several runs in one commit; what {@code writer} wrote last is read with {@link #version}. */
    public void write(String writer, long version, List<RunRecord> runs) {
        prepare(writer, version, runs).commit();
    }

    private Entries prepare(String writer, long version, List<RunRecord> runs) {
        List<Row> rows = new ArrayList<>();
        runs.forEach(run -> rows(run, rows));
        return new Entries(DeltaAppend.prepare(
                path, spark.createDataFrame(rows, SCHEMA), Optional.of(new DeltaAppend.Writer(writer, version))));
    }

    private static void rows(RunRecord run, List<Row> rows) {
        rows.add(row(
                run,
                RunRowKind.RUN.word(),
                run.status(),
                null,
                null,
                null,
                null,
                null,
                RunDocumentJson.write(RunDocumentJson.of(run.body()))));
        for (RunDetail line : run.lines()) {
            String kind = line.kind().word();
            rows.add(row(
                    run,
                    kind,
                    line.status(),
                    line.name(),
                    line.column(),
                    line.value(),
                    line.text(),
                    line.state(),
                    line.body()));
        }
    }

    /** The version that {@code writer} wrote last; 0 before the first. */
    public long version(String writer) {
        return DeltaTransactions.last(spark, path, writer).orElse(0);
    }

    /** Whether the run that began then ended with that status. */
    public boolean has(String run, String status, Instant at) {
        return exists()
                && !rows().where(col("run")
                                .equalTo(run)
                                .and(col("kind").equalTo("run"))
                                .and(col("status").equalTo(status))
                                .and(col("at").equalTo(Timestamp.from(at))))
                        .isEmpty();
    }

    /** All rows, in the schema of the table; empty before the first run. */
    public Dataset<Row> rows() {
        return exists() ? spark.read().format("delta").load(path) : spark.createDataFrame(List.of(), SCHEMA);
    }

    /** The newest status of a run, if it was logged. */
    public Optional<String> status(String run) {
        return newest(run).map(row -> row.getString(row.fieldIndex(RunLogColumns.STATUS)));
    }

    /** The newest document of a run, as text, if it was logged. */
    public Optional<String> body(String run) {
        return newest(run).map(row -> row.getString(row.fieldIndex(RunLogColumns.BODY)));
    }

    private Optional<Row> newest(String run) {
        if (!exists()) {
            return Optional.empty();
        }
        Dataset<Row> own = rows();
        return own
                .where(own.col(RunLogColumns.RUN)
                        .equalTo(run)
                        .and(own.col(RunLogColumns.KIND).equalTo(RunRowKind.RUN.word())))
                .orderBy(own.col(RunLogColumns.AT).desc())
                .limit(1)
                .collectAsList()
                .stream()
                .findFirst();
    }

    private boolean exists() {
        return DeltaTable.isDeltaTable(spark, path);
    }

    private static Row row(
            RunRecord run,
            String kind,
            @Nullable String status,
            @Nullable String name,
            @Nullable String column,
            @Nullable Double value,
            @Nullable String text,
            byte @Nullable [] state,
            @Nullable JsonNode body) {
        return RowFactory.create(
                run.run(),
                kind,
                run.command(),
                run.subject(),
                status,
                Timestamp.from(run.at()),
                run.seconds(),
                name,
                column,
                value,
                text,
                state,
                body == null ? null : body.toString());
    }
}
