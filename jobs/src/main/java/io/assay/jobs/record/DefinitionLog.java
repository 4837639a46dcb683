package io.assay.jobs.record;

import io.assay.definition.project.Project;
import io.assay.features.log.SparkTypes;
import io.assay.jobs.warehouse.Warehouse;
import io.assay.online.table.TableRow;
import io.assay.online.table.TableSnapshot;
import io.assay.warehouse.definition.DefinitionColumns;
import io.assay.warehouse.definition.DefinitionKind;
import io.assay.warehouse.definition.DefinitionRecord;
import io.assay.warehouse.definition.DefinitionRecordJson;
import java.nio.file.Path;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
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

    private static final List<String> COLUMNS = List.of(
            DefinitionColumns.KIND,
            DefinitionColumns.NAME,
            DefinitionColumns.VERSION,
            DefinitionColumns.JSON,
            DefinitionColumns.FEATURES,
            DefinitionColumns.LIVE,
            DefinitionColumns.AT);

    private final SparkSession spark;
    private final Configuration hadoop;
    private final String path;
    private final Path project;

    /** {@code project}: the folder whose git commit is noted. */
    public DefinitionLog(SparkSession spark, Warehouse warehouse, Path project) {
        this.spark = spark;
        this.hadoop = spark.sessionState().newHadoopConf();
        this.path = warehouse.layout().definitions();
        this.project = project;
    }

    /** Appends those definitions whose newest row differs, in one commit; none if there is nothing new. */
    public void write(String run, Instant at, Collection<DefinitionRecord> definitions) {
        List<String> names =
                definitions.stream().map(DefinitionRecord::name).distinct().toList();
        Map<String, String> equal = names.size() == 1 ? Map.of(DefinitionColumns.NAME, names.get(0)) : Map.of();
        append(run, at, definitions, newest(equal));
    }

    /**
     * As {@link #write}, and retires the views, services and entities that are live and that the project no longer has.
     * Their tables stay.
     *
     * @return the rows that retire a definition
     */
    public List<DefinitionRecord> publish(
            String run, Instant at, Collection<DefinitionRecord> definitions, Project project) {
        Set<DefinitionRecord> newest = newest(Map.of());
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

    /** The newest definition of that version, if a run used it. */
    public Optional<DefinitionRecord> find(DefinitionKind kind, String name, String version) {
        Map<String, String> wanted = Map.of(
                DefinitionColumns.KIND, kind.word(),
                DefinitionColumns.NAME, name,
                DefinitionColumns.VERSION, version);
        return rows(wanted).max(Comparator.comparing(DefinitionLog::at)).flatMap(DefinitionLog::read);
    }

    /** The newest row of each kind and name, of those with these texts by column. */
    private Set<DefinitionRecord> newest(Map<String, String> equal) {
        Map<String, TableRow> newest = new HashMap<>();
        rows(equal)
                .forEach(row -> newest.merge(
                        row.string(DefinitionColumns.KIND) + " " + row.string(DefinitionColumns.NAME),
                        row,
                        (a, b) -> at(a) > at(b) ? a : b));
        return newest.values().stream().flatMap(row -> read(row).stream()).collect(Collectors.toSet());
    }

    /** Rows with these texts by column; read without Spark, whose first query of a table takes seconds. */
    private Stream<TableRow> rows(Map<String, String> equal) {
        return TableSnapshot.newest(path, hadoop).stream().flatMap(table -> table.rows(COLUMNS, equal).stream());
    }

    /** Empty for a kind of a later version. */
    private static Optional<DefinitionRecord> read(TableRow row) {
        return DefinitionKind.of(required(row, DefinitionColumns.KIND))
                .map(kind -> DefinitionRecordJson.read(
                        kind,
                        required(row, DefinitionColumns.NAME),
                        Objects.requireNonNullElse(row.string(DefinitionColumns.VERSION), ""),
                        required(row, DefinitionColumns.JSON),
                        row.string(DefinitionColumns.FEATURES),
                        Boolean.TRUE.equals(row.bool(DefinitionColumns.LIVE))));
    }

    private static String required(TableRow row, String column) {
        return Objects.requireNonNull(row.string(column), column + " of assay/definitions");
    }

    private static long at(TableRow row) {
        Long at = row.integer(DefinitionColumns.AT);
        return at == null ? Long.MIN_VALUE : at;
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
