package io.assay.jobs.quarantine;

import java.util.List;
import java.util.PriorityQueue;

/** The first rows in order of time and place, up to a number of them; no others are kept in memory. */
final class FirstRows {
    private final PriorityQueue<QuarantinedRow> kept = new PriorityQueue<>(QuarantinedRow.IN_ORDER.reversed());
    private final int most;
    private long total;

    FirstRows(int most) {
        this.most = most;
    }

    void add(QuarantinedRow row) {
        total++;
        kept.add(row);
        if (kept.size() > most) {
            kept.remove();
        }
    }

    /** Adds it if it is still open. */
    void addOpen(QuarantinedRow row) {
        if (row.open()) {
            add(row);
        }
    }

    /** All that were added. */
    long total() {
        return total;
    }

    List<QuarantinedRow> rows() {
        return kept.stream().sorted(QuarantinedRow.IN_ORDER).toList();
    }
}
