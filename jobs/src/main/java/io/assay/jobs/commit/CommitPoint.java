package io.assay.jobs.commit;

import io.assay.jobs.publication.MainMovedException;

/** The act that makes a run's work visible to readers, all of it at once. */
@FunctionalInterface
public interface CommitPoint {
    void commit() throws MainMovedException;
}
