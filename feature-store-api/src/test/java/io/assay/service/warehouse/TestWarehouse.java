package io.assay.service.warehouse;

import io.assay.aggregation.Aggregation;
import io.assay.aggregation.state.AggregateState;
import io.assay.aggregation.state.EventOrder;
import io.assay.aggregation.state.ValueType;
import io.assay.definition.feature.Aggregate;
import io.assay.definition.feature.FeatureView;
import io.assay.definition.feature.ViewName;
import io.assay.definition.feature.WindowView;
import io.assay.definition.project.DefinitionReader;
import io.assay.definition.project.Project;
import io.delta.kernel.types.ArrayType;
import io.delta.kernel.types.BinaryType;
import io.delta.kernel.types.BooleanType;
import io.delta.kernel.types.DataType;
import io.delta.kernel.types.DateType;
import io.delta.kernel.types.DoubleType;
import io.delta.kernel.types.LongType;
import io.delta.kernel.types.StringType;
import io.delta.kernel.types.StructType;
import io.delta.kernel.types.TimestampType;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** The warehouse of the test project {@code flights}, as jobs would write it. */
public final class TestWarehouse {
    private static final Map<String, Map<String, String>> TYPES = Map.of(
            "carrier_delays", Map.of("flights_1d", "long", "mean_delay_3h", "double"),
            "airport_weather", Map.of("temp", "double", "wind", "double"),
            "route_delays", Map.of("route_flights_1d", "long"),
            "airport_state", Map.of("carrier", "string"),
            "wide", IntStream.range(0, 100).boxed().collect(Collectors.toMap(i -> "f" + i, i -> "double")),
            "plane_state", Map.of("last_origin", "string", "temp", "double"));

    private final Path root;
    private final Project project;
    private long sequence;

    public TestWarehouse(Path root) {
        this.root = root;
        this.project = Project.read(folder(), Optional.empty(), Map.of("TEST_WAREHOUSE", root.toString()));
    }

    /** The test project's folder. */
    public static Path folder() {
        return Path.of("src/test/resources/flights").toAbsolutePath();
    }

    public Path root() {
        return root;
    }

    private FeatureView view(String name) {
        FeatureView view = project.views().get(new ViewName(name));
        if (view == null) {
            throw new IllegalArgumentException(name);
        }
        return view;
    }

    /** Path of a view's log. */
    public Path log(String view) {
        return root.resolve("features/%s/%s/log".formatted(view, view(view).version()));
    }

    /** Writes all definitions of the project as live. */
    public void define() throws IOException {
        List<Map<String, @Nullable Object>> rows = new ArrayList<>();
        project.contracts()
                .values()
                .forEach(contract ->
                        rows.add(definition("contract", contract.id(), contract.version(), contract.json(), null)));
        project.entities()
                .forEach((name, entity) ->
                        rows.add(definition("entity", name.value(), "1", DefinitionReader.json(entity), null)));
        project.views()
                .forEach((name, view) ->
                        rows.add(definition("view", name.value(), view.version(), view.json(), types(name.value()))));
        project.services()
                .forEach((name, service) -> rows.add(definition("service", name.value(), "1", service.json(), null)));
        append(rows);
    }

    /** Writes that a view is retired, or live again. */
    public void view(String name, boolean live, Instant at) throws IOException {
        Map<String, @Nullable Object> row =
                definition("view", name, view(name).version(), view(name).json(), types(name));
        row.put("live", live);
        row.put("at", micros(at));
        append(List.of(row));
    }

    private void append(List<Map<String, @Nullable Object>> rows) throws IOException {
        StructType schema = new StructType()
                .add("kind", StringType.STRING)
                .add("name", StringType.STRING)
                .add("version", StringType.STRING)
                .add("json", StringType.STRING)
                .add("features", StringType.STRING)
                .add("live", BooleanType.BOOLEAN)
                .add("run", StringType.STRING)
                .add("commit", StringType.STRING)
                .add("at", TimestampType.TIMESTAMP);
        new DeltaFolder(root.resolve("assay/definitions"), schema, Optional.empty()).append(rows);
    }

    private static String types(String view) {
        StringBuilder json = new StringBuilder("{");
        TYPES.getOrDefault(view, Map.of())
                .forEach((feature, type) ->
                        json.append(json.length() == 1 ? "" : ",").append("\"%s\":\"%s\"".formatted(feature, type)));
        return json.append('}').toString();
    }

    private static Map<String, @Nullable Object> definition(
            String kind, String name, String version, String json, @Nullable String features) {
        Map<String, @Nullable Object> row = new LinkedHashMap<>();
        row.put("kind", kind);
        row.put("name", name);
        row.put("version", version);
        row.put("json", json);
        row.put("features", features);
        row.put("live", true);
        row.put("at", micros(Instant.parse("2013-07-01T00:00:00Z")));
        return row;
    }

    /** Appends flights of one tile to a window view: their number and the sum and count of their delays. */
    public void flights(String view, Map<String, String> key, Instant hour, String run, double... delays)
            throws IOException {
        WindowView window = (WindowView) view(view);
        StructType schema = keys(window.joinKeys().keySet(), StringType.STRING)
                .add("tile", TimestampType.TIMESTAMP)
                .add("known", TimestampType.TIMESTAMP)
                .add("kind", StringType.STRING);
        Map<String, @Nullable Object> row = new LinkedHashMap<>(key);
        row.put("tile", micros(hour));
        row.put("known", micros(hour.plusSeconds(1)));
        row.put("kind", "add");
        for (var column : Aggregation.columns(window)) {
            schema = schema.add(column.name(), BinaryType.BINARY);
            AggregateState state = Aggregation.state(
                    column.aggregate(),
                    column.aggregate() == Aggregate.COUNT ? ValueType.INTEGER : ValueType.FLOATING_POINT);
            for (double delay : delays) {
                state.update(
                        column.aggregate() == Aggregate.COUNT ? (Object) 1L : (Object) delay,
                        new EventOrder(micros(hour), micros(hour), 1, 1));
            }
            row.put(column.name(), state.bytes());
        }
        append(view, schema.add("events", LongType.LONG), row, hour, run);
    }

    /** Appends one row to a latest view. */
    public void latest(String view, Map<String, ?> key, Instant at, String run, Map<String, @Nullable Object> values)
            throws IOException {
        DataType keyType = key.values().iterator().next() instanceof Long ? LongType.LONG : StringType.STRING;
        StructType schema = keys(key.keySet(), keyType)
                .add("event_time", TimestampType.TIMESTAMP)
                .add("known", TimestampType.TIMESTAMP)
                .add("kind", StringType.STRING);
        Map<String, @Nullable Object> row = new LinkedHashMap<>(key);
        row.put("event_time", micros(at));
        row.put("known", micros(at));
        row.put("kind", "add");
        for (String feature : view(view).features()) {
            boolean text = "string".equals(TYPES.getOrDefault(view, Map.of()).get(feature));
            schema = schema.add(feature, text ? StringType.STRING : DoubleType.DOUBLE);
            row.put(feature, values.get(feature));
        }
        row.put("position", 1L);
        append(view, schema.add("position", LongType.LONG), row, at, run);
    }

    private static StructType keys(Iterable<String> names, DataType type) {
        StructType schema = new StructType();
        for (String name : names) {
            schema = schema.add(name, type);
        }
        return schema;
    }

    private void append(String view, StructType schema, Map<String, @Nullable Object> row, Instant at, String run)
            throws IOException {
        StructType all = schema.add("runs", new ArrayType(StringType.STRING, true))
                .add("sequence", LongType.LONG)
                .add("day", DateType.DATE);
        row.put("events", 1L);
        row.put("runs", List.of(run));
        row.put("sequence", ++sequence);
        row.put("day", (int) ChronoUnit.DAYS.between(Instant.EPOCH, at));
        new DeltaFolder(log(view), all, Optional.of("day")).append(List.of(row));
    }

    /** Logs one run of the gate with its document, and one metric. */
    public void run(String run, String dataset, String status, Instant at, String body) throws IOException {
        StructType schema = new StructType()
                .add("run", StringType.STRING)
                .add("kind", StringType.STRING)
                .add("command", StringType.STRING)
                .add("subject", StringType.STRING)
                .add("status", StringType.STRING)
                .add("at", TimestampType.TIMESTAMP)
                .add("seconds", DoubleType.DOUBLE)
                .add("name", StringType.STRING)
                .add("column", StringType.STRING)
                .add("value", DoubleType.DOUBLE)
                .add("text", StringType.STRING)
                .add("state", BinaryType.BINARY)
                .add("body", StringType.STRING);
        Map<String, @Nullable Object> head = new LinkedHashMap<>();
        head.put("run", run);
        head.put("kind", "run");
        head.put("command", "ingest");
        head.put("subject", dataset);
        head.put("status", status);
        head.put("at", micros(at));
        head.put("seconds", 1.5);
        head.put("body", body);
        Map<String, @Nullable Object> metric = new LinkedHashMap<>(head);
        metric.put("kind", "metric");
        metric.put("name", "completeness");
        metric.put("column", "carrier");
        metric.put("value", 0.99);
        metric.put("body", null);
        new DeltaFolder(root.resolve("assay/log"), schema, Optional.empty()).append(List.of(head, metric));
    }

    private static long micros(Instant at) {
        return ChronoUnit.MICROS.between(Instant.EPOCH, at);
    }
}
