package io.assay.aggregation.window;

import static org.assertj.core.api.Assertions.assertThat;

import io.assay.aggregation.Aggregation;
import io.assay.aggregation.state.AggregateState;
import io.assay.aggregation.state.ValueType;
import io.assay.aggregation.value.FeatureValue;
import io.assay.aggregation.value.RowKind;
import io.assay.aggregation.window.WindowSamples.Event;
import io.assay.definition.feature.Aggregate;
import io.assay.definition.feature.FeatureType;
import io.assay.definition.feature.WindowFeature;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.jspecify.annotations.Nullable;

/** Window values against the definition in docs/architecture.md, computed from the raw events. */
final class WindowTruthTest {
    private final WindowPlan plan = WindowSamples.plan(WindowSamples.VIEW);

    @Provide
    Arbitrary<List<Event>> events() {
        Arbitrary<Long> time =
                Arbitraries.longs().between(-150, 150).map(s -> s * WindowSamples.SECOND + (s % 3) * 400_000);
        Arbitrary<Long> delay = Arbitraries.frequencyOf(
                net.jqwik.api.Tuple.of(3, Arbitraries.just(0L)),
                net.jqwik.api.Tuple.of(2, Arbitraries.longs().between(0, 60).map(s -> s * 700_000)));
        Arbitrary<@Nullable Long> x = Arbitraries.longs().between(-3, 9).injectNull(0.15);
        return Combinators.combine(time, delay, Arbitraries.longs().between(1, 3), x)
                .as((t, d, s, v) -> new Event(t, t + d, s, Math.floorMod(t, 97), v))
                .list()
                .ofMaxSize(25);
    }

    /** The definition in docs/architecture.md, on events alone. */
    private @Nullable Object truth(WindowFeature feature, List<Event> events, long t) {
        long hop = feature.hop().toSeconds() * WindowSamples.SECOND;
        long tail = Math.floorDiv(t - feature.over().toSeconds() * WindowSamples.SECOND, hop) * hop;
        AggregateState state = AggregateState.empty(feature.aggregate(), ValueType.INTEGER);
        for (Event event : events) {
            long known = Math.max(
                    Math.floorDiv(event.time(), WindowSamples.GRAIN) * WindowSamples.GRAIN + WindowSamples.GRAIN,
                    -Math.floorDiv(-event.available(), WindowSamples.GRAIN) * WindowSamples.GRAIN);
            if (known <= t && event.time() >= tail) {
                Object value = feature.of().isEmpty() ? (Object) true : event.x();
                state.update(value, event.order());
            }
        }
        return FeatureValue.cast(
                state.finish(),
                FeatureValue.LongMeaning.NUMBER,
                Aggregation.typeOf(feature.aggregate(), Optional.of(FeatureType.of(FeatureType.Scalar.LONG))));
    }

    private static List<Long> instants() {
        List<Long> instants = new ArrayList<>();
        for (long s = -160; s < 280; s += 5) {
            instants.add(s * WindowSamples.SECOND - 1);
            instants.add(s * WindowSamples.SECOND);
            instants.add(s * WindowSamples.SECOND + 1);
        }
        return instants;
    }

    private void assertTruth(WindowValues values, List<Event> events, long t) {
        for (int i = 0; i < values.size(); i++) {
            WindowFeature feature = WindowSamples.VIEW.window().get(i);
            assertThat(values.value(i)).as("%s at %d", feature.name(), t).isEqualTo(truth(feature, events, t));
        }
    }

    @Property(tries = 150)
    void onePassEqualsTheRawEvents(@ForAll("events") List<Event> events) {
        List<WindowRow> rows = WindowSamples.rows(plan, RowKind.ADD, events);
        for (long t : instants()) {
            assertTruth(plan.evaluation().at(rows, t), events, t);
        }
    }

    @Property(tries = 150)
    void theCursorEqualsTheRawEvents(@ForAll("events") List<Event> events) {
        WindowCursor cursor = plan.cursor();
        for (int key = 0; key < 2; key++) {
            cursor.reset();
            List<WindowRow> rows = WindowSamples.rows(plan, RowKind.ADD, events);
            int next = 0;
            for (long t : instants()) {
                while (next < rows.size() && rows.get(next).known() <= t) {
                    cursor.add(rows.get(next++));
                }
                assertTruth(cursor.at(t), events, t);
            }
        }
    }

    @Property(tries = 100)
    void nothingChangesBeforeValidUntil(@ForAll("events") List<Event> events) {
        List<WindowRow> rows = WindowSamples.rows(plan, RowKind.ADD, events);
        WindowCursor cursor = plan.cursor();
        rows.forEach(cursor::add);
        for (long t : instants()) {
            WindowValues values = plan.evaluation().at(rows, t);
            WindowValues carried = cursor.at(t);
            assertThat(carried.validUntil()).isGreaterThan(t);
            assertThat(values.validUntil()).isGreaterThan(t);
            if (values.validUntil() != Long.MAX_VALUE) {
                assertTruth(values, events, values.validUntil() - 1);
                assertTruth(carried, events, carried.validUntil() - 1);
            } else {
                assertTruth(values, events, t + 1_000 * WindowSamples.SECOND);
            }
        }
    }

    @Property(tries = 100)
    void aTilesReplacementAndErasureCountFromWhenTheyAreKnown(
            @ForAll("events") List<Event> events, @ForAll("events") List<Event> replacing, @ForAll long seed) {
        List<WindowRow> rows = new ArrayList<>(WindowSamples.rows(plan, RowKind.ADD, events));
        rows.addAll(WindowSamples.rows(plan, RowKind.REPLACE, replacing));
        Random random = new Random(seed);
        for (int i = 0; i < 3; i++) {
            long tile = plan.tileOf((random.nextInt(300) - 150) * WindowSamples.SECOND);
            rows.add(WindowRow.of(
                    tile,
                    tile + random.nextInt(50) * WindowSamples.SECOND,
                    RowKind.ERASE,
                    random.nextInt(4),
                    List.of()));
        }
        if (seed % 3 == 0) {
            rows.add(WindowRow.of(WindowRow.EVERY_TIME, 0, RowKind.ERASE, 1, List.of()));
        }
        Collections.shuffle(rows, random);
        WindowCursor cursor = plan.cursor();
        rows.stream().filter(WindowRow::erasesKey).forEach(cursor::add);
        rows.stream().filter(row -> !row.erasesKey()).forEach(cursor::add);
        for (long t : instants()) {
            WindowValues carried = cursor.at(t);
            WindowValues values = plan.evaluation().at(rows, t);
            for (int i = 0; i < values.size(); i++) {
                WindowFeature feature = WindowSamples.VIEW.window().get(i);
                Object expected = asDefined(rows, i, t);
                assertThat(values.value(i)).as(feature.name()).isEqualTo(expected);
                assertThat(carried.value(i)).as(feature.name()).isEqualTo(expected);
            }
        }
    }

    /** "For a tile the newest replace or erase with {@code known <= t} counts, then every add of greater sequence." */
    private @Nullable Object asDefined(List<WindowRow> rows, int index, long t) {
        WindowPlan.Window window = plan.windows().get(index);
        long erased = rows.stream()
                .filter(WindowRow::erasesKey)
                .mapToLong(WindowRow::sequence)
                .max()
                .orElse(-1);
        AggregateState sum = AggregateState.empty(window.aggregate(), ValueType.INTEGER);
        boolean any = false;
        for (WindowRow row : rows) {
            boolean counts = row.tile() >= window.tail(t)
                    && row.known() <= t
                    && row.sequence() > erased
                    && row.kind() != RowKind.ERASE
                    && rows.stream()
                            .filter(base -> base.kind() != RowKind.ADD && base.tile() == row.tile())
                            .filter(base -> base.known() <= t && base.sequence() > erased && base != row)
                            .noneMatch(base -> row.kind() == RowKind.ADD
                                    ? base.sequence() >= row.sequence()
                                    : EffectiveRows.newer(base, row));
            if (counts) {
                sum.merge(Objects.requireNonNull(row.state(window.column())));
                any = true;
            }
        }
        return window.finish(any ? sum : null);
    }

    @Property(tries = 50)
    void theRowsOfAValueAreThoseItIsMadeOf(@ForAll("events") List<Event> events) {
        List<WindowRow> rows = WindowSamples.rows(plan, RowKind.ADD, events);
        for (long t = -100 * WindowSamples.SECOND; t < 150 * WindowSamples.SECOND; t += 33 * WindowSamples.SECOND) {
            AggregateState sum = AggregateState.empty(Aggregate.COUNT, ValueType.INTEGER);
            for (WindowRow row : plan.evaluation().contributing(rows, t, 1)) {
                sum.merge(Objects.requireNonNull(row.state(0)));
            }
            assertThat(sum.finish()).isEqualTo(plan.evaluation().at(rows, t).value(1));
        }
    }
}
