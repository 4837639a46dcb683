package io.assay.features.join;

import static io.assay.features.Tables.lines;
import static io.assay.features.Tables.row;
import static io.assay.features.Tables.table;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.assay.definition.feature.Aggregate;
import io.assay.definition.feature.Entity;
import io.assay.definition.feature.FeatureView;
import io.assay.definition.feature.LatestView;
import io.assay.definition.feature.WindowFeature;
import io.assay.definition.feature.WindowView;
import io.assay.features.FeatureEngine;
import io.assay.features.TestViews;
import io.assay.features.log.ResolvedView;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;

class TrainingSetTest {
    private static final Entity THING = TestViews.entity("thing", "id:string");
    private static final String EVENTS =
            "id string, at timestamp, landed timestamp, x int, _run string, _sequence bigint, _position bigint";

    private static final LabelTimeRange SPAN =
            new LabelTimeRange(Instant.parse("2020-01-01T00:00:00Z"), Instant.parse("2020-12-31T00:00:00Z"));

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

    private static List<RequestedFeature> all(ViewLog... logs) {
        List<RequestedFeature> wanted = new ArrayList<>();
        for (ViewLog log : logs) {
            log.view()
                    .features()
                    .forEach(f -> wanted.add(new RequestedFeature(log.view().name(), f, f)));
        }
        return wanted;
    }

    private static List<String> joined(Dataset<Row> labels, ViewLog... logs) {
        return lines(FeatureEngine.trainingSet(all(logs), List.of(logs), SPAN)
                .apply(labels)
                .orderBy(TrainingSet.INDEX)
                .drop(TrainingSet.INDEX));
    }

    private static ViewLog written(FeatureView view, ViewLog like, Dataset<Row> rows) {
        return new ViewLog(view, like.types(), rows);
    }

    @Test
    void aFactCountsFromWhenItWasKnown() {
        WindowView view = TestViews.windowView(
                "w",
                THING,
                TestViews.source("at", "landed"),
                TestViews.window("n", Aggregate.COUNT, null, Duration.ofHours(1)),
                TestViews.window("mean", Aggregate.MEAN, "x", Duration.ofHours(1)));
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

    @Test
    void theNewestKnownRowWinsUntilItIsTooOld() {
        LatestView view = TestViews.latestView(
                "newest", THING, TestViews.source("at", "landed"), Duration.ofHours(1), TestViews.latest("x", "x"));
        Dataset<Row> labels = table(
                "id string, event_timestamp timestamp",
                row("a", "2020-01-01T10:19:59Z"),
                row("a", "2020-01-01T10:20:00Z"),
                row("a", "2020-01-01T11:10:00Z"),
                row("a", "2020-01-01T11:10:00.000001Z"),
                row("z", "2020-01-01T11:00:00Z"),
                row("a", null));
        assertThat(joined(labels, log(view, EVENT_ROWS)))
                .containsExactly(
                        "a 2020-01-01T10:19:59Z null",
                        "a 2020-01-01T10:20:00Z 3",
                        "a 2020-01-01T11:10:00Z 3",
                        "a 2020-01-01T11:10:00.000001Z null",
                        "z 2020-01-01T11:00:00Z null",
                        "a null null");
    }

    @Test
    void ofEqualEventTimesTheLaterPublicationThenTheLaterPositionWins() {
        LatestView view =
                TestViews.latestView("newest", THING, TestViews.source("at", null), null, TestViews.latest("x", "x"));
        Dataset<Row> events = table(
                EVENTS,
                row("a", "2020-01-01T10:00:00Z", null, 1, "r2", 2L, 0L),
                row("a", "2020-01-01T10:00:00Z", null, 2, "r1", 1L, 9L),
                row("b", "2020-01-01T10:00:00Z", null, 3, "r1", 1L, 9L),
                row("b", "2020-01-01T10:00:00Z", null, 4, "r1", 1L, 10L));
        Dataset<Row> labels = table(
                "id string, event_timestamp timestamp",
                row("a", "2020-01-01T10:00:00Z"),
                row("b", "2020-01-01T10:00:00Z"));
        assertThat(joined(labels, log(view, events)))
                .containsExactly("a 2020-01-01T10:00:00Z 1", "b 2020-01-01T10:00:00Z 4");
    }

    @Test
    void replacedAndErasedRowsNoLongerCount() {
        WindowView view = TestViews.windowView(
                "w",
                THING,
                TestViews.source("at", null),
                TestViews.window("n", Aggregate.COUNT, null, Duration.ofHours(1)));
        Dataset<Row> events = table(
                EVENTS,
                row("a", "2020-01-01T10:00:00Z", null, 1, "r1", 1L, 0L),
                row("a", "2020-01-01T10:00:10Z", null, 1, "r1", 1L, 1L),
                row("a", "2020-01-01T10:10:00Z", null, 1, "r1", 1L, 2L),
                row("b", "2020-01-01T10:00:00Z", null, 1, "r1", 1L, 3L));
        ViewLog adds = log(view, events);
        Dataset<Row> oneRow = adds.rows().where("id = 'b'");
        // from 10:20 on the tile 10:00 of a holds one event; b is erased at any time, and added anew once
        Dataset<Row> replace = oneRow.selectExpr(
                "'a' AS id",
                "tile",
                "TIMESTAMP '2020-01-01 10:20:00' AS known",
                "'replace' AS kind",
                "state_n",
                "events",
                "runs",
                "2L AS sequence",
                "day");
        Dataset<Row> erase = oneRow.selectExpr(
                "id",
                "CAST(NULL AS TIMESTAMP) AS tile",
                "known",
                "'erase' AS kind",
                "CAST(NULL AS BINARY) AS state_n",
                "0L AS events",
                "runs",
                "2L AS sequence",
                "CAST(NULL AS DATE) AS day");
        Dataset<Row> again = oneRow.selectExpr(
                "id",
                "tile",
                "TIMESTAMP '2020-01-01 10:30:00' AS known",
                "kind",
                "state_n",
                "events",
                "runs",
                "3L AS sequence",
                "day");
        ViewLog log = written(
                view, adds, adds.rows().unionByName(replace).unionByName(erase).unionByName(again));
        Dataset<Row> labels = table(
                "id string, event_timestamp timestamp",
                row("a", "2020-01-01T10:19:59Z"),
                row("a", "2020-01-01T10:20:00Z"),
                row("b", "2020-01-01T10:29:59Z"),
                row("b", "2020-01-01T10:30:00Z"));
        assertThat(joined(labels, log))
                .containsExactly(
                        "a 2020-01-01T10:19:59Z 3",
                        "a 2020-01-01T10:20:00Z 2",
                        "b 2020-01-01T10:29:59Z 0",
                        "b 2020-01-01T10:30:00Z 1");
    }

    @Test
    void anErasedEventTimeIsReplacedByTheOneBefore() {
        LatestView view =
                TestViews.latestView("newest", THING, TestViews.source("at", null), null, TestViews.latest("x", "x"));
        Dataset<Row> events = table(
                EVENTS,
                row("a", "2020-01-01T10:00:00Z", null, 1, "r1", 1L, 0L),
                row("a", "2020-01-01T10:10:00Z", null, 2, "r1", 1L, 1L));
        ViewLog adds = log(view, events);
        Dataset<Row> erase = adds.rows()
                .where("x = 2")
                .selectExpr(
                        "id",
                        "event_time",
                        "TIMESTAMP '2020-01-01 10:20:00' AS known",
                        "'erase' AS kind",
                        "CAST(NULL AS INT) AS x",
                        "runs",
                        "2L AS sequence",
                        "position",
                        "day");
        Dataset<Row> labels = table(
                "id string, event_timestamp timestamp",
                row("a", "2020-01-01T10:19:00Z"),
                row("a", "2020-01-01T10:20:00Z"));
        assertThat(joined(labels, written(view, adds, adds.rows().unionByName(erase))))
                .containsExactly("a 2020-01-01T10:19:00Z 2", "a 2020-01-01T10:20:00Z 1");
    }

    @Test
    void viewsOfSeveralEntitiesAreJoinedInTheRequestedOrder() {
        Entity pair = TestViews.entity("pair", "id:string", "x:long");
        WindowView window = TestViews.windowView(
                "w",
                THING,
                TestViews.source("at", null),
                TestViews.window("n", Aggregate.COUNT, null, Duration.ofHours(1)));
        LatestView newest = TestViews.latestView(
                "newest",
                pair,
                TestViews.source("at", null),
                null,
                TestViews.latest("run", "_run"),
                TestViews.latest("at2", "at"));
        Dataset<Row> labels = table(
                "x string, id string, event_timestamp string",
                row("1", "a", "2020-01-01T10:20:00Z"),
                row("x", "a", "2020-01-01T10:20:00Z"),
                row("3", null, "2020-01-01T10:20:00Z"));
        assertThat(joined(labels, log(newest, EVENT_ROWS), log(window, EVENT_ROWS)))
                .containsExactly(
                        "1 a 2020-01-01T10:20:00Z r1 2020-01-01T10:00:00Z 2",
                        "x a 2020-01-01T10:20:00Z null null 2",
                        "3 null 2020-01-01T10:20:00Z null null null");
    }

    @Test
    void aDefaultTakesThePlaceOfNullEvenWithoutAKey() {
        WindowFeature mean = new WindowFeature(
                "mean",
                Aggregate.MEAN,
                Optional.of("x"),
                Optional.empty(),
                Duration.ofHours(1),
                Duration.ofMinutes(5),
                Optional.empty(),
                Optional.of("-1"));
        WindowView view = TestViews.windowView("w", THING, TestViews.source("at", null), mean);
        Dataset<Row> labels = table(
                "id string, event_timestamp string",
                row("a", "2020-01-01T10:20:00Z"),
                row("c", "2020-01-01T10:20:00Z"),
                row(null, "2020-01-01T10:20:00Z"));
        assertThat(joined(labels, log(view, EVENT_ROWS)))
                .containsExactly(
                        "a 2020-01-01T10:20:00Z 2.0", "c 2020-01-01T10:20:00Z -1.0", "null 2020-01-01T10:20:00Z -1.0");
    }

    @Test
    void labelsThatDoNotFitAreRefusedWithEveryReason() {
        WindowView view = TestViews.windowView(
                "w",
                THING,
                TestViews.source("at", null),
                TestViews.window("n", Aggregate.COUNT, null, Duration.ofHours(1)));
        ViewLog log = log(view, EVENT_ROWS);
        Dataset<Row> labels = table("n string", row("1"));
        assertThatThrownBy(() -> joined(labels, log)).hasMessage("""
                        labels: there is no column event_timestamp among [n]; add it: the time as of which each row's features are wanted
                        labels: there is no column id among [n], the join key of view w; add it, or rename the column that holds it
                        labels: column n has the name of a feature of view w; rename the column, or use --full-feature-names""");
    }

    @Test
    void expressionsThatDoNotFitTheDatasetAreReportedTogether() {
        WindowView view = TestViews.windowView(
                "w",
                THING,
                TestViews.source("x", "nosuch"),
                TestViews.window("total", Aggregate.SUM, "id", Duration.ofHours(1)));
        assertThatThrownBy(() -> FeatureEngine.resolve(view, EVENT_ROWS))
                .hasMessageContaining("view w: source.event_time: 'x' is int, not timestamp; give a timestamp")
                .hasMessageContaining("view w: source.available: 'nosuch' does not resolve")
                .hasMessageContaining("view w: window.total.of: sum of string has no meaning; aggregate a number");
    }
}
