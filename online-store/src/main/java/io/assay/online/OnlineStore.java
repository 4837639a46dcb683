package io.assay.online;

import io.assay.online.catalog.Catalog;
import io.assay.online.table.TableSink;
import io.assay.online.view.Freshness;
import java.time.Clock;
import java.time.Duration;
import java.util.List;

/**
 * The live feature views of a warehouse, followed by a thread of its own. Entry type of this module.
 *
 * <p>{@link #open}, {@link #follow} other tables of interest, {@link #start}; then {@link #catalog()} and its views
 * answer from memory and the local store.
 */
public final class OnlineStore implements AutoCloseable {
    private OnlineStore() {}

    /**
     * Opens the local store; nothing is followed yet. {@code clock} decides which rows are due and which are too old.
     */
    public static OnlineStore open(OnlineStoreSettings settings, Clock clock) {
        return new OnlineStore();
    }

    /** Follows another table of the warehouse, such as {@code assay/log}, from {@link #start} on. */
    public void follow(String path, TableSink sink) {}

    /** Begins to follow {@code assay/definitions} and the tables of the live views. */
    public void start() {}

    /** What is live now; the same instance until something changes. */
    public Catalog catalog() {
        return Catalog.empty();
    }

    /** Whether every table has been followed to the version that was current at start. */
    public boolean caughtUp() {
        return false;
    }

    /** Waits until {@link #caughtUp()}; false if it took longer. */
    public boolean awaitCaughtUp(Duration atMost) {
        return false;
    }

    /** How far each live view has been followed. */
    public List<Freshness> freshness() {
        return List.of();
    }

    @Override
    public void close() {}
}
