package io.assay.aggregation.latest;

import static org.assertj.core.api.Assertions.assertThat;

import io.assay.aggregation.time.Micros;
import io.assay.aggregation.value.FeatureStatus;
import io.assay.aggregation.value.RowKind;
import io.assay.definition.contract.DatasetName;
import io.assay.definition.feature.FeatureType;
import io.assay.definition.feature.FeatureType.Scalar;
import io.assay.definition.feature.LatestFeature;
import io.assay.definition.feature.LatestView;
import io.assay.definition.feature.Source;
import io.assay.definition.feature.ViewName;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

final class LatestTruthTest {
    private static final long TTL = 20;

    private static final Comparator<Row> BASES = Comparator.comparingLong(Row::sequence)
            .thenComparingLong(Row::known)
            .thenComparingLong(Row::position);

    record Row(long eventTime, long known, RowKind kind, long sequence, long position) implements LatestRow {}

    static LatestPlan plan(Optional<Duration> ttl) {
        LatestView view = new LatestView(
                new ViewName("view"),
                Optional.empty(),
                List.of(),
                new Source(new DatasetName("events"), "at", Optional.empty(), Optional.empty(), Map.of()),
                ttl,
                List.of(new LatestFeature("x", "x", Optional.empty(), Optional.of("7"))),
                Map.of(),
                "00000000",
                "{}");
        return LatestPlan.of(view, Map.of("x", FeatureType.of(Scalar.LONG)));
    }

    private final LatestPlan plan = plan(Optional.of(Duration.ofNanos(TTL * 1000)));

    @Provide
    Arbitrary<List<Row>> rows() {
        Arbitrary<RowKind> kinds = Arbitraries.frequency(
                net.jqwik.api.Tuple.of(8, RowKind.ADD),
                net.jqwik.api.Tuple.of(1, RowKind.REPLACE),
                net.jqwik.api.Tuple.of(1, RowKind.ERASE));
        Arbitrary<Long> times = Arbitraries.longs().between(-30, 30);
        return Combinators.combine(
                        times,
                        Arbitraries.longs().between(0, 9),
                        kinds,
                        Arbitraries.longs().between(1, 4),
                        Arbitraries.longs().between(0, 1_000_000))
                .as((t, late, kind, s, p) -> new Row(t, t + Math.max(0, late - 5), kind, s, p))
                .list()
                .uniqueElements(Row::position)
                .ofMaxSize(12);
    }

    /** The newest row as docs/architecture.md defines it. */
    private Optional<Row> truth(List<Row> rows, long erased, long t) {
        return rows.stream()
                .filter(r -> r.kind() != RowKind.ERASE && visible(r, erased, t))
                .filter(r -> rows.stream()
                        .filter(b -> b.kind() != RowKind.ADD && b.eventTime() == r.eventTime() && visible(b, erased, t))
                        .noneMatch(
                                b -> r.kind() == RowKind.ADD ? b.sequence() >= r.sequence() : BASES.compare(b, r) > 0))
                .max(Comparator.comparingLong(Row::eventTime)
                        .thenComparingLong(Row::known)
                        .thenComparingLong(Row::sequence)
                        .thenComparing(r -> r.kind() != RowKind.ADD)
                        .thenComparingLong(Row::position));
    }

    private static boolean visible(Row row, long erased, long t) {
        return row.eventTime() <= t && row.known() <= t && row.sequence() > erased;
    }

    @Property(tries = 400)
    void theNewestRowIsAsDefinedAtEveryInstant(@ForAll("rows") List<Row> rows, @ForAll boolean eraseKey) {
        List<Row> all = new ArrayList<>(rows);
        if (eraseKey) {
            all.add(0, new Row(LatestRow.EVERY_TIME, 5, RowKind.ERASE, 2, 0));
        }
        LatestCursor<Row> cursor = plan.cursor();
        all.forEach(cursor::add);
        LatestValue<Row> before = null;
        for (long t = -40; t < 80; t++) {
            Optional<Row> expected = truth(rows, eraseKey ? 2 : 0, t);
            FeatureStatus status = expected.isEmpty()
                    ? FeatureStatus.NOT_FOUND
                    : t - TTL <= expected.get().eventTime() ? FeatureStatus.PRESENT : FeatureStatus.OUTSIDE_MAX_AGE;
            for (LatestValue<Row> answer : List.of(plan.at(all, t), cursor.at(t))) {
                assertThat(answer.row()).isEqualTo(expected);
                assertThat(answer.status()).isEqualTo(status);
                assertThat(answer.validUntil()).isGreaterThan(t);
            }
            if (before != null && before.validUntil() > t) {
                assertThat(expected).isEqualTo(before.row());
                assertThat(status).isEqualTo(before.status());
            }
            before = plan.at(all, t);
        }
    }

    @Test
    void ofTwoVersionsOfAnEventTheOneKnownLaterCountsWheneverItWasDelivered() {
        Row corrected = new Row(10, 14, RowKind.ADD, 1, 0);
        Row original = new Row(10, 10, RowKind.ADD, 2, 0);
        for (List<Row> rows : List.of(List.of(corrected, original), List.of(original, corrected))) {
            LatestCursor<Row> cursor = plan.cursor();
            rows.forEach(cursor::add);
            for (long t : new long[] {11, 14}) {
                Optional<Row> expected = Optional.of(t < 14 ? original : corrected);
                assertThat(plan.at(rows, t).row()).isEqualTo(expected);
                assertThat(cursor.at(t).row()).isEqualTo(expected);
            }
            assertThat(LatestPlan.needed(rows).get(10L)).hasSize(2);
        }
        Row sameBatch = new Row(10, 14, RowKind.ADD, 1, 1);
        assertThat(plan.at(List.of(sameBatch, corrected), 20).row()).contains(sameBatch);
        assertThat(LatestPlan.needed(List.of(sameBatch, corrected)).get(10L)).containsExactly(sameBatch);
    }

    @Test
    void exactlyAsOldAsTheTtlIsPresentAndAMicrosecondMoreIsNot() {
        List<Row> rows = List.of(new Row(0, 0, RowKind.ADD, 1, 0));
        assertThat(plan.at(rows, TTL).status()).isEqualTo(FeatureStatus.PRESENT);
        assertThat(plan.at(rows, TTL).validUntil()).isEqualTo(TTL + 1);
        assertThat(plan.at(rows, TTL + 1).status()).isEqualTo(FeatureStatus.OUTSIDE_MAX_AGE);
        assertThat(plan(Optional.empty()).at(rows, Micros.FOREVER - 1).status()).isEqualTo(FeatureStatus.PRESENT);
    }

    @Test
    void aNullIsTheDefaultElseAStatusOfItsOwn() {
        LatestValue<Row> answer = plan.at(List.of(new Row(0, 0, RowKind.ADD, 1, 0)), 1);
        assertThat(plan.value(0, null)).isEqualTo(7L);
        assertThat(answer.status(7L)).isEqualTo(FeatureStatus.PRESENT);
        assertThat(answer.status(null)).isEqualTo(FeatureStatus.NULL_VALUE);
        assertThat(plan.at(List.<Row>of(), 0).status(null)).isEqualTo(FeatureStatus.NOT_FOUND);
    }
}
