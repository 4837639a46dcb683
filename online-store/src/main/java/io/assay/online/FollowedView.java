package io.assay.online;

import io.assay.online.catalog.LiveDefinitions.LiveView;
import io.assay.online.store.KeyStore;
import io.assay.online.table.TableFollower;
import io.assay.online.view.ViewTable;
import io.assay.warehouse.WarehouseLayout;
import java.time.Clock;
import org.apache.hadoop.conf.Configuration;

/** A version of a view and the follower that fills it. */
record FollowedView(ViewTable table, Poller poller) {
    static FollowedView of(LiveView live, String warehouse, KeyStore store, Clock clock, Configuration hadoop) {
        ViewTable table = new ViewTable(live.view(), live.types(), store, clock, OnlineStoreSettings.CACHE_BYTES);
        String path = new WarehouseLayout(warehouse)
                .featureLog(live.view().name(), live.view().version());
        return new FollowedView(table, new Poller(TableFollower.of(path, hadoop, table)));
    }

    boolean isOf(LiveView live) {
        return table.definition().version().equals(live.view().version())
                && table.types().equals(live.types());
    }

    /** Whether all that the table held when it was first looked at has been read. */
    boolean complete() {
        return poller.follower().opened();
    }

    /** Whether there is a table to follow. */
    boolean exists() {
        return poller.follower().version().isPresent();
    }

    void poll() {
        poller.poll();
        table.problem(poller.problem().orElse(null));
    }
}
