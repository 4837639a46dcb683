package io.assay.online;

import io.assay.definition.feature.ViewName;
import io.assay.online.catalog.Catalog;
import io.assay.online.catalog.LiveDefinitions;
import io.assay.online.catalog.LiveDefinitions.LiveView;
import io.assay.online.store.KeyStore;
import io.assay.online.table.TableFollower;
import io.assay.online.table.TableSink;
import io.assay.online.view.Freshness;
import io.assay.online.view.OnlineView;
import io.assay.warehouse.WarehouseLayout;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What the follower's thread does, round after round: polls the definitions, the views they name, other tables. A view
 * that changed is followed beside the live one and takes its place in the catalog when it is complete.
 */
final class FollowerLoop implements Runnable {
    private static final long SWEEP = Duration.ofHours(1).toNanos();
    private static final Logger LOG = LoggerFactory.getLogger(FollowerLoop.class);

    private final OnlineStoreSettings settings;
    private final KeyStore store;
    private final Clock clock;
    private final Configuration hadoop;
    private final LiveDefinitions definitions = new LiveDefinitions();
    private final Poller definitionsFollower;
    private final List<Poller> others = new ArrayList<>();
    private final Map<ViewName, FollowedView> live = new LinkedHashMap<>();
    private final Map<ViewName, FollowedView> coming = new LinkedHashMap<>();
    private final Set<String> reported = new HashSet<>();
    private final RetiredVersions retired;
    private final CountDownLatch stop = new CountDownLatch(1);
    private final CountDownLatch caughtUp = new CountDownLatch(1);
    private long seen = -1;
    private long swept = System.nanoTime();
    private final LoopHealth health = new LoopHealth();
    private volatile Catalog catalog = Catalog.empty();
    private volatile List<OnlineView> followed = List.of();

    FollowerLoop(OnlineStoreSettings settings, KeyStore store, Clock clock, Configuration hadoop) {
        this.settings = settings;
        this.store = store;
        this.clock = clock;
        this.hadoop = hadoop;
        this.definitionsFollower = new Poller(
                TableFollower.of(new WarehouseLayout(settings.warehouse()).definitions(), hadoop, definitions));
        this.retired = new RetiredVersions(store);
    }

    void alsoFollow(String path, TableSink sink) {
        others.add(new Poller(TableFollower.of(settings.warehouse() + "/" + path, hadoop, sink)));
    }

    Catalog catalog() {
        return catalog;
    }

    boolean caughtUp() {
        return caughtUp.getCount() == 0;
    }

    boolean awaitCaughtUp(Duration atMost) throws InterruptedException {
        return caughtUp.await(atMost.toMillis(), TimeUnit.MILLISECONDS);
    }

    List<Freshness> freshness() {
        return followed.stream().map(OnlineView::freshness).toList();
    }

    void stop() {
        stop.countDown();
    }

    LoopHealth health() {
        return health;
    }

    @Override
    public void run() {
        try {
            do {
                guardedRound();
            } while (!stop.await(settings.poll().toMillis(), TimeUnit.MILLISECONDS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            if (stop.getCount() > 0) {
                health.ended();
            }
        }
    }

    /** The next round is tried whatever one throws, errors such as too little memory included. */
    @SuppressWarnings("CatchingUnchecked")
    private void guardedRound() {
        try {
            round();
            health.succeeded();
        } catch (Throwable e) {
            health.failed(e);
        }
    }

    /** Brings everything up to date once. */
    void round() {
        definitionsFollower.poll();
        if (seen != definitions.changes()) {
            reconcile();
        }
        live.values().forEach(FollowedView::poll);
        boolean switched = false;
        for (FollowedView next : List.copyOf(coming.values())) {
            next.poll();
            switched |= next.complete() && takeOver(next);
        }
        live.values().forEach(this::logOnceComplete);
        others.forEach(Poller::poll);
        if (switched || seen != definitions.changes()) {
            seen = definitions.changes();
            publish();
        }
        retired.drop(tables());
        if (System.nanoTime() - swept > SWEEP) {
            live.values().forEach(view -> view.table().sweep());
            swept = System.nanoTime();
        }
        if (opened()) {
            caughtUp.countDown();
        }
    }

    private boolean opened() {
        return definitionsFollower.follower().opened()
                && coming.isEmpty()
                && others.stream().allMatch(other -> other.follower().opened());
    }

    private void reconcile() {
        Map<ViewName, LiveView> wanted = definitions.views();
        coming.keySet().retainAll(wanted.keySet());
        wanted.forEach((name, view) -> {
            FollowedView current = live.get(name);
            FollowedView next = coming.get(name);
            if (current != null && current.isOf(view)) {
                coming.remove(name);
            } else if (next == null || !next.isOf(view)) {
                begin(view);
            }
        });
        List<FollowedView> gone = new ArrayList<>();
        live.forEach((name, view) -> {
            if (!wanted.containsKey(name)) {
                gone.add(view);
            }
        });
        gone.forEach(view -> {
            live.remove(view.table().definition().name());
            retired.add(view);
        });
        showFollowed();
    }

    private void begin(LiveView view) {
        ViewName name = view.view().name();
        try {
            coming.put(name, FollowedView.of(view, settings.warehouse(), store, clock, hadoop));
        } catch (IllegalArgumentException e) {
            LOG.warn("view {} is left out: {}", name, e.getMessage());
        }
    }

    /** Lets others see what is followed, live or not yet. */
    private void showFollowed() {
        List<OnlineView> all = new ArrayList<>();
        live.values().forEach(view -> all.add(view.table()));
        coming.values().forEach(view -> all.add(view.table()));
        followed = List.copyOf(all);
    }

    /** Puts a complete view in its predecessor's place; not before its table exists, if there is one to replace. */
    private boolean takeOver(FollowedView next) {
        ViewName name = next.table().definition().name();
        FollowedView current = live.get(name);
        if (current != null && !next.exists()) {
            return false;
        }
        coming.remove(name);
        live.put(name, next);
        next.table().caughtUp();
        if (current != null) {
            retired.add(current);
        }
        return true;
    }

    /** Logs a view once, when its table was first read completely; its commits since are not logged. */
    private void logOnceComplete(FollowedView view) {
        view.poller().follower().version().ifPresent(version -> {
            if (reported.add(view.table().storedAs())) {
                LOG.info(
                        "view {} is complete: definition {}, version {} of its table",
                        view.table().definition().name(),
                        view.table().definition().version(),
                        version.number());
            }
        });
    }

    private void publish() {
        Map<ViewName, OnlineView> views = new TreeMap<>();
        live.forEach((name, view) -> views.put(name, view.table()));
        catalog = new Catalog(views, definitions.services(), definitions.entities(), definitions.contracts());
        showFollowed();
        retired.dropUnknown(tables());
    }

    /** The store's tables that are followed. */
    private Set<String> tables() {
        return Stream.concat(live.values().stream(), coming.values().stream())
                .map(view -> view.table().storedAs())
                .collect(Collectors.toSet());
    }
}
