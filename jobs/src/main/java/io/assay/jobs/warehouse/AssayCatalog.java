package io.assay.jobs.warehouse;

import io.assay.jobs.catalyst.DeltaVersions;
import io.assay.warehouse.WarehouseLayout;
import java.util.List;
import java.util.Map;
import org.apache.iceberg.catalog.Catalog;
import org.apache.iceberg.catalog.Namespace;
import org.apache.iceberg.catalog.SupportsNamespaces;
import org.apache.iceberg.spark.SparkCatalog;
import org.apache.spark.sql.catalyst.analysis.NoSuchTableException;
import org.apache.spark.sql.catalyst.analysis.NoSuchViewException;
import org.apache.spark.sql.connector.catalog.Identifier;
import org.apache.spark.sql.connector.catalog.Table;
import org.apache.spark.sql.connector.catalog.View;
import org.apache.spark.sql.util.CaseInsensitiveStringMap;

/**
 * Spark's catalog {@code assay}: Iceberg's own for {@code datasets}, {@code quarantine} and {@code deleted}, with
 * branches, time travel and procedures; {@code features.VIEW} is the live version's Delta log; {@code assay.runs} and
 * its like are views on the log of runs.
 */
public final class AssayCatalog extends SparkCatalog {
    private static final String MAKES_NAMESPACES = "assay.makes-namespaces";
    private static final String MAKES_TABLES = "jdbc.init-catalog-tables";

    /** Options of a catalog that creates namespaces and tables which are missing. */
    static final Map<String, String> WRITABLE = Map.of(MAKES_NAMESPACES, "true", MAKES_TABLES, "true");

    /** Options of a catalog that creates nothing. */
    static final Map<String, String> READ_ONLY = Map.of(MAKES_NAMESPACES, "false", MAKES_TABLES, "false");

    private String warehouse = "";

    @Override
    protected Catalog buildIcebergCatalog(String name, CaseInsensitiveStringMap options) {
        warehouse = options.getOrDefault("warehouse", "");
        Catalog catalog = super.buildIcebergCatalog(name, options);
        if (catalog instanceof SupportsNamespaces namespaces && options.getBoolean(MAKES_NAMESPACES, true)) {
            for (String namespace :
                    List.of(WarehouseLayout.DATASETS, WarehouseLayout.QUARANTINE, WarehouseLayout.DELETED)) {
                create(namespaces, Namespace.of(namespace));
            }
        }
        return catalog;
    }

    private static void create(SupportsNamespaces namespaces, Namespace namespace) {
        if (namespaces.namespaceExists(namespace)) {
            return;
        }
        try {
            namespaces.createNamespace(namespace, Map.of());
        } catch (RuntimeException e) {
            if (!namespaces.namespaceExists(namespace)) { // another process was not quicker: a real failure
                throw e;
            }
        }
    }

    @Override
    public Table loadTable(Identifier name) throws NoSuchTableException {
        if (DeltaTables.owns(name)) {
            return own().find(name).orElseThrow(() -> new NoSuchTableException(name));
        }
        return super.loadTable(name);
    }

    /** {@code VERSION AS OF}: Delta's version, or Iceberg's snapshot, branch or tag. */
    @Override
    public Table loadTable(Identifier name, String version) throws NoSuchTableException {
        if (DeltaTables.owns(name)) {
            return own().find(name)
                    .flatMap(table -> DeltaVersions.of(table, version))
                    .orElseThrow(() -> new NoSuchTableException(
                            Identifier.of(name.namespace(), name.name() + " VERSION AS OF " + version)));
        }
        return super.loadTable(name, version);
    }

    /** {@code TIMESTAMP AS OF}, in microseconds. */
    @Override
    public Table loadTable(Identifier name, long timestamp) throws NoSuchTableException {
        if (DeltaTables.owns(name)) {
            return own().find(name)
                    .flatMap(table -> DeltaVersions.at(table, timestamp))
                    .orElseThrow(() -> new NoSuchTableException(
                            Identifier.of(name.namespace(), name.name() + " TIMESTAMP AS OF")));
        }
        return super.loadTable(name, timestamp);
    }

    @Override
    public boolean tableExists(Identifier name) {
        return DeltaTables.owns(name) ? own().find(name).isPresent() : super.tableExists(name);
    }

    @Override
    public Identifier[] listTables(String[] namespace) {
        return DeltaTables.holds(namespace)
                ? own().list(namespace).toArray(new Identifier[0])
                : super.listTables(namespace);
    }

    @Override
    public boolean namespaceExists(String[] namespace) {
        return DeltaTables.holds(namespace) || super.namespaceExists(namespace);
    }

    @Override
    public View loadView(Identifier name) throws NoSuchViewException {
        LogView view = LogView.find(name).orElseThrow(() -> new NoSuchViewException(name));
        return own().find(view.table()).isPresent() ? view.view() : view.empty();
    }

    @Override
    public Identifier[] listViews(String... namespace) {
        return namespace.length == 0 ? LogView.names().toArray(new Identifier[0]) : new Identifier[0];
    }

    @Override
    public boolean viewExists(Identifier name) {
        return LogView.find(name).isPresent();
    }

    private DeltaTables own() {
        return new DeltaTables(warehouse);
    }
}
