package io.assay.service.online;

import io.assay.aggregation.value.FeatureStatus;
import io.assay.definition.feature.ViewName;
import io.assay.online.view.ViewRow;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/** Counts and times of the hot endpoint, by the names that Feast's dashboards use. */
public final class OnlineMetrics {
    private static final String ENDPOINT = "/get-online-features";
    private static final Duration[] LATENCIES = {
        Duration.ofMillis(1),
        Duration.ofMillis(5),
        Duration.ofMillis(10),
        Duration.ofMillis(25),
        Duration.ofMillis(50),
        Duration.ofMillis(100),
        Duration.ofMillis(250),
        Duration.ofMillis(500),
        Duration.ofSeconds(1),
        Duration.ofMillis(2500),
        Duration.ofSeconds(5),
        Duration.ofSeconds(10)
    };
    private static final double[] ENTITIES = {1, 5, 10, 25, 50, 100, 250, 500, 1000};

    private final MeterRegistry registry;
    private final Counter succeeded;
    private final Counter failed;
    private final Counter requests;
    private final Timer refused;
    private final DistributionSummary entities;
    private final Map<Shape, Timer> answered = new ConcurrentHashMap<>();
    private final Map<ViewName, Map<FeatureStatus, Counter>> statuses = new ConcurrentHashMap<>();

    private record Shape(int features, int views) {}

    public OnlineMetrics(MeterRegistry registry) {
        this.registry = registry;
        succeeded = requests("success");
        failed = requests("error");
        requests = Counter.builder("feast_online_features_request").register(registry);
        refused = timer(new Shape(0, 0));
        entities = DistributionSummary.builder("feast_online_features_entity_count")
                .serviceLevelObjectives(ENTITIES)
                .register(registry);
    }

    private Counter requests(String status) {
        return Counter.builder("feast_feature_server_request")
                .tag("endpoint", ENDPOINT)
                .tag("status", status)
                .register(registry);
    }

    private Timer timer(Shape shape) {
        return Timer.builder("feast_feature_server_request_latency")
                .tag("endpoint", ENDPOINT)
                .tag("feature_count", Integer.toString(shape.features()))
                .tag("feature_view_count", Integer.toString(shape.views()))
                .serviceLevelObjectives(LATENCIES)
                .register(registry);
    }

    /** A request was answered with values; {@code rows} by view of the plan. */
    void answered(RequestPlan plan, ReadRows[] rows, long nanoseconds) {
        succeeded.increment();
        requests.increment();
        answered.computeIfAbsent(new Shape(plan.columns().size(), plan.parts().size()), this::timer)
                .record(nanoseconds, TimeUnit.NANOSECONDS);
        entities.record(rows.length == 0 ? 0 : rows[0].rows().length);
        List<Map<FeatureStatus, Integer>> counts = new ArrayList<>(rows.length);
        plan.parts().forEach(part -> counts.add(new EnumMap<>(FeatureStatus.class)));
        for (RequestPlan.OutputColumn column : plan.columns()) {
            ReadRows read = rows[column.part()];
            int feature = read.index(column);
            for (ViewRow row : read.rows()) {
                counts.get(column.part()).merge(row.status(feature), 1, Integer::sum);
            }
        }
        for (int part = 0; part < rows.length; part++) {
            Map<FeatureStatus, Counter> counters = statuses.computeIfAbsent(
                    plan.parts().get(part).view().definition().name(), this::statuses);
            counts.get(part)
                    .forEach((status, count) ->
                            counters.getOrDefault(status, failed).increment(count));
        }
    }

    private Map<FeatureStatus, Counter> statuses(ViewName view) {
        Map<FeatureStatus, Counter> counters = new EnumMap<>(FeatureStatus.class);
        for (FeatureStatus status : FeatureStatus.values()) {
            counters.put(
                    status,
                    Counter.builder("feast_online_features_status")
                            .tag("feature_view", view.value())
                            .tag("status", status.name())
                            .register(registry));
        }
        return counters;
    }

    /** A request was refused. */
    void refused(long nanoseconds) {
        failed.increment();
        refused.record(nanoseconds, TimeUnit.NANOSECONDS);
    }
}
