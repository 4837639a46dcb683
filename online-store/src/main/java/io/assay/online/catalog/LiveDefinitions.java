package io.assay.online.catalog;

import io.assay.definition.InvalidDefinitionException;
import io.assay.definition.feature.Entity;
import io.assay.definition.feature.EntityName;
import io.assay.definition.feature.FeatureService;
import io.assay.definition.feature.FeatureType;
import io.assay.definition.feature.FeatureView;
import io.assay.definition.feature.ServiceName;
import io.assay.definition.feature.ViewName;
import io.assay.definition.project.DefinitionReader;
import io.assay.online.table.TableRow;
import io.assay.online.table.TableSink;
import io.assay.online.table.TableVersion;
import io.assay.warehouse.definition.DefinitionColumns;
import io.assay.warehouse.definition.DefinitionKind;
import io.assay.warehouse.definition.DefinitionRecord;
import io.assay.warehouse.definition.DefinitionRecordJson;
import java.util.Arrays;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The definitions that are live by the table {@code assay/definitions}: of each kind and name the row with the newest
 * {@code at}, unless that row retires the definition.
 */
public final class LiveDefinitions implements TableSink {
    private static final Logger LOG = LoggerFactory.getLogger(LiveDefinitions.class);

    private final Map<String, Map<String, Row>> rows = new TreeMap<>();
    private long changes;

    /** The newest row of a kind and name; {@code at} in microseconds. */
    private record Row(
            String version, String json, @Nullable String features, boolean live, long at) {}

    /** A live view and the types of its features. */
    public record LiveView(FeatureView view, Map<String, FeatureType> types) {}

    @Override
    public void restart() {
        rows.clear();
    }

    @Override
    public void rows(Iterator<TableRow> more) {
        while (more.hasNext()) {
            TableRow row = more.next();
            String kind = row.string(DefinitionColumns.KIND);
            String name = row.string(DefinitionColumns.NAME);
            String json = row.string(DefinitionColumns.JSON);
            Long at = row.integer(DefinitionColumns.AT);
            Boolean live = row.bool(DefinitionColumns.LIVE);
            if (kind != null && name != null && json != null && at != null && live != null) {
                String version = Objects.requireNonNullElse(row.string(DefinitionColumns.VERSION), "");
                rows.computeIfAbsent(kind, k -> new TreeMap<>())
                        .merge(
                                name,
                                new Row(version, json, row.string(DefinitionColumns.FEATURES), live, at),
                                (a, b) -> b.at() >= a.at() ? b : a);
            }
        }
    }

    @Override
    public void commit(TableVersion version) {
        changes++;
    }

    /** How many commits have been taken in: as long as it stays, so does all else here. */
    public long changes() {
        return changes;
    }

    /** The live views; one that cannot be read is left out, with a warning in the log. */
    public Map<ViewName, LiveView> views() {
        return parsed(
                DefinitionKind.VIEW,
                definition -> new LiveView(DefinitionReader.view(definition.json()), types(definition)),
                live -> live.view().name());
    }

    public Map<ServiceName, FeatureService> services() {
        return parsed(
                DefinitionKind.SERVICE,
                definition -> DefinitionReader.service(definition.json()),
                FeatureService::name);
    }

    public Map<EntityName, Entity> entities() {
        return parsed(DefinitionKind.ENTITY, definition -> DefinitionReader.entity(definition.json()), Entity::name);
    }

    /** Canonical JSON of the contracts, by id. */
    public Map<String, String> contracts() {
        return parsed(DefinitionKind.CONTRACT, definition -> definition, DefinitionRecord::name).values().stream()
                .collect(Collectors.toMap(
                        DefinitionRecord::name, DefinitionRecord::json, (a, b) -> b, LinkedHashMap::new));
    }

    /** Versions of the live definitions of a kind, by name. */
    public Map<String, String> versions(DefinitionKind kind) {
        Map<String, String> versions = new TreeMap<>();
        live(kind).forEach((name, row) -> versions.put(name, row.version()));
        return versions;
    }

    /**
     * One live definition.
     *
     * @throws InvalidDefinitionException if it cannot be read, or was written by a later version of Assay
     */
    public Optional<DefinitionRecord> find(DefinitionKind kind, String name) {
        return Optional.ofNullable(live(kind).get(name)).map(row -> record(kind, name, row));
    }

    /** All that are live, of the kinds that this version of Assay knows. */
    public Stream<DefinitionRecord> all() {
        return Arrays.stream(DefinitionKind.values())
                .flatMap(kind -> live(kind).entrySet().stream().map(row -> record(kind, row.getKey(), row.getValue())));
    }

    private static DefinitionRecord record(DefinitionKind kind, String name, Row row) {
        return DefinitionRecordJson.read(kind, name, row.version(), row.json(), row.features(), row.live());
    }

    private Map<String, Row> live(DefinitionKind kind) {
        Map<String, Row> live = new TreeMap<>(rows.getOrDefault(kind.word(), new TreeMap<>()));
        live.values().removeIf(row -> !row.live());
        return live;
    }

    private <N, T> Map<N, T> parsed(DefinitionKind kind, Function<DefinitionRecord, T> parse, Function<T, N> name) {
        Map<N, T> all = new LinkedHashMap<>();
        live(kind).forEach((named, row) -> {
            try {
                T parsed = parse.apply(record(kind, named, row));
                all.put(name.apply(parsed), parsed);
            } catch (RuntimeException e) { // written by another version: the others must go on
                LOG.warn("{} {} of assay/definitions is left out: {}", kind.word(), named, e.getMessage());
            }
        });
        return all;
    }

    private static Map<String, FeatureType> types(DefinitionRecord view) {
        if (view.types().isEmpty()) {
            throw new InvalidDefinitionException(
                    "features", "the types of the features are missing", "compute the view");
        }
        return view.types();
    }
}
