package io.assay.jobs.merge;

/**
 * What became of the rows that passed.
 *
 * @param inserted rows of keys that were not published
 * @param updated rows that took the place of a published one
 * @param deleted rows that delete their key, whether it was published or not
 * @param superseded rows that are older than another row of their key, in the batch or published, or whose partition
 *     was replaced since
 */
public record ChangeCounts(long inserted, long updated, long deleted, long superseded) {
    /** Rows that readers see because of the batch. */
    public long published() {
        return inserted + updated;
    }

    /** All of them. */
    public long passed() {
        return inserted + updated + deleted + superseded;
    }

    /** Of both together. */
    public ChangeCounts plus(ChangeCounts more) {
        return new ChangeCounts(
                inserted + more.inserted, updated + more.updated, deleted + more.deleted, superseded + more.superseded);
    }
}
