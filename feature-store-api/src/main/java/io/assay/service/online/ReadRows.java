package io.assay.service.online;

import io.assay.online.view.OnlineView;
import io.assay.online.view.ViewRow;

/**
 * The rows of one view that a request reads.
 *
 * @param kept what of them is kept: all, or of a large request only the features it asks for
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record ReadRows(ViewRow[] rows, Kept kept) {
    /** From this many computed values on, those that were not requested are not kept until the answer is written. */
    private static final long LARGE = 10_000;

    enum Kept {
        ALL,
        REQUESTED
    }

    static ReadRows of(RequestPlan.Part part, KeyColumns keys, int index, long now) {
        OnlineView view = part.view();
        ViewRow[] rows = new ViewRow[keys.rows()];
        long computed = (long) rows.length * view.types().size();
        Kept kept = computed > LARGE ? Kept.REQUESTED : Kept.ALL;
        for (int row = 0; row < rows.length; row++) {
            ViewRow read = view.read(keys.key(index, row), now);
            rows[row] = kept == Kept.REQUESTED ? read.only(part.features()) : read;
        }
        return new ReadRows(rows, kept);
    }

    /** Where a column's feature is in the rows. */
    int index(RequestPlan.OutputColumn column) {
        return kept == Kept.REQUESTED ? column.position() : column.feature();
    }
}
