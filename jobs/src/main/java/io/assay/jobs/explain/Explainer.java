package io.assay.jobs.explain;

import static org.apache.spark.sql.functions.col;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.NullNode;
import io.assay.aggregation.Aggregation;
import io.assay.aggregation.latest.LatestPlan;
import io.assay.aggregation.time.Micros;
import io.assay.aggregation.time.Tiles;
import io.assay.aggregation.value.Status;
import io.assay.aggregation.window.WindowPlan;
import io.assay.aggregation.window.WindowValues;
import io.assay.definition.feature.FeatureType;
import io.assay.definition.feature.FeatureView;
import io.assay.definition.feature.LatestView;
import io.assay.definition.feature.WindowFeature;
import io.assay.definition.feature.WindowView;
import io.assay.jobs.cli.JobContext;
import io.assay.warehouse.feature.FeatureLogColumns;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.delta.DeltaLog;
import org.jspecify.annotations.Nullable;
import scala.Option;

/** Explains values with the library that computes them: aggregation decides which rows count. */
final class Explainer {
    private final JobContext context;

    Explainer(JobContext context) {
        this.context = context;
    }

    /** Reads all log rows of the key, and those of the log of runs that published them. */
    Explanation explain(LiveFeature live, Map<String, Object> key, Instant now) {
        return live.view().match(new FeatureView.Cases<>() {
            @Override
            public Explanation window(WindowView view) {
                return explainWindow(live, view, key, now);
            }

            @Override
            public Explanation latest(LatestView view) {
                return explainLatest(live, view, key, now);
            }
        });
    }

    private Explanation explainWindow(LiveFeature live, WindowView view, Map<String, Object> key, Instant now) {
        WindowPlan plan = Aggregation.window(view, live.types()).only(List.of(live.feature()));
        Table table = table(live);
        List<LogRows.Window> rows = rows(live, table, key).stream()
                .map(row -> new LogRows.Window(row, plan.columns()))
                .toList();
        WindowValues values = plan.evaluation().at(rows, Micros.of(now));
        List<LogRows.Window> counting = plan.evaluation().contributing(rows, Micros.of(now), 0);
        WindowFeature asked = view.window().get(view.features().indexOf(live.feature()));
        long start = Tiles.tail(Micros.of(now), Micros.of(asked.over()), Micros.of(asked.hop()));
        Optional<Explanation.Tiles> tiles = counting.isEmpty()
                ? Optional.empty()
                : Optional.of(new Explanation.Tiles(
                        Micros.instant(start),
                        Micros.instant(counting.get(counting.size() - 1).tile()),
                        Micros.instant(counting.get(0).tile())));
        return new Explanation(
                now,
                live,
                key,
                json(values.value(0), type(live)),
                values.status(0),
                Optional.empty(),
                tiles,
                table.path(),
                table.version(),
                runs(counting.stream().map(LogRows.Window::row).toList()));
    }

    private Explanation explainLatest(LiveFeature live, LatestView view, Map<String, Object> key, Instant now) {
        LatestPlan plan = Aggregation.latest(view, live.types());
        Table table = table(live);
        List<LogRows.Latest> rows =
                rows(live, table, key).stream().map(LogRows.Latest::new).toList();
        var newest = plan.at(rows, Micros.of(now));
        Object held = newest.usable()
                .map(row -> stored(row.row().getAs(live.feature())))
                .orElse(null);
        Object value = plan.value(view.features().indexOf(live.feature()), held);
        Status status = newest.status(value);
        List<Row> counting = newest.row().map(row -> List.of(row.row())).orElse(List.of());
        return new Explanation(
                now,
                live,
                key,
                json(value, type(live)),
                status,
                newest.row().map(row -> Micros.instant(row.eventTime())),
                Optional.empty(),
                table.path(),
                table.version(),
                runs(counting));
    }

    private record Table(String path, long version) {}

    private Table table(LiveFeature live) {
        String path = context.warehouse()
                .layout()
                .featureLog(live.view().name(), live.view().version());
        long version = DeltaLog.forTable(context.spark(), path)
                .update(false, Option.empty(), Option.empty())
                .version();
        return new Table(path, version);
    }

    private List<Row> rows(LiveFeature live, Table table, Map<String, Object> key) {
        Dataset<Row> rows = context.spark()
                .read()
                .format("delta")
                .option("versionAsOf", table.version())
                .load(table.path());
        for (Map.Entry<String, Object> part : key.entrySet()) {
            boolean time = FeatureType.of(FeatureType.Scalar.TIMESTAMP)
                    .equals(live.view().joinKeys().get(part.getKey()));
            Object value = time ? Timestamp.from(Micros.instant((Long) part.getValue())) : part.getValue();
            rows = rows.where(col(part.getKey()).equalTo(value));
        }
        return rows.collectAsList();
    }

    private List<RunOrigin> runs(Collection<Row> counting) {
        TreeSet<String> ids = new TreeSet<>();
        counting.forEach(row -> ids.addAll(row.getList(row.fieldIndex(FeatureLogColumns.RUNS))));
        if (ids.isEmpty()) {
            return List.of();
        }
        Dataset<Row> log = context.log().rows();
        List<RunOrigin> runs = new ArrayList<>();
        for (Row row : log.where(col("kind").equalTo("run").and(col("run").isin(ids.toArray())))
                .orderBy("run", "at")
                .select("run", "subject", "status", "at", "body")
                .collectAsList()) {
            runs.removeIf(earlier -> earlier.run().equals(row.getString(0)));
            runs.add(RunOrigin.of(
                    row.getString(0),
                    row.getString(1),
                    row.getString(2),
                    row.getTimestamp(3).toInstant(),
                    row.getString(4)));
        }
        return runs;
    }

    private static FeatureType type(LiveFeature live) {
        return Optional.ofNullable(live.types().get(live.feature()))
                .orElseThrow(() -> new IllegalStateException("no type of feature " + live.feature()));
    }

    /** A column's value as the aggregation library has it: a timestamp is microseconds. */
    private static @Nullable Object stored(@Nullable Object value) {
        if (value instanceof Timestamp time) {
            return Micros.of(time.toInstant());
        }
        return value;
    }

    private static JsonNode json(@Nullable Object value, FeatureType type) {
        if (value == null) {
            return NullNode.instance;
        }
        Object shown = type.scalar() == FeatureType.Scalar.TIMESTAMP && value instanceof Long micros
                ? Micros.instant(micros).toString()
                : value;
        return new ObjectMapper().valueToTree(shown);
    }
}
