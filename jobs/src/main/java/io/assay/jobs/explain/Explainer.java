package io.assay.jobs.explain;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.DecimalNode;
import com.fasterxml.jackson.databind.node.NullNode;
import io.assay.aggregation.Aggregation;
import io.assay.aggregation.latest.LatestPlan;
import io.assay.aggregation.time.Micros;
import io.assay.aggregation.time.Tiles;
import io.assay.aggregation.value.FeatureStatus;
import io.assay.aggregation.window.StateColumn;
import io.assay.aggregation.window.WindowPlan;
import io.assay.aggregation.window.WindowValues;
import io.assay.definition.feature.FeatureType;
import io.assay.definition.feature.FeatureView;
import io.assay.definition.feature.LatestView;
import io.assay.definition.feature.WindowFeature;
import io.assay.definition.feature.WindowView;
import io.assay.jobs.json.Json;
import io.assay.jobs.lookup.WarehouseLookup;
import io.assay.online.table.TableSnapshot;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Explains values with the library that computes them: aggregation decides which rows count. */
final class Explainer {
    private final WarehouseLookup warehouse;

    Explainer(WarehouseLookup warehouse) {
        this.warehouse = warehouse;
    }

    /** Reads the log rows of the key, and the runs that published them. */
    Explanation explain(LiveFeature live, Map<String, Object> key, Instant now) {
        FeatureView defined = live.view();
        Optional<TableSnapshot> log = warehouse.featureLog(defined.name().value(), defined.version());
        Explanation.Table table = new Explanation.Table(
                warehouse.warehouse().layout().featureLog(defined.name(), defined.version()),
                log.map(snapshot -> snapshot.version().number()).orElse(-1L));
        return defined.match(new FeatureView.Cases<>() {
            @Override
            public Explanation window(WindowView view) {
                return explainWindow(live, view, new Request(key, now, log, table));
            }

            @Override
            public Explanation latest(LatestView view) {
                return explainLatest(live, view, new Request(key, now, log, table));
            }
        });
    }

    private record Request(Map<String, Object> key, Instant now, Optional<TableSnapshot> log, Explanation.Table table) {
        long micros() {
            return Micros.of(now);
        }
    }

    private Explanation explainWindow(LiveFeature live, WindowView view, Request request) {
        WindowPlan plan = Aggregation.window(view, live.types()).only(List.of(live.feature()));
        List<String> columns = new ArrayList<>(LogRows.Window.COLUMNS);
        plan.columns().stream().map(StateColumn::name).forEach(columns::add);
        List<LogRows.Window> rows = new KeyRows(view, request.key())
                .of(request.log(), columns).stream()
                        .map(row -> new LogRows.Window(row, plan.columns()))
                        .toList();
        WindowValues values = plan.evaluation().at(rows, request.micros());
        List<LogRows.Window> counting = plan.evaluation().contributing(rows, request.micros(), 0);
        WindowFeature feature = view.window().get(view.features().indexOf(live.feature()));
        long start = Tiles.tail(request.micros(), Micros.of(feature.over()), Micros.of(feature.hop()));
        Optional<Explanation.Tiles> tiles = counting.isEmpty()
                ? Optional.empty()
                : Optional.of(new Explanation.Tiles(
                        Micros.instant(start),
                        Micros.instant(counting.get(counting.size() - 1).tile()),
                        Micros.instant(counting.get(0).tile())));
        JsonNode value = json(values.value(0), type(live));
        FeatureStatus status = values.status(0) == FeatureStatus.PRESENT && value.isNull()
                ? FeatureStatus.NULL_VALUE
                : values.status(0);
        return new Explanation(
                request.now(),
                live,
                request.key(),
                value,
                status,
                Optional.empty(),
                tiles,
                request.table(),
                RunOrigins.of(warehouse, counting));
    }

    private Explanation explainLatest(LiveFeature live, LatestView view, Request request) {
        LatestPlan plan = Aggregation.latest(view, live.types());
        List<String> columns = new ArrayList<>(LogRows.Latest.COLUMNS);
        columns.add(live.feature());
        List<LogRows.Latest> rows = new KeyRows(view, request.key())
                .of(request.log(), columns).stream().map(LogRows.Latest::new).toList();
        var newest = plan.at(rows, request.micros());
        Object stored =
                newest.usable().map(row -> row.row().value(live.feature())).orElse(null);
        JsonNode value = json(plan.value(view.features().indexOf(live.feature()), stored), type(live));
        return new Explanation(
                request.now(),
                live,
                request.key(),
                value,
                newest.status(value.isNull() ? null : value),
                newest.row().map(row -> Micros.instant(row.eventTime())),
                Optional.empty(),
                request.table(),
                RunOrigins.of(warehouse, newest.row().map(List::of).orElse(List.of())));
    }

    private static FeatureType type(LiveFeature live) {
        return Optional.ofNullable(live.types().get(live.feature()))
                .orElseThrow(() -> new IllegalStateException("no type of feature " + live.feature()));
    }

    /** JSON cannot express NaN and infinities: they are null, as in the service. */
    private static JsonNode json(@Nullable Object value, FeatureType type) {
        if (value == null || (value instanceof Number number && !Double.isFinite(number.doubleValue()))) {
            return NullNode.instance;
        }
        if (value instanceof List<?> items) {
            ArrayNode list = Json.MAPPER.createArrayNode();
            items.forEach(item -> list.add(json(item, type)));
            return list;
        }
        if (value instanceof BigDecimal decimal) {
            return DecimalNode.valueOf(decimal); // as it is: a mapper leaves zeros out
        }
        Object shown = type.scalar() == FeatureType.Scalar.TIMESTAMP && value instanceof Long micros
                ? Micros.instant(micros).toString()
                : value;
        return Json.MAPPER.valueToTree(shown);
    }
}
