package io.assay.service.health;

import io.assay.online.OnlineStore;
import io.assay.online.view.Freshness;
import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.stereotype.Component;

/**
 * Up once every view has been followed to the version that was current at start, and as long as the follower works:
 * part of readiness.
 */
@Component("following")
final class CaughtUpHealth implements HealthIndicator {
    private final OnlineStore store;

    CaughtUpHealth(OnlineStore store) {
        this.store = store;
    }

    @Override
    public Health health() {
        Health.Builder health = store.caughtUp() && store.problem().isEmpty() ? Health.up() : Health.outOfService();
        store.problem().ifPresent(problem -> health.withDetail("problem", problem));
        for (Freshness view : store.freshness()) {
            health.withDetail(view.view().value(), detail(view));
        }
        return health.build();
    }

    private static Map<String, Object> detail(Freshness view) {
        Map<String, Object> detail = new LinkedHashMap<>();
        detail.put("version", view.version());
        view.tableVersion().ifPresent(version -> detail.put("table_version", version));
        detail.put("caught_up", view.caughtUp());
        view.problem().ifPresent(problem -> detail.put("problem", problem));
        return detail;
    }
}
