package io.assay.jobs.warehouse;

import io.assay.jobs.catalyst.TextLines;
import io.assay.online.catalog.LiveDefinitions;
import io.assay.online.table.TableSnapshot;
import io.assay.warehouse.WarehouseLayout;
import io.assay.warehouse.definition.DefinitionKind;
import io.delta.tables.DeltaTable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.connector.catalog.Identifier;
import org.apache.spark.sql.connector.catalog.Table;
import org.apache.spark.sql.delta.catalog.DeltaTableV2;
import scala.Option;

/** The Delta tables of a warehouse under their names: {@code features.VIEW}, {@code log}, {@code definitions}. */
final class DeltaTables {
    /** Lineage events as files in their folder: one row {@code value} an event. */
    static final String LINEAGE_FILES = "lineage_files";

    private static final String LOG = "log";
    private static final List<String> RECORDS = List.of(LOG, "definitions");

    private final WarehouseLayout warehouse;

    DeltaTables(String warehouse) {
        this.warehouse = new WarehouseLayout(warehouse);
    }

    /** Whether it is the name of one of our tables, existing or not. */
    static boolean owns(Identifier name) {
        return holds(name.namespace());
    }

    static boolean holds(String[] namespace) {
        return namespace.length == 0 || Arrays.equals(namespace, new String[] {WarehouseLayout.FEATURES});
    }

    Optional<Table> find(Identifier name) {
        SparkSession spark = SparkSession.active();
        if (name.namespace().length == 0 && name.name().equals(LINEAGE_FILES)) {
            return lineage(spark);
        }
        return path(spark, name)
                .filter(path -> DeltaTable.isDeltaTable(spark, path))
                .map(path -> delta(spark, path));
    }

    List<Identifier> list(String[] namespace) {
        SparkSession spark = SparkSession.active();
        Stream<String> names = namespace.length == 0
                ? RECORDS.stream().filter(name -> DeltaTable.isDeltaTable(spark, path(name)))
                : live(spark).keySet().stream();
        return names.map(name -> Identifier.of(namespace, name)).toList();
    }

    private Optional<String> path(SparkSession spark, Identifier name) {
        if (name.namespace().length == 0) {
            return RECORDS.contains(name.name()) ? Optional.of(path(name.name())) : Optional.empty();
        }
        return Optional.ofNullable(live(spark).get(name.name()))
                .map(version -> warehouse.featureLog(name.name(), version));
    }

    /** View name to its live version; without retired views; empty where nothing was computed. */
    private Map<String, String> live(SparkSession spark) {
        LiveDefinitions definitions = new LiveDefinitions();
        TableSnapshot.newest(warehouse.definitions(), spark.sessionState().newHadoopConf())
                .ifPresent(table -> table.into(definitions));
        return definitions.versions(DefinitionKind.VIEW);
    }

    private String path(String table) {
        return table.equals(LOG) ? warehouse.log() : warehouse.definitions();
    }

    private Optional<Table> lineage(SparkSession spark) {
        Path folder = new Path(warehouse.lineage());
        try {
            if (!folder.getFileSystem(spark.sessionState().newHadoopConf()).exists(folder)) {
                return Optional.empty();
            }
        } catch (IOException e) {
            throw new UncheckedIOException("lineage events in " + folder, e);
        }
        return Optional.of(TextLines.table(spark, LINEAGE_FILES, folder.toString()));
    }

    private static Table delta(SparkSession spark, String path) {
        return new DeltaTableV2(
                spark,
                new Path(path),
                Option.empty(),
                Option.empty(),
                Option.empty(),
                scala.collection.immutable.Map$.MODULE$.<String, String>empty());
    }
}
