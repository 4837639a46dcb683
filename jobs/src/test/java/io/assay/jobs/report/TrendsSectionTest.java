package io.assay.jobs.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.assay.jobs.novelty.PublishedBatches;
import io.assay.validation.metric.CategoryCounts;
import io.assay.validation.metric.Distribution;
import io.assay.validation.metric.Moments;
import io.assay.validation.novelty.AlarmRate;
import io.assay.validation.novelty.BatchSummary;
import io.assay.validation.novelty.ExpectedRanges;
import io.assay.validation.novelty.UsualBatches;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class TrendsSectionTest {
    private static final Instant START = Instant.parse("2026-01-05T12:00:00Z");
    private static final String COLUMN = "<b>fare";

    private static PublishedBatches published(int count, Duration every) {
        Random random = new Random(1);
        List<BatchSummary> batches = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            long rows = 400L + random.nextInt(20);
            Distribution fare = new Distribution(
                    Distribution.Kind.NUMBER,
                    rows,
                    rows - 4,
                    10 + random.nextInt(4),
                    0,
                    new Moments(rows - 4, 10 + 0.05 * random.nextGaussian(), rows),
                    1 + random.nextInt(3),
                    20 + random.nextInt(3),
                    Optional.empty(),
                    Optional.of(CategoryCounts.overflowed()),
                    Optional.empty(),
                    List.of());
            batches.add(new BatchSummary(
                    "run" + i,
                    START.plus(every.multipliedBy(i)),
                    rows,
                    Map.of(COLUMN, fare),
                    Map.of(COLUMN, 100.0 + random.nextInt(10)),
                    Map.of()));
        }
        ExpectedRanges expected = count < 2
                ? ExpectedRanges.none()
                : ExpectedRanges.of(
                        UsualBatches.of(batches.subList(0, count - 1)), batches.get(count - 1), AlarmRate.DEFAULT);
        return new PublishedBatches(batches, expected);
    }

    private static long count(String html, String part) {
        return Pattern.compile(Pattern.quote(part)).matcher(html).results().count();
    }

    @Test
    void ofOneBatchThereIsNoTrendYet() {
        assertThat(TrendsSection.of(PublishedBatches.none())).isEmpty();
        assertThat(TrendsSection.of(published(1, Duration.ofDays(1))))
                .contains("One batch is published")
                .doesNotContain("<svg");
    }

    @Test
    void twoBatchesHaveAScaleAndDatesAndNothingIsExpected() {
        String html = TrendsSection.of(published(2, Duration.ofHours(3)));
        assertThat(count(html, "<svg class=\"trend\"")).isEqualTo(8); // rows, and 7 of the column
        assertThat(html)
                .contains(">2026-01-05 12:00</text>", ">15:00</text>", "Novelty has nothing to compare")
                .doesNotContain("class=\"band\"", "expected ");
    }

    @Test
    void manyBatchesHaveTheRangeThatNoveltyExpects() {
        PublishedBatches published = published(60, Duration.ofDays(1));
        String html = TrendsSection.of(published);
        for (String name : List.of("completeness", "approx_distinct", "min", "mean", "max", "stddev", "zeros")) {
            assertThat(html).contains("<title>%s of &lt;b&gt;fare</title>".formatted(name));
        }
        assertThat(html)
                .contains("<figcaption>rows <b>4", "<td>&lt;b&gt;fare<td>")
                .contains(">2026-01-05</text>", ">2026-03-05</text>")
                .containsPattern("<figcaption>mean <b>[0-9.]+</b> <small>expected 9\\.[0-9]+ to 10\\.[0-9]+</small>")
                .doesNotContain("<b>fare");
        assertThat(html).contains("<circle class=\"usual\"").doesNotContain("<circle class=\"far\"");
        assertThat(count(html, "class=\"band\"")).isEqualTo(5); // not of min, max and stddev
        assertThat(count(html, "class=\"scale\""))
                .as("two ends and the last date; completeness varies too")
                .isEqualTo(8 * 3);
    }

    @Test
    void endsOfAScaleThatDifferLookDifferent() {
        assertThat(MetricUnit.NUMBER.scale(1000.01, 1000.02)).containsExactly("1000.01", "1000.02");
        assertThat(MetricUnit.NUMBER.scale(9_999_999.7, 10_000_000.3)).containsExactly("9999999.7", "10000000");
        assertThat(MetricUnit.NUMBER.scale(-1e300, 0.5)).containsExactly("-1.00e+300", "0.5000");
        assertThat(MetricUnit.SHARE.scale(0.99991, 1)).containsExactly("&gt; 99.99 %", "100 %");
        assertThat(MetricUnit.COUNT.scale(123456789, 123456789)).containsExactly("1.23e+08");
    }
}
