package io.assay.jobs.warehouse;

import io.assay.definition.contract.DatasetName;
import io.assay.definition.project.Settings;
import io.assay.warehouse.WarehouseLayout;
import io.assay.warehouse.quarantine.QuarantineEventColumns;
import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;

/** Where everything of a project is kept, and what it is called. Names and paths only: no Spark, no I/O. */
public final class Warehouse {
    /** The Spark catalog, default of every session: {@code datasets.flights} is {@code assay.datasets.flights}. */
    public static final String CATALOG = "assay";

    private final WarehouseLayout layout;
    private final Settings settings;

    private Warehouse(Settings settings) {
        this.layout = new WarehouseLayout(settings.warehouse());
        this.settings = settings;
    }

    public static Warehouse of(Settings settings) {
        return new Warehouse(settings);
    }

    /** Absolute: a local path, or a URI of a Hadoop file system; no slash at its end. */
    public String root() {
        return layout.root();
    }

    /** Paths of everything in it. */
    public WarehouseLayout layout() {
        return layout;
    }

    /** The warehouse as a local folder, if it is one. */
    public Optional<Path> localFolder() {
        String root = layout.root();
        if (root.startsWith("file:")) {
            return Optional.of(Path.of(URI.create(root).getPath()));
        }
        return root.contains("://") ? Optional.empty() : Optional.of(Path.of(root));
    }

    Settings.CatalogSettings catalog() {
        return settings.catalog();
    }

    /** {@code assay.datasets.flights}, for Spark SQL. */
    public static String dataset(DatasetName dataset) {
        return CATALOG + "." + WarehouseLayout.DATASETS + "." + dataset;
    }

    /** {@code assay.quarantine.flights}, for Spark SQL. */
    public static String quarantine(DatasetName dataset) {
        return CATALOG + "." + WarehouseLayout.QUARANTINE + "." + dataset;
    }

    /** What became of each quarantined row: {@code assay.quarantine.quarantine_events}, for Spark SQL. */
    public static String quarantineEvents() {
        return CATALOG + "." + WarehouseLayout.QUARANTINE + "." + QuarantineEventColumns.TABLE;
    }
}
