package io.assay.online.view;

import static org.assertj.core.api.Assertions.assertThat;

import io.assay.online.table.MapRow;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;

/** What is kept of a key's rows says the same as all of them, from the instant it was watermark on. */
final class KeptRowsTest {
    private static final ViewFormat WINDOW = new WindowFormat(Sample.DELAYS, Sample.types(Sample.DELAYS));
    private static final ViewFormat LATEST = new LatestFormat(Sample.WEATHER, Sample.types(Sample.WEATHER));

    private static String text(ViewRow row) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < row.features(); i++) {
            text.append(row.text(i)).append(row.status(i)).append(' ');
        }
        return text.toString();
    }

    private static Map<String, Object> kind(Map<String, Object> row, String kind) {
        Map<String, Object> other = new HashMap<>(row);
        other.put("kind", kind);
        return other;
    }

    @Provide
    Arbitrary<List<Map<String, Object>>> windowRows() {
        return Combinators.combine(
                        Arbitraries.longs().between(0, 1_500),
                        Arbitraries.longs().between(0, 400),
                        Arbitraries.longs().between(1, 4),
                        Arbitraries.longs().between(-9, 9).injectNull(0.1),
                        Arbitraries.frequency(Tuple.of(12, "add"), Tuple.of(1, "replace"), Tuple.of(1, "erase")))
                .as((at, late, sequence, delay, kind) -> {
                    long known = (at / 10 * 10) + late;
                    return kind(Sample.delay("UA", at, known, sequence, delay), kind);
                })
                .list()
                .ofMaxSize(30);
    }

    @Provide
    Arbitrary<List<Map<String, Object>>> readings() {
        return Combinators.combine(
                        Arbitraries.longs().between(0, 100).map(t -> t * 50),
                        Arbitraries.longs().between(0, 30).map(t -> t * 20),
                        Arbitraries.longs().between(1, 4),
                        Arbitraries.integers().between(0, 1_000_000),
                        Arbitraries.frequency(Tuple.of(8, "add"), Tuple.of(1, "replace"), Tuple.of(2, "erase")))
                .as((at, late, sequence, temp, kind) -> {
                    Map<String, Object> row = kind(Sample.weather("EWR", 1, at, sequence, (float) (int) temp), kind);
                    row.put("known", (at + late) * Sample.SECOND);
                    row.put("position", (long) temp);
                    return row;
                })
                .list()
                .uniqueElements(row -> row.get("position"))
                .ofMaxSize(15);
    }

    private static byte[] rows(ViewFormat format, List<Map<String, Object>> rows, long watermark) {
        List<byte[]> kept = new ArrayList<>();
        for (Map<String, Object> row : rows) {
            byte[] bytes = format.row(new MapRow(row), new RunNames(), watermark);
            if (bytes != null) {
                kept.add(bytes);
            }
        }
        return format.fold(new byte[0], kept, watermark);
    }

    @Property(tries = 60)
    void windowsAreTheSame(@ForAll("windowRows") List<Map<String, Object>> rows, @ForAll("seconds") long watermark) {
        byte[] all = rows(WINDOW, rows, Long.MIN_VALUE / 2);
        byte[] kept = rows(WINDOW, rows, watermark);
        for (long t = watermark; t < watermark + 1_500 * Sample.SECOND; t += 5 * Sample.SECOND) {
            assertThat(text(WINDOW.evaluate(kept, t))).isEqualTo(text(WINDOW.evaluate(all, t)));
        }
    }

    @Property(tries = 100)
    void latestRowsAreTheSame(@ForAll("readings") List<Map<String, Object>> rows, @ForAll("seconds") long watermark) {
        byte[] all = rows(LATEST, rows, Long.MIN_VALUE / 2);
        byte[] kept = rows(LATEST, rows, watermark);
        for (long t = watermark; t < watermark + 9_000 * Sample.SECOND; t += 10 * Sample.SECOND) {
            assertThat(text(LATEST.evaluate(kept, t))).isEqualTo(text(LATEST.evaluate(all, t)));
        }
    }

    @Provide
    Arbitrary<Long> seconds() {
        return Arbitraries.longs().between(0, 2_000).map(s -> s * Sample.SECOND);
    }
}
