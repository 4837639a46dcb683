package io.assay.jobs.warehouse;

import io.assay.definition.contract.DatasetName;
import io.assay.definition.feature.ViewName;
import io.assay.definition.model.ModelName;
import io.assay.definition.project.Settings;
import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;

/** Where everything of a project is kept, and what it is called. Names and paths only: no Spark, no I/O. */
public final class Warehouse {
    /** The Spark catalog, default of every session: {@code datasets.flights} is {@code assay.datasets.flights}. */
    public static final String CATALOG = "assay";

    public static final String DATASETS = "datasets";
    public static final String QUARANTINE = "quarantine";
    public static final String FEATURES = "features";

    private final String root;
    private final Settings settings;

    private Warehouse(Settings settings) {
        String text = settings.warehouse();
        this.root = text.endsWith("/") && text.length() > 1 ? text.substring(0, text.length() - 1) : text;
        this.settings = settings;
    }

    public static Warehouse of(Settings settings) {
        return new Warehouse(settings);
    }

    /** Absolute: a local path, or a URI of a Hadoop file system; no slash at its end. */
    public String root() {
        return root;
    }

    /** The warehouse as a local folder, if it is one. */
    public Optional<Path> localFolder() {
        if (root.startsWith("file:")) {
            return Optional.of(Path.of(URI.create(root).getPath()));
        }
        return root.contains("://") ? Optional.empty() : Optional.of(Path.of(root));
    }

    Settings.Catalog catalog() {
        return settings.catalog();
    }

    /** {@code assay.datasets.flights}, for Spark SQL. */
    public static String dataset(DatasetName dataset) {
        return CATALOG + "." + DATASETS + "." + dataset;
    }

    /** {@code assay.quarantine.flights}, for Spark SQL. */
    public static String quarantine(DatasetName dataset) {
        return CATALOG + "." + QUARANTINE + "." + dataset;
    }

    /** What became of each quarantined row: {@code assay.quarantine.quarantine_events}, for Spark SQL. */
    public static String quarantineEvents() {
        return CATALOG + "." + QUARANTINE + ".quarantine_events";
    }

    /** Folder of all that belongs to one version of a view. */
    public String view(ViewName view, String version) {
        return "%s/%s/%s/%s".formatted(root, FEATURES, view, version);
    }

    /** The Delta log of one version of a view. */
    public String featureLog(ViewName view, String version) {
        return view(view, version) + "/log";
    }

    /** The Delta table of runs, rules, metrics and decisions. */
    public String log() {
        return root + "/assay/log";
    }

    /** The Delta table of the definitions that runs used. */
    public String definitions() {
        return root + "/assay/definitions";
    }

    /** Folder of the lineage events, a folder a day in it. */
    public String lineage() {
        return root + "/assay/lineage";
    }

    /** Folder of the trained models of one definition. */
    public String model(ModelName model) {
        return root + "/models/" + model;
    }

    /** Folder of the checkpoints of one stream. */
    public String checkpoint(DatasetName dataset) {
        return root + "/checkpoints/" + dataset;
    }
}
