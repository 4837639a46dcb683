package io.assay.jobs.record;

import com.fasterxml.jackson.databind.JsonNode;
import io.assay.aggregation.time.Micros;
import io.assay.features.log.SparkTypes;
import io.assay.jobs.warehouse.Warehouse;
import io.assay.online.table.TableRow;
import io.assay.online.table.TableSnapshot;
import io.assay.warehouse.run.RunDocumentJson;
import io.assay.warehouse.run.RunLogColumns;
import io.assay.warehouse.run.RunRowKind;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructType;
import org.jspecify.annotations.Nullable;

/** What happened: the Delta table {@code assay/log}, one commit a run. */
public final class RunLog {
    private static final StructType SCHEMA = SparkTypes.schema(RunLogColumns.SCHEMA);

    /** Status of a run whose batch is published. */
    private static final Set<String> LASTING = Set.of("published", "held");

    private static final String PUBLISHED = "published";

    private static final List<String> COLUMNS = List.of(RunLogColumns.STATUS, RunLogColumns.AT, RunLogColumns.SECONDS);

    private final SparkSession spark;
    private final Configuration hadoop;
    private final String path;

    public RunLog(SparkSession spark, Warehouse warehouse) {
        this.spark = spark;
        this.hadoop = spark.sessionState().newHadoopConf();
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
        return runs(run.run(), COLUMNS)
                .filter(row -> run.status().equals(row.string(RunLogColumns.STATUS)))
                .anyMatch(row -> run.status().equals(PUBLISHED)
                        || !end(at(row), seconds(row)).isBefore(run.at()));
    }

    private static Instant end(Instant start, double seconds) {
        return start.plusMillis(Math.round(seconds * 1000));
    }

    /** Appends several runs in one commit; what {@code writer} wrote last is read with {@link #version}. */
    public void write(String writer, long version, List<RunRecord> runs) {
        prepare(writer, version, runs).commit();
    }

    /** Appends a run's lines without an entry of its own: what is said about a run later leaves its status as it is. */
    public void annotate(RunRecord run) {
        List<Row> rows = new ArrayList<>();
        lines(run, rows);
        DeltaAppend.prepare(path, spark.createDataFrame(rows, SCHEMA), Optional.empty())
                .commit();
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
        lines(run, rows);
    }

    private static void lines(RunRecord run, List<Row> rows) {
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
        return TableSnapshot.newest(path, hadoop).stream()
                .flatMapToLong(table -> table.transaction(writer).stream())
                .findFirst()
                .orElse(0);
    }

    /** Whether the run that began then ended with that status. */
    public boolean has(String run, String status, Instant at) {
        return runs(run, COLUMNS)
                .anyMatch(row -> status.equals(row.string(RunLogColumns.STATUS))
                        && at(row).equals(at.truncatedTo(ChronoUnit.MICROS)));
    }

    /** The newest status of a run, if it was logged. */
    public Optional<String> status(String run) {
        return runs(run, COLUMNS).max(Comparator.comparing(RunLog::at)).map(row -> row.string(RunLogColumns.STATUS));
    }

    /** What else a run of this id was about that left something behind, published or held. */
    public Optional<String> otherSubject(String run, String subject) {
        return runs(run, List.of(RunLogColumns.SUBJECT, RunLogColumns.STATUS))
                .filter(row -> LASTING.contains(Objects.requireNonNullElse(row.string(RunLogColumns.STATUS), "")))
                .flatMap(row -> Stream.ofNullable(row.string(RunLogColumns.SUBJECT)))
                .filter(other -> !other.equals(subject))
                .findFirst();
    }

    /** The newest document of a run, as text, if it was logged. */
    public Optional<String> body(String run) {
        return runs(run, List.of(RunLogColumns.AT, RunLogColumns.BODY))
                .max(Comparator.comparing(RunLog::at))
                .map(row -> row.string(RunLogColumns.BODY));
    }

    /** The run's own entries; read without Spark, whose first query of a table takes seconds. */
    private Stream<TableRow> runs(String run, List<String> columns) {
        Map<String, String> equal = Map.of(RunLogColumns.RUN, run, RunLogColumns.KIND, RunRowKind.RUN.word());
        return TableSnapshot.newest(path, hadoop).stream().flatMap(table -> table.rows(columns, equal).stream());
    }

    private static Instant at(TableRow row) {
        return Micros.instant(Objects.requireNonNullElse(row.integer(RunLogColumns.AT), 0L));
    }

    private static double seconds(TableRow row) {
        return Objects.requireNonNullElse(row.floatingPoint(RunLogColumns.SECONDS), 0.0);
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
