package io.assay.validation.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Stored states stay readable: their bytes are fixed here. */
class StoredMetricsTest {
    private static final Distribution NUMBERS = new Distribution(
            Distribution.Kind.NUMBER,
            300,
            290,
            3,
            1,
            new Moments(289, 1.5, 12.25),
            -2,
            7,
            Optional.of(Histogram.of(new double[] {-1, 0.5}, new long[] {10, 200, 79})),
            Optional.of(CategoryCounts.of(Map.of(0L, 200L, 5L, 90L), Map.of(0L, "0", 5L, "five"))),
            Optional.empty(),
            List.of());
    private static final Distribution TEXTS = new Distribution(
            Distribution.Kind.TEXT,
            9,
            8,
            0,
            0,
            Moments.NONE,
            Double.NaN,
            Double.NaN,
            Optional.empty(),
            Optional.of(CategoryCounts.overflowed()),
            Optional.of(new TextShape(new Moments(8, 4, 2), List.of(1L, 2L, 3L, 4L, 5L, 6L, 7L, 8L))),
            List.of());
    private static final String NUMBERS_BYTES =
            "0100064e554d424552ac02a2020301a1023ff80000000000004028800000000000c000000000000000401c000000000000"
                    + "0102bff00000000000003fe00000000000000ac8014f010002"
                    + "0000000000000000c80100013000000000000000055a0004"
                    + "666976650000";
    private static final String TEXTS_BYTES =
            "010004544558540908000000000000000000000000000000000000007ff80000000000007ff8000000000000000101000108"
                    + "40100000000000004000000000000000010203040506070800";

    private static String bytes(MetricState state) {
        return HexFormat.of().formatHex(state.bytes());
    }

    private static MetricState state(String hex) {
        return MetricState.of(HexFormat.of().parseHex(hex));
    }

    @Test
    void distributionsAreStoredInVersionOne() {
        assertThat(bytes(DistributionCodec.write(NUMBERS))).isEqualTo(NUMBERS_BYTES);
        assertThat(DistributionCodec.read(state(NUMBERS_BYTES))).isEqualTo(NUMBERS);
        assertThat(bytes(DistributionCodec.write(TEXTS))).isEqualTo(TEXTS_BYTES);
        assertThat(DistributionCodec.read(state(TEXTS_BYTES))).isEqualTo(TEXTS);
        assertThatThrownBy(() -> DistributionCodec.read(state("02" + NUMBERS_BYTES.substring(2))))
                .hasMessageContaining("version 2");
    }

    @Test
    void plansAndMeasuresByKeyAreStoredInVersionOne() {
        MeasurePlan plan = new MeasurePlan(Map.of("a", List.of(1.0, 2.0)), Map.of("k", List.of("x")));
        String planned = "0100000001000161000000023ff0000000000000400000000000000000000001" + "00016b00000001000178";
        assertThat(bytes(plan.state())).isEqualTo(planned);
        assertThat(MeasurePlan.of(state(planned))).isEqualTo(plan);

        KeyedMeasures keyed =
                new KeyedMeasures(Map.of("x", Map.of("a", new KeyedMeasures.Cell(4, 3, 1, new Moments(3, 2, 8)))));
        String stored = "0100000001000178000000010001610000000000000004000000000000000300000000000000010000000000000003"
                + "40000000000000004020000000000000";
        assertThat(bytes(keyed.state())).isEqualTo(stored);
        assertThat(KeyedMeasures.of(state(stored))).isEqualTo(keyed);
    }

    @Test
    void aValueOfFewRowsIsStoredWithoutItsText() {
        CategoryCounts stored = CategoryCounts.of(Map.of(1L, 5L, 2L, 4L), Map.of(1L, "often", 2L, "rarely"))
                .stored();

        assertThat(stored.labels()).isEqualTo(Map.of(1L, "often"));
        assertThat(stored.counts()).isEqualTo(Map.of(1L, 5L, 2L, 4L));
    }

    @Test
    void distributionsAddUp() {
        Distribution both = NUMBERS.merge(NUMBERS);

        assertThat(both.rows()).isEqualTo(600);
        assertThat(both.histogram().map(h -> h.count(1))).contains(400L);
        assertThat(both.categories().map(CategoryCounts::counts)).contains(new TreeMap<>(Map.of(0L, 400L, 5L, 180L)));
        assertThat(both.moments().without(NUMBERS.moments()).squares()).isCloseTo(12.25, within(1e-9));
        assertThat(NUMBERS.merge(TEXTS)).isEqualTo(Distribution.counted(309, 298)); // it has changed its kind
    }
}
