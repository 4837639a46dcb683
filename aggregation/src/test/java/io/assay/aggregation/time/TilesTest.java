package io.assay.aggregation.time;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

final class TilesTest {
    private static final long HOUR = Micros.of(Duration.ofHours(1));
    private static final long SECOND = Micros.of(Duration.ofSeconds(1));

    private static long at(String instant) {
        return Micros.of(Instant.parse(instant));
    }

    @Test
    void instantsBefore1970RoundTowardThePast() {
        assertThat(Tiles.floor(at("1969-12-31T23:59:59.5Z"), HOUR)).isEqualTo(at("1969-12-31T23:00:00Z"));
        assertThat(Tiles.ceil(at("1969-12-31T23:59:59.5Z"), SECOND)).isEqualTo(0);
        assertThat(Micros.of(Instant.parse("1969-12-31T23:59:59.999999999Z"))).isEqualTo(-1);
        assertThat(Micros.instant(-1)).isEqualTo(Instant.parse("1969-12-31T23:59:59.999999Z"));
    }

    @Test
    void anEventOnAnEdgeIsKnownOneGrainLater() {
        assertThat(Tiles.known(at("2013-01-01T00:00:00Z"), SECOND)).isEqualTo(at("2013-01-01T00:00:01Z"));
        assertThat(Tiles.known(at("2013-01-01T00:00:00.000001Z"), SECOND)).isEqualTo(at("2013-01-01T00:00:01Z"));
    }

    @Test
    void availabilityOnAnEdgeCountsAtOnceAndBesideItAtTheNext() {
        long event = at("2013-01-01T00:00:00Z");
        assertThat(Tiles.known(event, at("2013-01-01T05:00:00Z"), SECOND)).isEqualTo(at("2013-01-01T05:00:00Z"));
        assertThat(Tiles.known(event, at("2013-01-01T05:00:00.000001Z"), SECOND))
                .isEqualTo(at("2013-01-01T05:00:01Z"));
        assertThat(Tiles.known(event, at("2012-01-01T00:00:00Z"), SECOND)).isEqualTo(at("2013-01-01T00:00:01Z"));
    }

    @Property
    void aTileLeavesAtTheFirstInstantWhoseTailIsBehindIt(
            @ForAll @LongRange(min = -500, max = 500) long tile,
            @ForAll @LongRange(min = 1, max = 60) long over,
            @ForAll @LongRange(min = 1, max = 20) long hop) {
        long leaves = Tiles.leaves(tile, over, hop);
        assertThat(Tiles.tail(leaves, over, hop)).isGreaterThan(tile);
        assertThat(Tiles.tail(leaves - 1, over, hop)).isLessThanOrEqualTo(tile);
    }
}
