package io.assay.features.join;

import static io.assay.features.Tables.lines;
import static io.assay.features.Tables.row;
import static io.assay.features.Tables.table;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.assay.definition.feature.Aggregate;
import io.assay.definition.feature.Entity;
import io.assay.definition.feature.FeatureType;
import io.assay.definition.feature.FeatureView;
import io.assay.definition.feature.LatestFeature;
import io.assay.definition.feature.LatestView;
import io.assay.definition.feature.WindowFeature;
import io.assay.features.FeatureEngine;
import io.assay.features.TestViews;
import io.assay.features.log.ResolvedView;
import io.assay.features.log.UnusableRows;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Test;

/** What a value is: its type, the version of an event it comes from, the key it belongs to, the instant it holds. */
class FeatureValuesTest {
    private static final Entity USER = TestViews.entity("user", "id:long");
    private static final LabelTimeRange SPAN =
            new LabelTimeRange(Instant.parse("0001-01-01T00:00:00Z"), Instant.parse("9999-12-31T00:00:00Z"));
    private static final String OURS = "_run string, _sequence bigint, _position bigint";

    private static ViewLog log(FeatureView view, Dataset<Row> events) {
        ResolvedView resolved = FeatureEngine.resolve(view, events);
        return new ViewLog(
                view,
                resolved.types(),
                resolved.logRows().apply(resolved.viewRows().apply(events)));
    }

    private static Dataset<Row> set(Dataset<Row> labels, ViewLog... logs) {
        List<RequestedFeature> wanted = new ArrayList<>();
        for (ViewLog log : logs) {
            log.view()
                    .features()
                    .forEach(f -> wanted.add(new RequestedFeature(log.view().name(), f, f)));
        }
        return FeatureEngine.trainingSet(wanted, List.of(logs), SPAN)
                .apply(labels)
                .orderBy(TrainingSet.INDEX)
                .drop(TrainingSet.INDEX);
    }

    private static LatestFeature typed(String name, String of, String type) {
        return new LatestFeature(name, of, Optional.of(FeatureType.parse(type)), Optional.empty());
    }

    private static WindowFeature typedWindow(String name, Aggregate aggregate, String of, String type) {
        return new WindowFeature(
                name,
                aggregate,
                Optional.of(of),
                Optional.empty(),
                Duration.ofDays(1),
                Duration.ofHours(1),
                Optional.of(FeatureType.parse(type)),
                Optional.empty());
    }

    @Test
    void ofTwoVersionsOfAnEventTheOneKnownLaterCountsInWhateverOrderTheyCame() {
        Dataset<Row> events = table(
                "id bigint, at timestamp, created timestamp, v string, " + OURS,
                row(1L, "2024-05-01T10:00:00Z", "2024-05-01T10:45:00Z", "corrected", "r1", 1L, 0L),
                row(2L, "2024-05-01T10:00:00Z", "2024-05-01T10:45:00Z", "corrected", "r1", 1L, 1L),
                row(2L, "2024-05-01T10:00:00Z", "2024-05-01T10:00:00Z", "original", "r1", 1L, 2L),
                row(1L, "2024-05-01T10:00:00Z", "2024-05-01T10:00:00Z", "original", "r2", 2L, 0L));
        LatestView latest =
                TestViews.latestView("l", USER, TestViews.source("at", "created"), null, TestViews.latest("v", "v"));
        FeatureView window = TestViews.windowView(
                "w",
                USER,
                TestViews.source("at", "created"),
                TestViews.window("last_v", Aggregate.LAST, "v", Duration.ofDays(1)),
                TestViews.window("first_v", Aggregate.FIRST, "v", Duration.ofDays(1)));
        Dataset<Row> labels = table(
                "id bigint, event_timestamp timestamp",
                row(1L, "2024-05-01T10:30:00Z"),
                row(1L, "2024-05-01T11:00:00Z"),
                row(2L, "2024-05-01T11:00:00Z"));
        assertThat(lines(set(labels, log(latest, events), log(window, events))))
                .containsExactly(
                        "1 2024-05-01T10:30:00Z original original original",
                        "1 2024-05-01T11:00:00Z corrected corrected original",
                        "2 2024-05-01T11:00:00Z corrected corrected original");
    }

    @Test
    void aDecimalKeepsItsDigits() {
        String exact = "12345678901234567890123456.0123456789";
        Dataset<Row> events = table("id bigint, at timestamp, " + OURS, row(1L, "2024-05-01T10:00:00Z", "r1", 1L, 0L))
                .selectExpr("*", "CAST('%s' AS DECIMAL(38,10)) AS price".formatted(exact));
        LatestView latest =
                TestViews.latestView("l", USER, TestViews.source("at", null), null, TestViews.latest("price", "price"));
        FeatureView window = TestViews.windowView(
                "w",
                USER,
                TestViews.source("at", null),
                TestViews.window("total", Aggregate.SUM, "price", Duration.ofDays(1)),
                TestViews.window("most", Aggregate.MAX, "price", Duration.ofDays(1)));
        StructType old = new StructType().add("price", "double");
        assertThat(FeatureEngine.resolve(latest, events, old).types().get("price"))
                .as("as an earlier version stored it")
                .isEqualTo(FeatureType.parse("double"));
        ViewLog log = log(window, events);
        assertThat(log.types().get("total")).isEqualTo(FeatureType.decimal(38, 10));
        Row found = set(
                        table("id bigint, event_timestamp timestamp", row(1L, "2024-05-01T11:00:00Z")),
                        log(latest, events),
                        log)
                .head();
        for (int i = 2; i < 5; i++) {
            assertThat(found.getDecimal(i)).isEqualTo(new BigDecimal(exact));
        }
    }

    @Test
    void aValueThatItsTypeCannotHoldIsNullInEveryKindOfViewAndCounted() {
        Dataset<Row> events = table(
                "id bigint, at timestamp, cents bigint, x double, many array<bigint>, " + OURS,
                row(1L, "2024-05-01T10:00:00Z", 3_000_000_000L, Double.NaN, List.of(1L, 1L << 32), "r1", 1L, 0L),
                row(2L, "2024-05-01T10:00:00Z", 4_294_967_296L, 3e9, List.of(), "r1", 1L, 1L),
                row(3L, "2024-05-01T10:00:00Z", -5L, 7.0, null, "r1", 1L, 2L),
                row(4L, "2024-05-01T10:00:00Z", null, 1.5, null, "r1", 1L, 3L));
        LatestView latest = TestViews.latestView(
                "l",
                USER,
                TestViews.source("at", null),
                null,
                typed("cents", "cents", "int"),
                typed("xi", "x", "int"),
                typed("ints", "many", "list<int>"),
                typed("cents_text", "cents", "string"));
        FeatureView window = TestViews.windowView(
                "w",
                USER,
                TestViews.source("at", null),
                typedWindow("sum_cents", Aggregate.SUM, "cents", "int"),
                typedWindow("max_x", Aggregate.MAX, "x", "int"));
        Dataset<Row> labels = table(
                "id bigint, event_timestamp timestamp",
                row(1L, "2024-05-01T11:00:00Z"),
                row(2L, "2024-05-01T11:00:00Z"),
                row(3L, "2024-05-01T11:00:00Z"),
                row(4L, "2024-05-01T11:00:00Z"));
        assertThat(lines(set(labels, log(latest, events), log(window, events)).drop("event_timestamp")))
                .containsExactly(
                        "1 null null WrappedArray(1, null) 3000000000 null null",
                        "2 null null WrappedArray() 4294967296 null null",
                        "3 -5 7 null -5 -5 7",
                        "4 null null null null null null");
        Dataset<Row> viewRows = FeatureEngine.resolve(latest, events).viewRows().apply(events);
        List<Column> counts = UnusableRows.counts(latest);
        Row counted = viewRows.agg(
                        counts.get(0), counts.subList(1, counts.size()).toArray(Column[]::new))
                .head();
        assertThat(counted.<Long>getAs("cents does not fit int")).isEqualTo(2);
        assertThat(counted.<Long>getAs("xi does not fit int")).isEqualTo(3);
        assertThat(counted.<Long>getAs("cents_text does not fit string")).isZero();
    }

    @Test
    void anIntegerThatOverflowsInAnExpressionIsNullAndCounted() {
        Dataset<Row> events = table(
                "id bigint, at timestamp, cents bigint, " + OURS,
                row(1L, "2024-05-01T10:00:00Z", 3_000_000_000L, "r1", 1L, 0L),
                row(2L, "2024-05-01T10:00:00Z", -5L, "r1", 1L, 1L),
                row(3L, "2024-05-01T10:00:00Z", null, "r1", 1L, 2L));
        String product = "cents * 9000000000000";
        FeatureView latest = TestViews.latestView(
                "l",
                USER,
                TestViews.source("at", null),
                null,
                new LatestFeature("product", product, Optional.empty(), Optional.empty()),
                typed("cents", "CAST(cents AS INT)", "int"));
        FeatureView window = TestViews.windowView(
                "w", USER, TestViews.source("at", null), typedWindow("total", Aggregate.SUM, product, "long"));
        Dataset<Row> labels = table(
                "id bigint, event_timestamp timestamp",
                row(1L, "2024-05-01T11:00:00Z"),
                row(2L, "2024-05-01T11:00:00Z"),
                row(3L, "2024-05-01T11:00:00Z"));
        assertThat(lines(set(labels, log(latest, events), log(window, events)).drop("event_timestamp")))
                .containsExactly("1 null null null", "2 -45000000000000 -5 -45000000000000", "3 null null null");
        assertThat(counted(latest, events, "product does not fit its type")).isOne();
        assertThat(counted(latest, events, "cents does not fit int")).isOne();
        assertThat(counted(window, events, product + " does not fit its type")).isOne();
    }

    private static long counted(FeatureView view, Dataset<Row> events, String reason) {
        List<Column> counts = UnusableRows.counts(view);
        return FeatureEngine.resolve(view, events)
                .viewRows()
                .apply(events)
                .agg(counts.get(0), counts.subList(1, counts.size()).toArray(Column[]::new))
                .head()
                .<Long>getAs(reason);
    }

    @Test
    void anyInstantPassesThroughUnchanged() {
        List<String> instants = List.of(
                "0001-01-01T00:00:00Z",
                "1582-10-10T12:00:00Z",
                "1899-12-31T23:59:59.123456Z",
                "9999-12-31T23:59:59.999999Z");
        Row[] rows = new Row[instants.size()];
        Row[] labelled = new Row[instants.size()];
        for (int i = 0; i < rows.length; i++) {
            rows[i] = row((long) i, "2024-05-01T10:00:00Z", instants.get(i), "r1", 1L, (long) i);
            labelled[i] = row((long) i, "2024-05-01T11:00:00Z", instants.get(i));
        }
        Dataset<Row> events = table("id bigint, at timestamp, t timestamp, " + OURS, rows)
                .selectExpr("*", "CAST(t AS DATE) AS d", "array(t) AS ts");
        LatestView latest = TestViews.latestView(
                "l",
                USER,
                TestViews.source("at", null),
                null,
                TestViews.latest("t2", "t"),
                TestViews.latest("d2", "d"),
                TestViews.latest("ts2", "ts"));
        FeatureView window = TestViews.windowView(
                "w",
                USER,
                TestViews.source("at", null),
                TestViews.window("t_last", Aggregate.LAST, "t", Duration.ofDays(1)));
        Dataset<Row> labels = table("id bigint, event_timestamp timestamp, t timestamp", labelled)
                .selectExpr("*", "CAST(t AS DATE) AS d");
        Dataset<Row> found = set(labels, log(latest, events), log(window, events));
        assertThat(found.where("t2 = t AND t_last = t AND ts2[0] = t AND CAST(d2 AS DATE) = d")
                        .count())
                .isEqualTo(instants.size());
        assertThat(found.select("d").distinct().count()).isEqualTo(instants.size());
    }

    @Test
    void eventsAndLabelsMayBeOfAnyTime() {
        Dataset<Row> events = table(
                "id bigint, at timestamp, x int, " + OURS,
                row(1L, "0100-01-01T10:00:00Z", 1, "r1", 1L, 0L),
                row(1L, "1582-10-10T10:00:00Z", 2, "r1", 1L, 1L));
        FeatureView window = TestViews.windowView(
                "w",
                USER,
                TestViews.source("at", null),
                TestViews.window("n", Aggregate.LAST, "x", Duration.ofDays(1)));
        LatestView latest =
                TestViews.latestView("l", USER, TestViews.source("at", null), null, TestViews.latest("x", "x"));
        Dataset<Row> labels = table(
                "id bigint, event_timestamp string",
                row(1L, "0100-01-01T10:00:01Z"),
                row(1L, "1582-10-10T10:00:00.999999Z"),
                row(1L, "1582-10-10T10:00:01Z"),
                row(1L, "9999-12-31"));
        assertThat(lines(set(labels, log(latest, events), log(window, events)).drop("id", "event_timestamp")))
                .containsExactly("1 1", "2 null", "2 2", "2 null");
    }

    @Test
    void aKeyThatIsNotOfItsEntitysTypeIsNoOtherKeyAndHasNoDefault() {
        Dataset<Row> events = table(
                "id string, at timestamp, v int, " + OURS,
                row("1", "2024-05-01T10:00:00Z", 5, "r1", 1L, 0L),
                row("1.9", "2024-05-01T10:30:00Z", 6, "r1", 1L, 1L),
                row("abc", "2024-05-01T10:30:00Z", 7, "r1", 1L, 2L),
                row(null, "2024-05-01T10:30:00Z", 8, "r1", 1L, 3L));
        LatestView latest = TestViews.latestView(
                "l",
                USER,
                TestViews.source("at", null),
                null,
                new LatestFeature("x", "v", Optional.empty(), Optional.of("-1")));
        FeatureView window = TestViews.windowView(
                "w",
                USER,
                TestViews.source("at", null),
                TestViews.window("n", Aggregate.COUNT, null, Duration.ofDays(1)));
        Dataset<Row> labels = table(
                "id string, event_timestamp string",
                row("1", "2024-05-01T11:00:00Z"),
                row("1.0", "2024-05-01T11:00:00Z"),
                row("1.9", "2024-05-01T11:00:00Z"),
                row("true", "2024-05-01T11:00:00Z"),
                row("55", "2024-05-01T11:00:00Z"),
                row(null, "2024-05-01T11:00:00Z"));
        ViewLog log = log(latest, events);
        assertThat(lines(set(labels, log, log(window, events)).drop("event_timestamp")))
                .containsExactly("1 5 1", "1.0 5 1", "1.9 null null", "true null null", "55 -1 0", "null -1 null");
        Column malformed = LabelKeys.malformed(List.of(log), labels.schema()).get("id");
        assertThat(labels.agg(malformed).head().getLong(0)).isEqualTo(2);
        List<Column> counts = UnusableRows.counts(latest);
        Row counted = FeatureEngine.resolve(latest, events)
                .viewRows()
                .apply(events)
                .agg(counts.get(0), counts.subList(1, counts.size()).toArray(Column[]::new))
                .head();
        assertThat(counted.<Long>getAs("key id is not long")).isEqualTo(2);
        assertThat(counted.<Long>getAs("key id is null")).isEqualTo(1);
    }

    @Test
    void ambiguousColumnsAreRefused() {
        Dataset<Row> events =
                table("id bigint, at timestamp, v int, " + OURS, row(1L, "2024-05-01T10:00:00Z", 5, "r1", 1L, 0L));
        ViewLog log = log(
                TestViews.latestView("l", USER, TestViews.source("at", null), null, TestViews.latest("x", "v")),
                events);
        Dataset<Row> labels = table(
                        "id bigint, other bigint, event_timestamp string, place int", row(1L, 1L, "2024-05-01", 1))
                .toDF("id", "ID", "event_timestamp", "__index");
        RequestedFeature x = new RequestedFeature(log.view().name(), "x", "x");
        assertThatThrownBy(() -> FeatureEngine.trainingSet(List.of(x, x), List.of(log), SPAN)
                        .apply(labels))
                .hasMessage("""
                        labels: there are two columns named ID (upper and lower case count as the same); rename one of them
                        labels: a column cannot be named __index; rename the column
                        features: two of them are named x; use --full-feature-names, or rename one of them""");
    }
}
