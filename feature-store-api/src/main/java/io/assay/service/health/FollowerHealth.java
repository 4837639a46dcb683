package io.assay.service.health;

import io.assay.online.OnlineStore;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.stereotype.Component;

/** Down once the follower cannot recover by itself, so that the service is restarted: part of liveness. */
@Component("follower")
final class FollowerHealth implements HealthIndicator {
    private final OnlineStore store;

    FollowerHealth(OnlineStore store) {
        this.store = store;
    }

    @Override
    public Health health() {
        Health.Builder health = store.alive() ? Health.up() : Health.down();
        store.problem().ifPresent(problem -> health.withDetail("problem", problem));
        return health.build();
    }
}
