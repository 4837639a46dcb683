package io.assay.features.log;

import static org.assertj.core.api.Assertions.assertThat;

import io.assay.features.Tables;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ViewCursorTest {
    private static final Instant NOON = Instant.parse("2020-01-01T12:00:00Z");
    private static final Instant ONE = Instant.parse("2020-01-01T13:00:00Z");

    @Test
    void othersTransactionsAreLeftAside() {
        ViewCursor cursor = ViewCursor.of("compute:v:1", Map.of("compute:v:2", 9L, "compute:v:1", 3L, "run", 1L));
        assertThat(cursor.complete()).hasValue(3);
        assertThat(cursor.newest()).hasValue(3);
    }

    @Test
    void aBoundedComputationCoversOnlyWhatWasKnownByThen() {
        ViewCursor cursor = ViewCursor.of("v", Map.of(ViewCursor.application("v", NOON), 4L));
        assertThat(cursor.complete()).isEmpty();
        assertThat(cursor.covers(4, NOON)).isTrue();
        assertThat(cursor.covers(5, NOON)).isFalse();
        assertThat(cursor.covers(4, ONE)).isFalse();
        assertThat(cursor.covers(4, Instant.MAX)).isFalse();
    }

    @Test
    void everyRowIsPendingUntilOneReachHoldsItByBothSequenceAndKnown() {
        ViewCursor cursor = ViewCursor.of("v", Map.of("v", 1L, ViewCursor.application("v", NOON), 2L));
        var rows = Tables.table(
                "known timestamp, sequence bigint",
                Tables.row("2020-01-01T15:00:00Z", 1L),
                Tables.row("2020-01-01T12:00:00Z", 2L),
                Tables.row("2020-01-01T12:30:00Z", 2L),
                Tables.row("2020-01-01T14:00:00Z", 2L),
                Tables.row("2020-01-01T11:00:00Z", 3L));
        assertThat(Tables.lines(rows.where(cursor.pending(ONE))))
                .containsExactly("2020-01-01T12:30:00Z 2", "2020-01-01T11:00:00Z 3");
        assertThat(Tables.lines(rows.where(cursor.pending(Instant.MAX))))
                .containsExactly("2020-01-01T12:30:00Z 2", "2020-01-01T14:00:00Z 2", "2020-01-01T11:00:00Z 3");
    }
}
