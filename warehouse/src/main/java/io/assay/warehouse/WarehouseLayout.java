package io.assay.warehouse;

import io.assay.definition.contract.DatasetName;
import io.assay.definition.feature.ViewName;
import io.assay.definition.model.ModelName;

/**
 * Paths of a warehouse: where each table and folder is. Entry type of this module.
 *
 * <p>Iceberg's catalog decides where the tables of datasets and quarantine are; {@link #dataset} and
 * {@link #quarantine} name them in lineage. This class gives the place of everything else.
 *
 * @param root absolute: a local path, or a URI of a Hadoop file system; no slash at its end
 */
public record WarehouseLayout(String root) {
    public static final String DATASETS = "datasets";
    public static final String QUARANTINE = "quarantine";
    /** Keys that were deleted, in tables of their own. */
    public static final String DELETED = "deleted";

    public static final String FEATURES = "features";

    /** The log of runs, below the root. */
    public static final String LOG = "assay/log";
    /** The definitions that runs used, below the root. */
    public static final String DEFINITIONS = "assay/definitions";

    public WarehouseLayout {
        if (root.isEmpty()) {
            throw new IllegalArgumentException("the warehouse's root is empty; give a path or URI");
        }
        root = root.endsWith("/") && root.length() > 1 ? root.substring(0, root.length() - 1) : root;
    }

    /** Name of a dataset in lineage; the same through all its versions. */
    public String dataset(DatasetName dataset) {
        return below(DATASETS, dataset.value());
    }

    /** Name of a dataset's quarantine in lineage. */
    public String quarantine(DatasetName dataset) {
        return below(QUARANTINE, dataset.value());
    }

    /** Name of a view in lineage, and the folder of all its versions. */
    public String view(ViewName view) {
        return below(FEATURES, view.value());
    }

    /** The Delta log of one version of a view. */
    public String featureLog(ViewName view, String version) {
        return featureLog(view.value(), version);
    }

    /** The Delta log of one version of the view of that name. */
    public String featureLog(String view, String version) {
        return below(FEATURES, view, version, "log");
    }

    /** The Delta table of runs, rules, metrics and decisions. */
    public String log() {
        return below(LOG);
    }

    /** The Delta table of the definitions that runs used. */
    public String definitions() {
        return below(DEFINITIONS);
    }

    /** Folder of the lineage events, a folder a day in it. */
    public String lineage() {
        return below("assay/lineage");
    }

    /** Folder of log entries that are ready and not in the log yet. */
    public String pending() {
        return below("assay/pending");
    }

    /** Folder of the leases of runs in progress. */
    public String running() {
        return below("assay/running");
    }

    /** Folder of the trained models of one definition. */
    public String model(ModelName model) {
        return below("models", model.value());
    }

    /** Folder of the checkpoints of one stream. */
    public String checkpoint(DatasetName dataset) {
        return below("checkpoints", dataset.value());
    }

    private String below(String... parts) {
        String path = String.join("/", parts);
        return root.equals("/") ? root + path : root + "/" + path;
    }
}
