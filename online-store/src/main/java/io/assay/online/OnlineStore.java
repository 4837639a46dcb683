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
    private final FollowerLoop following;
    private final Thread thread;

    private OnlineStore(KeyStore store, FollowerLoop following) {
        this.store = store;
        this.following = following;
        this.thread = new Thread(following, "assay-follow");
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
        following.also(path, sink);
    }

    /** Begins to follow {@code assay/definitions} and the tables of the live views. */
    public void start() {
        thread.start();
    }

    /** What is live now; the same instance until something changes. */
    public Catalog catalog() {
        return following.catalog();
    }

    /** Whether every table has been followed to the version that was current at start. */
    public boolean caughtUp() {
        return following.caughtUp();
    }

    /** Waits until {@link #caughtUp()}; false if it took longer. */
    public boolean awaitCaughtUp(Duration atMost) throws InterruptedException {
        return following.awaitCaughtUp(atMost);
    }

    /**
     * How far each view has been followed: the live ones, then those that are to take a place but are not yet whole.
     */
    public List<Freshness> freshness() {
        return following.freshness();
    }

    /** Why nothing is followed at the moment; views that cannot be followed say so in {@link #freshness()}. */
    public Optional<String> problem() {
        return following.health().problem();
    }

    /** False once following has failed for so long, or so badly, that only a restart helps. */
    public boolean alive() {
        return following.health().alive();
    }

    /** Stops following, then closes the store; nothing may read any more. */
    @Override
    public void close() {
        following.stop();
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        store.close();
    }
}
