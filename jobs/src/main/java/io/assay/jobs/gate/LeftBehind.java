package io.assay.jobs.gate;

import io.assay.definition.contract.DatasetName;
import io.assay.jobs.publication.PublishProgress;
import io.assay.jobs.run.RunEnvironment;

/** What processes that died left in the tables of a dataset. */
public final class LeftBehind {
    private LeftBehind() {}

    /** Removes it, and reports the runs that they published and did not report; never what a live process works on. */
    public static void remove(RunEnvironment environment, DatasetName dataset) {
        new GateTables(environment, dataset, PublishProgress.none()).removeLeftOvers();
    }

    /** What leases of runs on the dataset are about. */
    public static String subject(DatasetName dataset) {
        return "dataset " + dataset;
    }
}
