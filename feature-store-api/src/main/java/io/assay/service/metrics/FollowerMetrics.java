package io.assay.service.metrics;

import io.assay.online.OnlineStore;
import io.assay.online.view.Freshness;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.MultiGauge.Row;
import io.micrometer.core.instrument.Tags;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** How old what is served is, and how far each feature table has been followed; looked at every second. */
public final class FollowerMetrics implements AutoCloseable {
    private final OnlineStore store;
    private final String project;
    private final MultiGauge freshness;
    private final MultiGauge versions;
    private final Clock real = Clock.systemUTC();
    private final ScheduledExecutorService looks = Executors.newSingleThreadScheduledExecutor(work -> {
        Thread thread = new Thread(work, "follower-metrics");
        thread.setDaemon(true);
        return thread;
    });

    public FollowerMetrics(OnlineStore store, String project, MeterRegistry registry) {
        this.store = store;
        this.project = project;
        freshness = MultiGauge.builder("feast_feature_freshness_seconds")
                .description("age of the served version of a view's table")
                .register(registry);
        versions = MultiGauge.builder("assay_feature_table_version")
                .description("served version of a view's table")
                .register(registry);
        Gauge.builder("assay_caught_up", store, s -> s.caughtUp() ? 1 : 0)
                .description("1 once every view has been followed to the version current at start")
                .register(registry);
        var unused = looks.scheduleWithFixedDelay(this::look, 0, 1, TimeUnit.SECONDS);
    }

    private void look() {
        List<Freshness> views = store.freshness();
        freshness.register(
                views.stream()
                        .filter(view -> view.committed().isPresent())
                        .map(view -> Row.of(tags(view), age(view)))
                        .toList(),
                true);
        versions.register(
                views.stream()
                        .filter(view -> view.tableVersion().isPresent())
                        .map(view -> Row.of(tags(view), view.tableVersion().getAsLong()))
                        .toList(),
                true);
    }

    private double age(Freshness view) {
        return view.committed()
                .map(at -> Duration.between(at, real.instant()).toMillis() / 1_000.0)
                .orElse(0.0);
    }

    private Tags tags(Freshness view) {
        return Tags.of("feature_view", view.view().value(), "project", project);
    }

    @Override
    public void close() {
        looks.shutdownNow();
    }
}
