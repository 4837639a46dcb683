package io.assay.online;

import io.assay.online.catalog.Catalog;
import io.assay.online.store.EmbeddedStore;
import io.assay.online.store.KeyStore;
import io.assay.online.table.TableSink;
import io.assay.online.view.Freshness;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;

/**
 * The live feature views of a warehouse, followed by a thread of its own. Entry type of this module.
 *
 * <p>{@link #open}, {@link #follow} other tables of interest, {@link #start}; then {@link #catalog()} and its views
 * answer from memory and the local store.
 */
public final class OnlineStore implements AutoCloseable {
    private final KeyStore store;
    private final FollowerLoop loop;
    private final Thread thread;

    private OnlineStore(KeyStore store, FollowerLoop loop) {
        this.store = store;
        this.loop = loop;
        this.thread = new Thread(loop, "assay-follow");
        this.thread.setDaemon(true);
    }

    /**
     * Opens the local store; nothing is followed yet. {@code clock} decides which rows are due and which are too old.
     */
    public static OnlineStore open(OnlineStoreSettings settings, Clock clock) {
        return over(EmbeddedStore.open(settings.folder()), settings, clock);
    }

    /** As {@link #open}, over a store that is at hand; it is closed with this. */
    public static OnlineStore over(KeyStore store, OnlineStoreSettings settings, Clock clock) {
        return new OnlineStore(store, new FollowerLoop(settings, store, clock, new Configuration()));
    }

    /** Follows another table of the warehouse, such as {@code assay/log}, from {@link #start} on. */
    public void follow(String path, TableSink sink) {
        loop.alsoFollow(path, sink);
    }

    /** Begins to follow {@code assay/definitions} and the tables of the live views. */
    public void start() {
        thread.start();
    }

    /** What is live now; the same instance until something changes. */
    public Catalog catalog() {
        return loop.catalog();
    }

    /** Whether every table has been followed to the version that was current at start. */
    public boolean caughtUp() {
        return loop.caughtUp();
    }

    /** Waits until {@link #caughtUp()}; false if it took longer. */
    public boolean awaitCaughtUp(Duration atMost) throws InterruptedException {
        return loop.awaitCaughtUp(atMost);
    }

    /**
     * How far each view has been followed: the live ones, then those that are to replace one but are not yet complete.
     */
    public List<Freshness> freshness() {
        return loop.freshness();
    }

    /** Why nothing is followed at the moment; views that cannot be followed say so in {@link #freshness()}. */
    public Optional<String> problem() {
        return loop.health().problem();
    }

    /** False once following has failed for so long, or so badly, that only a restart helps. */
    public boolean alive() {
        return loop.health().alive();
    }

    /** Stops loop, then closes the store; nothing may read any more. */
    @Override
    public void close() {
        loop.stop();
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        store.close();
    }
}
