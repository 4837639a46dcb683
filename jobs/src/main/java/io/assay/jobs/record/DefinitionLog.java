package io.assay.jobs.record;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;

import io.assay.definition.project.Project;
import io.assay.features.log.SparkTypes;
import io.assay.jobs.warehouse.Warehouse;
import io.assay.warehouse.definition.DefinitionColumns;
import io.delta.tables.DeltaTable;
import java.nio.file.Path;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructType;
import org.jspecify.annotations.Nullable;

/**
 * The definitions that runs used: the Delta table {@code assay/definitions}, append-only. Of each kind and name the
 * newest row decides: it is live, or retired.
 */
public final class DefinitionLog {
    private static final StructType SCHEMA = SparkTypes.schema(DefinitionColumns.SCHEMA);

    private final SparkSession spark;
    private final String path;
    private final Path project;

    /** {@code project}: the folder whose git commit is noted. */
    public DefinitionLog(SparkSession spark, Warehouse warehouse, Path project) {
        this.spark = spark;
        this.path = warehouse.layout().definitions();
        this.project = project;
    }

    /** Appends those definitions whose newest row differs, in one commit; none if there is nothing new. */
    public void write(String run, Instant at, Collection<DefinitionRow> definitions) {
        Object[] names =
                definitions.stream().map(DefinitionRow::name).distinct().toArray();
        append(run, at, definitions, newest(col("name").isin(names)));
    }

    /**
     * As {@link #write}, and retires the views, services and entities that are live and that the project no longer has.
     * Their tables stay.
     *
     * @return the rows that retire a definition
     */
    public List<DefinitionRow> publish(String run, Instant at, Collection<DefinitionRow> definitions, Project project) {
        Set<DefinitionRow> newest = newest(lit(true));
        List<DefinitionRow> retired = newest.stream()
                .filter(row -> row.live() && !row.isIn(project))
                .map(DefinitionRow::retired)
                .sorted(Comparator.comparing(DefinitionRow::kind).thenComparing(DefinitionRow::name))
                .toList();
        List<DefinitionRow> all = new ArrayList<>(definitions);
        all.addAll(retired);
        append(run, at, all, newest);
        return retired;
    }

    private void append(String run, Instant at, Collection<DefinitionRow> definitions, Set<DefinitionRow> newest) {
        List<DefinitionRow> fresh = definitions.stream()
                .filter(row -> !newest.contains(row))
                .distinct()
                .toList();
        if (fresh.isEmpty()) {
            return;
        }
        String commit = GitCommit.of(project).orElse(null);
        List<Row> rows = fresh.stream().map(row -> stored(row, run, commit, at)).toList();
        DeltaAppend.prepare(path, spark.createDataFrame(rows, SCHEMA), Optional.empty())
                .commit();
    }

    /** All rows, in the schema of the table; empty before the first run. */
    public Dataset<Row> rows() {
        return DeltaTable.isDeltaTable(spark, path)
                ? spark.read().format("delta").load(path)
                : spark.createDataFrame(List.of(), SCHEMA);
    }

    /** The live version of a definition; empty before the first and once it is retired. */
    public Optional<DefinitionRow> live(DefinitionRow.Kind kind, String name) {
        return newest(kind, name, "true").filter(DefinitionRow::live);
    }

    /** The definition of that version, if a run used it. */
    public Optional<DefinitionRow> find(DefinitionRow.Kind kind, String name, String version) {
        return newest(kind, name, "version = '" + version.replace("'", "''") + "'");
    }

    /** The newest row of each kind and name among those rows; one small job. */
    private Set<DefinitionRow> newest(Column which) {
        Map<String, Row> newest = new HashMap<>();
        rows().where(which)
                .select("kind", "name", "version", "json", "features", "live", "at")
                .collectAsList()
                .forEach(row -> newest.merge(
                        row.getString(0) + " " + row.getString(1),
                        row,
                        (a, b) -> a.getTimestamp(6).compareTo(b.getTimestamp(6)) > 0 ? a : b));
        return newest.values().stream()
                .map(row -> new DefinitionRow(
                        DefinitionRow.Kind.valueOf(row.getString(0).toUpperCase(Locale.ROOT)),
                        row.getString(1),
                        row.getString(2),
                        row.getString(3),
                        row.getString(4),
                        row.getBoolean(5)))
                .collect(Collectors.toSet());
    }

    private Optional<DefinitionRow> newest(DefinitionRow.Kind kind, String name, String condition) {
        return rows()
                .where(col("kind").equalTo(word(kind)).and(col("name").equalTo(name)))
                .where(condition)
                .orderBy(col("at").desc())
                .limit(1)
                .select("version", "json", "features", "live")
                .collectAsList()
                .stream()
                .map(row -> new DefinitionRow(
                        kind, name, row.getString(0), row.getString(1), row.getString(2), row.getBoolean(3)))
                .findFirst();
    }

    private static String word(DefinitionRow.Kind kind) {
        return kind.name().toLowerCase(Locale.ROOT);
    }

    private static Row stored(DefinitionRow row, String run, @Nullable String commit, Instant at) {
        return RowFactory.create(
                word(row.kind()),
                row.name(),
                row.version(),
                row.json(),
                row.features(),
                row.live(),
                run,
                commit,
                Timestamp.from(at));
    }
}
