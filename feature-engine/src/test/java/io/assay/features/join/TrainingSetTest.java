package io.assay.features.join;

import static io.assay.features.Tables.lines;
import static io.assay.features.Tables.row;
import static io.assay.features.Tables.table;
import static org.assertj.core.api.Assertions.assertThat;

import io.assay.definition.feature.Aggregate;
import io.assay.definition.feature.Entity;
import io.assay.definition.feature.FeatureView;
import io.assay.definition.feature.WindowView;
import io.assay.features.FeatureEngine;
import io.assay.features.Views;
import io.assay.features.log.ResolvedView;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;

class TrainingSetTest {
    private static final Entity THING = Views.entity("thing", "id:string");
    private static final String EVENTS =
            "id string, at timestamp, landed timestamp, x int, _run string, _sequence bigint, _position bigint";

    private static final LabelSpan SPAN =
            new LabelSpan(Instant.parse("2020-01-01T00:00:00Z"), Instant.parse("2020-12-31T00:00:00Z"));

    private static final Dataset<Row> EVENT_ROWS = table(
            EVENTS,
            row("a", "2020-01-01T10:00:00Z", "2020-01-01T10:30:00Z", 1, "r1", 1L, 0L),
            row("a", "2020-01-01T10:10:00Z", "2020-01-01T10:20:00Z", 3, "r1", 1L, 1L),
            row("b", "2020-01-01T10:10:00Z", "2020-01-01T10:20:00Z", 7, "r1", 1L, 2L));

    private static ViewLog log(FeatureView view, Dataset<Row> events) {
        ResolvedView resolved = FeatureEngine.resolve(view, events);
        return new ViewLog(
                view,
                resolved.types(),
                resolved.logRows().apply(resolved.viewRows().apply(events)));
    }

    private static List<WantedFeature> all(ViewLog... logs) {
        List<WantedFeature> wanted = new ArrayList<>();
        for (ViewLog log : logs) {
            log.view()
                    .features()
                    .forEach(f -> wanted.add(new WantedFeature(log.view().name(), f, f)));
        }
        return wanted;
    }

    private static List<String> joined(Dataset<Row> labels, ViewLog... logs) {
        return lines(FeatureEngine.trainingSet(all(logs), List.of(logs), SPAN)
                .apply(labels)
                .orderBy(TrainingSet.INDEX)
                .drop(TrainingSet.INDEX));
    }

    @Test
    void aFactCountsFromWhenItWasKnown() {
        WindowView view = Views.windowView(
                "w",
                THING,
                Views.source("at", "landed"),
                Views.window("n", Aggregate.COUNT, null, Duration.ofHours(1)),
                Views.window("mean", Aggregate.MEAN, "x", Duration.ofHours(1)));
        Dataset<Row> labels = table(
                "id string, event_timestamp string, note string",
                row("a", "2020-01-01T10:30:00Z", "second"),
                row("a", "2020-01-01T10:29:59Z", "first"),
                row("c", "2020-01-01T10:29:59Z", "unknown"),
                row(null, "2020-01-01T10:29:59Z", "nobody"),
                row("a", "2020-01-01T10:29:59Z", "first"));
        assertThat(joined(labels, log(view, EVENT_ROWS)))
                .containsExactly(
                        "a 2020-01-01T10:30:00Z second 2 2.0",
                        "a 2020-01-01T10:29:59Z first 1 3.0",
                        "c 2020-01-01T10:29:59Z unknown 0 null",
                        "null 2020-01-01T10:29:59Z nobody null null",
                        "a 2020-01-01T10:29:59Z first 1 3.0");
    }
}
