package io.assay.online.view;

import static org.assertj.core.api.Assertions.assertThat;

import io.assay.aggregation.value.FeatureStatus;
import io.assay.definition.feature.FeatureView;
import io.assay.online.store.HeapStore;
import io.assay.online.store.KeyStore;
import io.assay.online.table.MapRow;
import io.assay.online.table.TableRow;
import io.assay.online.table.TableVersion;
import io.assay.online.view.Sample.SetClock;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class ViewTableTest {
    private final KeyStore store = new HeapStore();
    private final SetClock clock = new SetClock(10_000);
    private final ViewTable delays = table(Sample.DELAYS);
    private final ViewTable weather = table(Sample.WEATHER);
    private long version;

    private ViewTable table(FeatureView view) {
        return new ViewTable(view, Sample.types(view), store, clock, 1 << 20);
    }

    @SafeVarargs
    @SuppressWarnings("varargs")
    private void commit(ViewTable table, Map<String, Object>... rows) {
        List<TableRow> all = new ArrayList<>();
        for (Map<String, Object> row : List.of(rows)) {
            all.add(new MapRow(row));
        }
        table.rows(all.iterator());
        assertThat(table.wantsRestart()).isFalse();
        table.commit(new TableVersion("id", ++version, Instant.EPOCH));
    }

    private String read(ViewTable table, @Nullable Object... key) {
        ViewRow row = table.read(key, clock.micros());
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < row.features(); i++) {
            text.append(i == 0 ? "" : " ").append(row.text(i)).append(':').append(row.status(i));
        }
        return text.toString();
    }

    @Test
    void aKeyNeverSeenHasCountsOfZeroAndElseNothing() {
        assertThat(read(delays, "UA")).isEqualTo("0:PRESENT null:NOT_FOUND");
        assertThat(read(weather, "EWR", 1)).isEqualTo("null:NOT_FOUND \"clear\":PRESENT null:NOT_FOUND");
    }

    @Test
    void aNullInTheKeyGivesDefaultsAndNulls() {
        assertThat(read(delays, (Object) null)).isEqualTo("null:NOT_FOUND null:NOT_FOUND");
        assertThat(read(weather, "EWR", null)).isEqualTo("null:NOT_FOUND \"clear\":PRESENT null:NOT_FOUND");
        assertThat(weather.provenance(new Object[] {"EWR", null}, clock.micros()))
                .extracting(Provenance::value)
                .containsExactly("null", "\"clear\"", "null");
    }

    @Test
    void aWindowDecaysWithTheClockAlone() {
        commit(delays, Sample.delay("UA", 9_995, 0, 1, 30L), Sample.delay("UA", 9_900, 0, 1, 10L));
        assertThat(read(delays, "UA")).isEqualTo("1:PRESENT 20.0:PRESENT");
        clock.set(10_049);
        assertThat(read(delays, "UA")).isEqualTo("1:PRESENT 20.0:PRESENT");
        clock.set(10_060);
        assertThat(read(delays, "UA")).isEqualTo("0:PRESENT 20.0:PRESENT");
        clock.set(11_000);
        assertThat(read(delays, "UA")).isEqualTo("0:PRESENT null:NOT_FOUND");
    }

    @Test
    void aRowNotYetDueTakesOverWhenItIs() {
        commit(delays, Sample.delay("UA", 9_995, 10_020, 1, 30L));
        assertThat(read(delays, "UA")).isEqualTo("0:PRESENT null:NOT_FOUND");
        clock.set(10_019);
        assertThat(read(delays, "UA")).isEqualTo("0:PRESENT null:NOT_FOUND");
        clock.set(10_020);
        assertThat(read(delays, "UA")).isEqualTo("1:PRESENT 30.0:PRESENT");
        commit(weather, Sample.weather("EWR", 1, 10_010, 1, 1f), Sample.weather("EWR", 1, 10_030, 1, 2f));
        assertThat(read(weather, "EWR", 1)).startsWith("1.0:PRESENT");
        clock.set(10_030);
        assertThat(read(weather, "EWR", 1)).startsWith("2.0:PRESENT");
    }

    @Test
    void aCommitReplacesWhatWasReadBefore() {
        commit(delays, Sample.delay("UA", 9_995, 0, 1, 30L));
        ViewRow before = delays.read(new Object[] {"UA"}, clock.micros());
        assertThat(delays.read(new Object[] {"UA"}, clock.micros())).isSameAs(before);
        commit(delays, Sample.delay("UA", 9_996, 0, 2, 10L), Sample.delay("AA", 9_996, 0, 2, null));
        assertThat(read(delays, "UA")).isEqualTo("2:PRESENT 20.0:PRESENT");
        assertThat(read(delays, "AA")).isEqualTo("1:PRESENT null:NULL_VALUE");
    }

    @Test
    void aLatestRowPastItsTtlIsNotReturned() {
        commit(weather, Sample.weather("EWR", 1, 9_000, 1, 0.8724707f));
        assertThat(read(weather, "EWR", 1)).isEqualTo("0.8724706768989563:PRESENT \"clear\":PRESENT 9000:PRESENT");
        clock.set(12_600);
        assertThat(read(weather, "EWR", 1)).startsWith("0.8724706768989563:PRESENT");
        clock.set(12_601);
        assertThat(read(weather, "EWR", 1)).isEqualTo("null:OUTSIDE_MAX_AGE \"clear\":PRESENT null:OUTSIDE_MAX_AGE");
    }

    @Test
    void eventTimesAreTheRowsOrTheNewestTiles() {
        commit(weather, Sample.weather("EWR", 1, 9_000, 1, null));
        commit(delays, Sample.delay("UA", 9_995, 0, 1, 30L));
        ViewRow row = weather.read(new Object[] {"EWR", 1}, clock.micros());
        assertThat(new String(row.eventTime(0), StandardCharsets.UTF_8)).isEqualTo("\"1970-01-01T02:30:00Z\"");
        assertThat(row.status(0)).isEqualTo(FeatureStatus.NULL_VALUE);
        ViewRow window = delays.read(new Object[] {"UA"}, clock.micros());
        assertThat(new String(window.eventTime(1), StandardCharsets.UTF_8)).isEqualTo("\"1970-01-01T02:46:30Z\"");
        ViewRow unseen = delays.read(new Object[] {"ZZ"}, clock.micros());
        assertThat(new String(unseen.eventTime(0), StandardCharsets.UTF_8)).isEqualTo("\"1970-01-01T00:00:00Z\"");
    }

    @Test
    void anErasedKeyIsGoneAndComesBackWithLaterRowsOnly() {
        commit(delays, Sample.delay("UA", 9_995, 0, 3, 30L));
        Map<String, Object> erase = new HashMap<>();
        erase.put("carrier", "UA");
        erase.put("kind", "erase");
        erase.put("known", 99_999 * Sample.SECOND);
        erase.put("sequence", 3L);
        commit(delays, erase);
        assertThat(read(delays, "UA")).isEqualTo("0:PRESENT null:NOT_FOUND");
        commit(delays, Sample.delay("UA", 9_996, 0, 2, 1L), Sample.delay("UA", 9_997, 0, 4, 7L));
        assertThat(read(delays, "UA")).isEqualTo("1:PRESENT 7.0:PRESENT");
    }

    @Test
    void aLatestRowTakenBackNeedsTheOlderOnesAgain() {
        commit(weather, Sample.weather("EWR", 1, 5_000, 1, 1f), Sample.weather("EWR", 1, 6_000, 1, 2f));
        Map<String, Object> erase = Sample.weather("EWR", 1, 6_000, 2, null);
        erase.put("kind", "erase");
        weather.rows(List.<TableRow>of(new MapRow(erase)).iterator());
        assertThat(weather.wantsRestart()).isTrue();
        List<TableRow> all = List.of(
                new MapRow(Sample.weather("EWR", 1, 5_000, 1, 1f)),
                new MapRow(erase),
                new MapRow(Sample.weather("EWR", 1, 6_000, 1, 2f)));
        do {
            weather.restart();
            for (TableRow row : all) {
                weather.rows(List.of(row).iterator());
            }
        } while (weather.wantsRestart());
        weather.commit(new TableVersion("id", 9, Instant.EPOCH));
        clock.set(7_000);
        assertThat(read(weather, "EWR", 1)).startsWith("1.0:PRESENT");
    }

    @Test
    void provenanceNamesTilesRunsAndTheTablesVersion() {
        commit(
                delays,
                Sample.delay("UA", 9_995, 0, 1, 30L),
                Sample.delay("UA", 9_700, 0, 2, 10L),
                Sample.delay("UA", 9_999, 10_050, 3, 0L));
        Provenance flights =
                delays.provenance(new Object[] {"UA"}, clock.micros()).get(0);
        Provenance mean = delays.provenance(new Object[] {"UA"}, clock.micros()).get(1);
        assertThat(flights.runs()).containsExactly("run1");
        assertThat(mean.runs()).containsExactly("run1", "run2");
        assertThat(mean.sequences()).containsExactly(1L, 2L);
        assertThat(mean.value()).isEqualTo("20.0");
        assertThat(mean.tableVersion()).isEqualTo(1);
        assertThat(mean.version()).isEqualTo(Sample.DELAYS.version());
        assertThat(mean.tiles())
                .hasValue(new Provenance.TileRange(
                        Instant.ofEpochSecond(9_360), Instant.ofEpochSecond(9_700), Instant.ofEpochSecond(9_990)));
        assertThat(delays.provenance(new Object[] {"ZZ"}, clock.micros()).get(1).runs())
                .isEmpty();
        commit(weather, Sample.weather("EWR", 1, 9_000, 5, 1f));
        Provenance temp =
                weather.provenance(new Object[] {"EWR", 1}, clock.micros()).get(0);
        assertThat(temp.rowTime()).hasValue(Instant.ofEpochSecond(9_000));
        assertThat(temp.runs()).containsExactly("run5");
    }

    @Test
    void rowsThatNoInstantCanSeeAreLeftOut() {
        commit(delays, Sample.delay("UA", 1_000, 0, 1, 30L));
        assertThat(store.read(delays.storedAs(), key("UA"))).isNull();
        commit(delays, Sample.delay("UA", 9_000, 0, 1, 30L));
        int one = length("UA");
        for (int i = 0; i < 20; i++) {
            commit(delays, Sample.delay("UA", 9_000, 9_001 + i, 1, 30L));
        }
        assertThat(length("UA")).isGreaterThan(10 * one);
        clock.set(13_000);
        commit(delays, Sample.delay("UA", 9_000, 0, 1, 30L));
        assertThat(length("UA")).isLessThan(2 * one);
        clock.set(20_000);
        commit(delays, Sample.delay("UA", 19_000, 0, 2, 30L));
        assertThat(length("UA")).isLessThan(2 * one);
    }

    @Test
    void keysThatNoCommitTouchesAreSweptInTime() {
        commit(delays, Sample.delay("UA", 9_995, 0, 1, 30L));
        delays.sweep();
        assertThat(length("UA")).isPositive();
        clock.set(20_000);
        delays.sweep();
        assertThat(length("UA")).isZero();
        assertThat(read(delays, "UA")).isEqualTo("0:PRESENT null:NOT_FOUND");
        assertThat(table(Sample.DELAYS).checkpoint()).isPresent();
        clock.set(10_000);
        assertThat(table(Sample.DELAYS).checkpoint()).isEmpty();
    }

    private int length(String carrier) {
        byte[] rows = store.read(delays.storedAs(), key(carrier));
        return rows == null ? 0 : rows.length;
    }

    private static byte[] key(String carrier) {
        byte[] text = carrier.getBytes(StandardCharsets.UTF_8);
        byte[] key = new byte[text.length + 2];
        key[0] = 1;
        key[1] = (byte) text.length;
        System.arraycopy(text, 0, key, 2, text.length);
        return key;
    }

    @Test
    void whatIsStoredOutlivesTheProcessUnlessTheClockWentBackTooFar() {
        commit(delays, Sample.delay("UA", 9_995, 0, 1, 30L));
        ViewTable again = table(Sample.DELAYS);
        assertThat(again.checkpoint()).hasValue(new TableVersion("id", 1, Instant.EPOCH));
        assertThat(read(again, "UA")).isEqualTo("1:PRESENT 30.0:PRESENT");
        assertThat(again.provenance(new Object[] {"UA"}, clock.micros()).get(0).runs())
                .containsExactly("run1");
        clock.set(10_000 - 3_600);
        assertThat(table(Sample.DELAYS).checkpoint()).isPresent();
        clock.set(10_000 - 3_601);
        assertThat(table(Sample.DELAYS).checkpoint()).isEmpty();
    }

    @Test
    void anAbandonedCommitNeverWas() {
        commit(delays, Sample.delay("UA", 9_995, 0, 1, 30L));
        delays.rows(List.<TableRow>of(new MapRow(Sample.delay("UA", 9_996, 0, 2, 0L)))
                .iterator());
        delays.abandon();
        commit(delays);
        assertThat(read(delays, "UA")).isEqualTo("1:PRESENT 30.0:PRESENT");
    }

    @Test
    void freshnessGivesTheVersionServed() {
        assertThat(delays.freshness().tableVersion()).isEmpty();
        commit(delays, Sample.delay("UA", 9_995, 0, 1, 30L));
        assertThat(delays.freshness().tableVersion()).hasValue(1);
        delays.problem("no disk");
        assertThat(delays.freshness().problem()).hasValue("no disk");
    }
}
