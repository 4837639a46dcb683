package io.assay.jobs.publication;

import java.util.Map;
import java.util.Optional;
import org.apache.iceberg.expressions.Expression;
import org.apache.iceberg.expressions.Expressions;

/**
 * A table that is published just before the dataset: the quarantine, and its events. Its rows count only if their run
 * is published; a batch that starts over replaces its own rows. Nothing is validated against its main, so if another
 * run was published first the same files are staged again.
 */
public final class SideTable {
    private final PublishedTable table;
    private final String run;
    private StagedBatch staged;

    private SideTable(PublishedTable table, StagedBatch staged) {
        this.table = table;
        this.run = staged.run();
        this.staged = staged;
    }

    /** Stages files on the run's branch. */
    public static SideTable stage(PublishedTable table, RunLease lease, WrittenFiles files) {
        return new SideTable(table, repeatedly(table, () -> {
            Optional<Expression> own = ownRows(table, lease.run());
            return own.isPresent()
                    ? table.stageInPlaceOf(own.get(), lease, table.base(), files, Map.of())
                    : table.stage(lease, table.base(), files, Map.of());
        }));
    }

    /** The run's rows on main, from an attempt that ended before the commit point. */
    private static Optional<Expression> ownRows(PublishedTable table, String run) {
        return table.publication(run).map(left -> Expressions.equal("run", run));
    }

    /** The rows of a held batch, on its branch of the table. */
    public static Optional<SideTable> held(PublishedTable table, String run) {
        return table.staged(run).map(staged -> new SideTable(table, staged));
    }

    public long added() {
        return staged.added();
    }

    void publish() {
        repeatedly(table, () -> {
            try {
                return table.publish(staged, Map.of());
            } catch (MainMovedException e) {
                staged = table.restage(staged, ownRows(table, run));
                return table.publish(staged, Map.of());
            }
        });
    }

    private static <T> T repeatedly(PublishedTable table, CommitRetry.CommitAttempt<T> attempt) {
        return CommitRetry.untilUnmoved(table.name(), attempt);
    }
}
