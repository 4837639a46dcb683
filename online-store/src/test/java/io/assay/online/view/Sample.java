package io.assay.online.view;

import io.assay.aggregation.state.AggregateState;
import io.assay.aggregation.state.EventOrder;
import io.assay.aggregation.state.ValueType;
import io.assay.aggregation.window.StateColumn;
import io.assay.aggregation.window.WindowPlan;
import io.assay.definition.feature.FeatureType;
import io.assay.definition.feature.FeatureView;
import io.assay.definition.feature.LatestView;
import io.assay.definition.feature.WindowView;
import io.assay.definition.project.DefinitionReader;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Views, log rows and a clock for tests. Times in seconds since the epoch. */
public final class Sample {
    public static final long SECOND = 1_000_000L;

    /** Carriers' delays in windows of a minute and of ten. */
    public static final WindowView DELAYS = (WindowView) DefinitionReader.view(delays("10m"));

    /** The newest weather of an airport, for an hour. */
    public static final LatestView WEATHER = (LatestView) DefinitionReader.view("{\"view\":\"weather\",\"entities\":"
            + "{\"airport\":{\"join_keys\":{\"airport\":\"string\",\"gate\":\"long\"}}},\"source\":{\"dataset\":\"weather\","
            + "\"event_time\":\"at\",\"keys\":{\"airport\":\"airport\",\"gate\":\"gate\"}},\"ttl\":\"1h\","
            + "\"latest\":[{\"name\":\"temp\",\"of\":\"temp\"},{\"name\":\"sky\",\"of\":\"sky\",\"default\":\"clear\"},"
            + "{\"name\":\"seen\",\"of\":\"seen\"}]}");

    private Sample() {}

    /** Canonical JSON of the delays, with a long window of its own. */
    public static String delays(String longest) {
        return ("{\"view\":\"delays\",\"entities\":{\"carrier\":{\"join_keys\":{\"carrier\":\"string\"}}},"
                        + "\"source\":{\"dataset\":\"flights\",\"event_time\":\"at\",\"keys\":{\"carrier\":\"carrier\"}},\"grain\":\"1s\","
                        + "\"window\":[{\"name\":\"flights\",\"aggregate\":\"count\",\"over\":\"1m\",\"hop\":\"10s\"},"
                        + "{\"name\":\"mean_delay\",\"aggregate\":\"mean\",\"of\":\"delay\",\"over\":\"%s\",\"hop\":\"1m\"}]}")
                .formatted(longest);
    }

    public static Map<String, FeatureType> types(FeatureView view) {
        Map<String, FeatureType> types = new LinkedHashMap<>();
        if (view instanceof WindowView) {
            types.put("flights", FeatureType.parse("long"));
            types.put("mean_delay", FeatureType.parse("double"));
        } else {
            types.put("temp", FeatureType.parse("float"));
            types.put("sky", FeatureType.parse("string"));
            types.put("seen", FeatureType.parse("timestamp"));
        }
        return types;
    }

    /** A row of the delays' log: one flight, known from a given second on. */
    public static Map<String, Object> delay(String carrier, long at, long known, long sequence, @Nullable Long delay) {
        return delay(DELAYS, carrier, at, known, sequence, delay);
    }

    public static Map<String, Object> delay(
            WindowView view, String carrier, long at, long known, long sequence, @Nullable Long delay) {
        WindowPlan plan = WindowPlan.of(view, types(view));
        Map<String, Object> row = new HashMap<>();
        row.put("carrier", carrier);
        row.put("tile", plan.tileOf(at * SECOND));
        row.put("known", Math.max(known, at + 1) * SECOND);
        row.put("kind", "add");
        row.put("sequence", sequence);
        row.put("runs", List.of("run" + sequence));
        row.put("events", 1L);
        row.put(
                "day",
                Instant.ofEpochSecond(at).atZone(ZoneOffset.UTC).toLocalDate().toString());
        for (StateColumn column : plan.columns()) {
            AggregateState state = AggregateState.empty(column.aggregate(), ValueType.INTEGER);
            state.update(
                    column.of().isEmpty() ? (Object) true : delay,
                    new EventOrder(at * SECOND, at * SECOND, sequence, 0));
            row.put(column.name(), state.bytes());
        }
        return row;
    }

    /** A row of the weather's log. */
    public static Map<String, Object> weather(String airport, long gate, long at, long sequence, @Nullable Float temp) {
        Map<String, Object> row = new HashMap<>();
        row.put("airport", airport);
        row.put("gate", gate);
        row.put("event_time", at * SECOND);
        row.put("known", at * SECOND);
        row.put("kind", "add");
        row.put("sequence", sequence);
        row.put("position", 0L);
        row.put("runs", List.of("run" + sequence));
        row.put("temp", temp);
        row.put("seen", at * SECOND);
        return row;
    }

    /** A clock that is fixed until it is set. */
    public static final class SetClock extends Clock {
        private volatile Instant now;

        public SetClock(long second) {
            now = Instant.ofEpochSecond(second);
        }

        public void set(long second) {
            now = Instant.ofEpochSecond(second);
        }

        public long micros() {
            return now.getEpochSecond() * SECOND;
        }

        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }
}
