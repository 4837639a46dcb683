package io.assay.features.join;

import static org.assertj.core.api.Assertions.assertThat;

import io.assay.definition.feature.Aggregate;
import io.assay.definition.feature.Entity;
import io.assay.definition.feature.FeatureView;
import io.assay.definition.feature.LatestView;
import io.assay.definition.feature.WindowFeature;
import io.assay.definition.feature.WindowView;
import io.assay.features.FeatureEngine;
import io.assay.features.LocalSpark;
import io.assay.features.TestViews;
import io.assay.features.log.ResolvedView;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.StructType;
import org.assertj.core.data.Offset;
import org.jspecify.annotations.Nullable;

/** Random histories, published in several parts, against the meaning of a value written out from the raw events. */
class BruteForceTest {
    private static final Entity THING = TestViews.entity("thing", "id:string");
    private static final long SECOND = 1_000_000;
    /** Around the epoch, so that instants before 1970 are there too. */
    private static final long SPAN = 6 * 3600 * SECOND;

    private static final Duration TTL = Duration.ofMinutes(40);

    private static final WindowView WINDOWS = TestViews.windowView(
            "windows",
            THING,
            TestViews.source("at", "landed"),
            TestViews.window("n", Aggregate.COUNT, null, Duration.ofHours(1)),
            TestViews.window("n_x", Aggregate.COUNT, "x", Duration.ofMinutes(20), Duration.ofMinutes(1)),
            TestViews.window("total", Aggregate.SUM, "x", Duration.ofHours(1)),
            TestViews.window("mean", Aggregate.MEAN, "x", Duration.ofHours(2), Duration.ofMinutes(10)),
            TestViews.window("least", Aggregate.MIN, "x", Duration.ofMinutes(7), Duration.ofSeconds(1)),
            TestViews.window("spread", Aggregate.STDDEV, "x", Duration.ofHours(3)),
            TestViews.window("last", Aggregate.LAST, "x", Duration.ofHours(1)),
            TestViews.window("first", Aggregate.FIRST, "x", Duration.ofHours(1)),
            TestViews.window("kinds", Aggregate.COUNT_DISTINCT, "x", Duration.ofHours(1)));
    private static final LatestView NEWEST =
            TestViews.latestView("newest", THING, TestViews.source("at", "landed"), TTL, TestViews.latest("x", "x"));

    private record Event(
            String id,
            long at,
            @Nullable Long landed,
            @Nullable Double x,
            long sequence,
            long position) {}

    /** Of two versions of one event the one that was known later is the newer. */
    private static final Comparator<Event> ORDER = Comparator.comparingLong(Event::at)
            .thenComparingLong(e -> Objects.requireNonNull(e.landed()))
            .thenComparingLong(Event::sequence)
            .thenComparingLong(Event::position);

    private record Label(@Nullable String id, long at) {}

    @Property(tries = 6, shrinking = ShrinkingMode.OFF)
    void valuesAreWhatTheRawEventsSay(@ForAll long seed) {
        Random random = new Random(seed);
        List<Event> events = new ArrayList<>();
        for (int i = 0; i < 300; i++) {
            events.add(event(random, i));
        }
        List<Label> labels = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            labels.add(label(random, events));
        }
        List<RequestedFeature> wanted = new ArrayList<>();
        for (FeatureView view : List.of(WINDOWS, NEWEST)) {
            view.features().forEach(f -> wanted.add(new RequestedFeature(view.name(), f, view.name() + "__" + f)));
        }
        Dataset<Row> table = table(events);
        List<Row> found = FeatureEngine.trainingSet(
                        wanted,
                        List.of(log(WINDOWS, table), log(NEWEST, table)),
                        new LabelTimeRange(instant(-SPAN), instant(SPAN)))
                .apply(labelTable(labels))
                .orderBy(TrainingSet.INDEX)
                .collectAsList();
        assertThat(found).hasSameSizeAs(labels);
        for (int i = 0; i < labels.size(); i++) {
            Label label = labels.get(i);
            List<@Nullable Object> expected = expected(label, events);
            for (int f = 0; f < expected.size(); f++) {
                same(found.get(i).get(3 + f), expected.get(f), wanted.get(f).column() + " of " + label);
            }
        }
    }

    private static Event event(Random random, int i) {
        String id = "k" + random.nextInt(4);
        long at = (long) ((random.nextDouble() - 0.5) * SPAN);
        if (random.nextInt(3) == 0) {
            at = Math.floorDiv(at, 60 * SECOND) * 60 * SECOND; // on an edge
        }
        Long landed = random.nextInt(10) == 0 ? null : Long.valueOf(at + (long) (random.nextDouble() * SPAN / 8));
        Double x = random.nextInt(8) == 0 ? null : Double.valueOf(random.nextInt(50) / 8.0);
        return new Event(id, at, landed, x, 1 + i / 100, i % 100);
    }

    private static Label label(Random random, List<Event> events) {
        String id = random.nextInt(20) == 0 ? null : "k" + random.nextInt(5);
        Event near = events.get(random.nextInt(events.size()));
        long[] edges = {near.at(), near.landed() == null ? near.at() : near.landed(), near.at() + 3600 * SECOND};
        long at = edges[random.nextInt(3)] + (random.nextInt(3) - 1) * (random.nextBoolean() ? 1 : SECOND);
        return new Label(id, at);
    }

    private static List<@Nullable Object> expected(Label label, List<Event> events) {
        List<@Nullable Object> values = new ArrayList<>();
        for (WindowFeature feature : WINDOWS.window()) {
            values.add(label.id() == null ? null : window(feature, label, events));
        }
        values.add(events.stream()
                .filter(e -> e.id().equals(label.id()) && e.landed() != null)
                .filter(e -> e.at() <= label.at() && Objects.requireNonNull(e.landed()) <= label.at())
                .max(ORDER)
                .filter(e -> label.at() - TTL.toSeconds() * SECOND <= e.at())
                .map(Event::x)
                .orElse(null));
        return values;
    }

    private static @Nullable Object window(WindowFeature feature, Label label, List<Event> events) {
        long tail = floor(
                label.at() - feature.over().toSeconds() * SECOND, feature.hop().toSeconds() * SECOND);
        List<Event> in = events.stream()
                .filter(e -> e.id().equals(label.id()) && e.landed() != null)
                .filter(e -> known(e) <= label.at() && e.at() >= tail)
                .sorted(ORDER)
                .toList();
        if (feature.of().isEmpty()) {
            return (long) in.size();
        }
        double[] x = in.stream()
                .filter(e -> e.x() != null)
                .mapToDouble(e -> Objects.requireNonNull(e.x()))
                .toArray();
        double sum = Arrays.stream(x).sum();
        double mean = sum / x.length;
        return switch (feature.aggregate()) {
            case COUNT -> (long) x.length;
            case COUNT_DISTINCT -> Arrays.stream(x).distinct().count();
            case SUM -> x.length == 0 ? null : sum;
            case MEAN -> x.length == 0 ? null : mean;
            case MIN -> x.length == 0 ? null : Arrays.stream(x).min().orElseThrow();
            case FIRST -> x.length == 0 ? null : x[0];
            case LAST -> x.length == 0 ? null : x[x.length - 1];
            case STDDEV ->
                x.length < 2
                        ? null
                        : Math.sqrt(Arrays.stream(x)
                                        .map(v -> (v - mean) * (v - mean))
                                        .sum()
                                / (x.length - 1));
            default -> throw new AssertionError(feature);
        };
    }

    private static long known(Event event) {
        long landed = Objects.requireNonNull(event.landed());
        return Math.max(floor(event.at(), SECOND) + SECOND, -floor(-landed, SECOND));
    }

    private static long floor(long instant, long span) {
        return Math.floorDiv(instant, span) * span;
    }

    private static void same(@Nullable Object found, @Nullable Object expected, String what) {
        if (found instanceof Double x && expected instanceof Double y) {
            assertThat(x).as(what).isCloseTo(y, Offset.offset(1e-12 * Math.max(1, Math.abs(y))));
        } else {
            assertThat(found).as(what).isEqualTo(expected);
        }
    }

    private static ViewLog log(FeatureView view, Dataset<Row> events) {
        ResolvedView resolved = FeatureEngine.resolve(view, events);
        return new ViewLog(
                view,
                resolved.types(),
                resolved.logRows().apply(resolved.viewRows().apply(events)));
    }

    private static Dataset<Row> table(List<Event> events) {
        List<Row> rows = events.stream()
                .map(e -> RowFactory.create(
                        e.id(),
                        Timestamp.from(instant(e.at())),
                        e.landed() == null ? null : Timestamp.from(instant(e.landed())),
                        e.x(),
                        "run",
                        e.sequence(),
                        e.position()))
                .toList();
        return LocalSpark.session()
                .createDataFrame(
                        rows,
                        StructType.fromDDL("id string, at timestamp, landed timestamp, x double, _run string,"
                                + " _sequence bigint, _position bigint"));
    }

    private static Dataset<Row> labelTable(List<Label> labels) {
        List<Row> rows = labels.stream()
                .map(l -> RowFactory.create(l.id(), Timestamp.from(instant(l.at()))))
                .toList();
        return LocalSpark.session().createDataFrame(rows, StructType.fromDDL("id string, event_timestamp timestamp"));
    }

    private static Instant instant(long micros) {
        return Instant.EPOCH.plus(micros, ChronoUnit.MICROS);
    }
}
