package io.assay.jobs.record;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;

import io.assay.definition.project.Project;
import io.assay.features.log.SparkTypes;
import io.assay.jobs.warehouse.Warehouse;
import io.assay.warehouse.definition.DefinitionColumns;
import io.assay.warehouse.definition.DefinitionKind;
import io.assay.warehouse.definition.DefinitionRecord;
import io.assay.warehouse.definition.DefinitionRecordJson;
import io.delta.tables.DeltaTable;
import java.nio.file.Path;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
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
    public void write(String run, Instant at, Collection<DefinitionRecord> definitions) {
        Object[] names =
                definitions.stream().map(DefinitionRecord::name).distinct().toArray();
        append(run, at, definitions, newest(col(DefinitionColumns.NAME).isin(names)));
    }

    /**
     * As {@link #write}, and retires the views, services and entities that are live and that the project no longer has.
     * Their tables stay.
     *
     * @return the rows that retire a definition
     */
    public List<DefinitionRecord> publish(
            String run, Instant at, Collection<DefinitionRecord> definitions, Project project) {
        Set<DefinitionRecord> newest = newest(lit(true));
        List<DefinitionRecord> retired = newest.stream()
                .filter(row -> row.live() && !row.isIn(project))
                .map(DefinitionRecord::retired)
                .sorted(Comparator.comparing(DefinitionRecord::kind).thenComparing(DefinitionRecord::name))
                .toList();
        List<DefinitionRecord> all = new ArrayList<>(definitions);
        all.addAll(retired);
        append(run, at, all, newest);
        return retired;
    }

    private void append(
            String run, Instant at, Collection<DefinitionRecord> definitions, Set<DefinitionRecord> newest) {
        List<DefinitionRecord> fresh = definitions.stream()
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

    /** The definition of that version, if a run used it. */
    public Optional<DefinitionRecord> find(DefinitionKind kind, String name, String version) {
        return newest(kind, name, col(DefinitionColumns.VERSION).equalTo(version));
    }

    /** The newest row of each kind and name among those rows; one small job. */
    private Set<DefinitionRecord> newest(Column which) {
        Map<String, Row> newest = new HashMap<>();
        rows().where(which)
                .collectAsList()
                .forEach(row -> newest.merge(
                        text(row, DefinitionColumns.KIND) + " " + text(row, DefinitionColumns.NAME),
                        row,
                        (a, b) -> at(a).compareTo(at(b)) > 0 ? a : b));
        return newest.values().stream().flatMap(row -> read(row).stream()).collect(Collectors.toSet());
    }

    private Optional<DefinitionRecord> newest(DefinitionKind kind, String name, Column condition) {
        return rows()
                .where(col(DefinitionColumns.KIND)
                        .equalTo(kind.word())
                        .and(col(DefinitionColumns.NAME).equalTo(name)))
                .where(condition)
                .orderBy(col(DefinitionColumns.AT).desc())
                .limit(1)
                .collectAsList()
                .stream()
                .flatMap(row -> read(row).stream())
                .findFirst();
    }

    /** Empty for a kind of a later version. */
    private static Optional<DefinitionRecord> read(Row row) {
        return DefinitionKind.of(String.valueOf(text(row, DefinitionColumns.KIND)))
                .map(kind -> DefinitionRecordJson.read(
                        kind,
                        row.<String>getAs(DefinitionColumns.NAME),
                        row.<String>getAs(DefinitionColumns.VERSION),
                        row.<String>getAs(DefinitionColumns.JSON),
                        text(row, DefinitionColumns.FEATURES),
                        row.<Boolean>getAs(DefinitionColumns.LIVE)));
    }

    private static @Nullable String text(Row row, String column) {
        return row.getAs(column);
    }

    private static Timestamp at(Row row) {
        return row.getAs(DefinitionColumns.AT);
    }

    /** One line for people about a record that retires a definition. */
    public static String retirement(DefinitionRecord retired) {
        return "%s %s is retired: the project no longer has it; its tables stay"
                .formatted(retired.kind().word(), retired.name());
    }

    private static Row stored(DefinitionRecord row, String run, @Nullable String commit, Instant at) {
        return RowFactory.create(
                row.kind().word(),
                row.name(),
                row.version(),
                DefinitionRecordJson.json(row),
                DefinitionRecordJson.features(row),
                row.live(),
                run,
                commit,
                Timestamp.from(at));
    }
}
