package io.assay.aggregation.window;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.assay.aggregation.time.Micros;
import io.assay.aggregation.value.FeatureStatus;
import io.assay.aggregation.value.RowKind;
import io.assay.aggregation.window.WindowSamples.Event;
import io.assay.definition.feature.Aggregate;
import io.assay.definition.feature.FeatureType;
import io.assay.definition.feature.FeatureType.Scalar;
import io.assay.definition.feature.WindowFeature;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class WindowPlanTest {
    private final WindowPlan plan = WindowSamples.plan(WindowSamples.VIEW);

    @Test
    void featuresThatDifferOnlyInTheirWindowShareAColumn() {
        assertThat(plan.columns().stream().map(StateColumn::name))
                .containsExactly(
                        "state_events",
                        "state_sum_short",
                        "state_mean",
                        "state_least",
                        "state_spread",
                        "state_last",
                        "state_different");
    }

    @Test
    void aKeyWithoutRowsHasCountsOfZeroAndElseNothing() {
        for (WindowValues values :
                List.of(plan.evaluation().at(List.of(), 0), plan.cursor().at(0))) {
            assertThat(values.value(0)).isEqualTo(0L);
            assertThat(values.status(0)).isEqualTo(FeatureStatus.PRESENT);
            assertThat(values.value(4)).isNull();
            assertThat(values.status(4)).isEqualTo(FeatureStatus.NOT_FOUND);
            assertThat(values.value(8)).isEqualTo(0L);
            assertThat(values.validUntil()).isEqualTo(Micros.FOREVER);
        }
    }

    @Test
    void aWindowOfNullsIsFoundAndNull() {
        List<WindowRow> rows = WindowSamples.rows(plan, RowKind.ADD, List.of(new Event(0, 0, 1, 0, null)));
        WindowValues values = plan.evaluation().at(rows, 5 * WindowSamples.SECOND);
        assertThat(values.value(0)).isEqualTo(1L);
        assertThat(values.value(4)).isNull();
        assertThat(values.status(4)).isEqualTo(FeatureStatus.NULL_VALUE);
        assertThat(values.newestTile(4)).hasValue(0);
    }

    @Test
    void aDefaultReplacesAnEmptyWindow() {
        WindowFeature mean = new WindowFeature(
                "mean",
                Aggregate.MEAN,
                Optional.of("x"),
                Optional.empty(),
                Duration.ofSeconds(10),
                Duration.ofSeconds(10),
                Optional.empty(),
                Optional.of("-1"));
        WindowValues values =
                WindowSamples.plan(WindowSamples.view(mean)).evaluation().at(List.of(), 0);
        assertThat(values.value(0)).isEqualTo(-1.0);
        assertThat(values.status(0)).isEqualTo(FeatureStatus.PRESENT);
    }

    @Test
    void aSumThatNoLongCanHoldIsNullUnlessTheFeatureIsWider() {
        List<Event> events = List.of(new Event(0, 0, 1, 0, Long.MAX_VALUE), new Event(1, 1, 1, 1, Long.MAX_VALUE));
        WindowFeature sum = WindowSamples.feature("sum", Aggregate.SUM, true, 10, 10);
        Map<Scalar, Object> expected = Map.of(Scalar.DOUBLE, 0x1p64, Scalar.STRING, "18446744073709551614");
        for (Scalar scalar : List.of(Scalar.LONG, Scalar.INT, Scalar.DOUBLE, Scalar.STRING)) {
            WindowPlan one = WindowPlan.of(WindowSamples.view(sum), Map.of("sum", FeatureType.of(scalar)));
            List<WindowRow> rows = WindowSamples.rows(one, RowKind.ADD, events);
            assertThat(one.evaluation().at(rows, 5 * WindowSamples.SECOND).value(0))
                    .isEqualTo(expected.get(scalar));
        }
    }

    @Test
    void instantsThatDescendAreRefused() {
        WindowCursor cursor = plan.cursor();
        cursor.at(1_000_000);
        assertThatThrownBy(() -> cursor.at(0))
                .hasMessage("instants must ascend, but 1970-01-01T00:00:00Z comes after 1970-01-01T00:00:01Z");
    }

    @Test
    void aRowAddedAfterTheInstantItIsKnownCountsFromTheNext() {
        WindowCursor cursor = plan.cursor();
        assertThat(cursor.at(10 * WindowSamples.SECOND).value(0)).isEqualTo(0L);
        WindowSamples.rows(plan, RowKind.ADD, List.of(new Event(0, 0, 1, 0, 1L)))
                .forEach(cursor::add);
        WindowSamples.rows(plan, RowKind.ADD, List.of(new Event(0, 11 * WindowSamples.SECOND, 1, 0, 1L)))
                .forEach(cursor::add);
        assertThat(cursor.at(10 * WindowSamples.SECOND).value(0)).isEqualTo(1L);
        assertThat(cursor.at(12 * WindowSamples.SECOND).value(0)).isEqualTo(2L);
    }
}
