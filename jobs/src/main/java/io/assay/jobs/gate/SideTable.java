package io.assay.jobs.gate;

import io.assay.jobs.failure.ExternalException;
import io.assay.jobs.publication.Backoff;
import io.assay.jobs.publication.MainMovedException;
import io.assay.jobs.publication.PublishedTable;
import io.assay.jobs.publication.StagedBatch;
import io.assay.jobs.publication.WrittenFiles;
import java.util.Map;
import java.util.Optional;
import org.apache.iceberg.expressions.Expression;
import org.apache.iceberg.expressions.Expressions;

/**
 * A table that is published just before the dataset: the quarantine, and the events of it. Its rows count only if their
 * run is published; a batch that starts over takes the place of its own rows. Nothing is judged against its main, so
 * whoever is overtaken here stages the same files again.
 */
final class SideTable {
    private static final int TRIES = 10;

    private final PublishedTable table;
    private final String run;
    private StagedBatch staged;

    private SideTable(PublishedTable table, String run, StagedBatch staged) {
        this.table = table;
        this.run = run;
        this.staged = staged;
    }

    static SideTable stage(PublishedTable table, String run, WrittenFiles files) {
        return new SideTable(table, run, placed(table, run, files));
    }

    private static StagedBatch placed(PublishedTable table, String run, WrittenFiles files) {
        return overtaking(table, () -> {
            Optional<Expression> own = own(table, run);
            return own.isPresent()
                    ? table.stageInPlaceOf(own.get(), run, table.base(), files, Map.of())
                    : table.stage(run, table.base(), files, Map.of());
        });
    }

    /** The run's rows on main, left there by an attempt that died before the commit point. */
    private static Optional<Expression> own(PublishedTable table, String run) {
        return table.publication(run).map(left -> Expressions.equal("run", run));
    }

    /** The run's rows that wait on a branch of a table. */
    static SideTable waiting(PublishedTable table, StagedBatch staged) {
        return new SideTable(table, staged.run(), staged);
    }

    long added() {
        return staged.added();
    }

    void publish() {
        overtaking(table, () -> {
            try {
                return table.publish(staged, Map.of());
            } catch (MainMovedException e) {
                staged = table.restage(staged, own(table, run));
                return table.publish(staged, Map.of());
            }
        });
    }

    void drop() {
        table.drop(run);
    }

    private static <T> T overtaking(PublishedTable table, Work<T> work) {
        for (int attempt = 1; ; attempt++) {
            try {
                return work.done();
            } catch (MainMovedException e) {
                if (attempt == TRIES) {
                    throw new ExternalException(
                            table.name(),
                            "other writers were quicker %d times in a row".formatted(TRIES),
                            "try again later",
                            e);
                }
                Backoff.sleep(attempt);
            }
        }
    }

    private interface Work<T> {
        T done() throws MainMovedException;
    }
}
