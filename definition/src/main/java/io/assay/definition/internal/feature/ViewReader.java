package io.assay.definition.internal.feature;

import io.assay.definition.DurationText;
import io.assay.definition.InvalidDefinitionException;
import io.assay.definition.feature.Entity;
import io.assay.definition.feature.FeatureView;
import io.assay.definition.feature.LatestFeature;
import io.assay.definition.feature.LatestView;
import io.assay.definition.feature.Source;
import io.assay.definition.feature.ViewName;
import io.assay.definition.feature.WindowFeature;
import io.assay.definition.feature.WindowView;
import io.assay.definition.internal.document.DocumentNode;
import io.assay.definition.internal.document.FaultCollector;
import io.assay.definition.internal.document.FieldReader;
import io.assay.definition.internal.document.SpellingSuggestion;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads a feature view, of a YAML file or of its own canonical JSON (which contains its entities). */
public final class ViewReader {
    private static final List<String> KEYS = List.of(
            "view",
            "entity",
            "entities",
            "source",
            "description",
            "tags",
            "window",
            "latest",
            "ttl",
            "grain",
            "on_demand");
    private final Map<String, Entity> entities;
    private final FaultCollector faults;

    /** A reader; {@code entities} are the project's, by name. */
    public ViewReader(Map<String, Entity> entities, FaultCollector faults) {
        this.entities = entities;
        this.faults = faults;
    }

    /** The view; empty, with a fault, if its kind cannot be determined. */
    public Optional<FeatureView> read(DocumentNode node) {
        return FieldReader.of(node, faults)
                .map(fields -> fields.corrected(KEYS))
                .flatMap(this::view);
    }

    private Optional<FeatureView> view(FieldReader fields) {
        Optional<String> name = fields.required("view", "name the view");
        if (fields.has("on_demand")) {
            faults.add(
                    fields.place("on_demand"),
                    "on-demand views are not in this version",
                    "compute it before ingest, or in the model");
            return Optional.empty();
        }
        List<Entity> keyed = entities(fields);
        Optional<Source> source = fields.fields("source")
                .map(inner -> inner.corrected(ViewSourceReader.KEYS))
                .flatMap(inner -> new ViewSourceReader(faults).read(inner, keyed));
        if (!fields.has("source")) {
            faults.add(fields.node(), "'source' is missing", "add source: {dataset: ..., event_time: ...}");
        }
        Optional<String> description = fields.text("description");
        Map<String, String> tags = fields.pairs("tags");
        boolean window = fields.has("window");
        if (window == fields.has("latest")) {
            faults.add(
                    fields.node(),
                    window ? "both 'window' and 'latest'" : "neither 'window' nor 'latest'",
                    "give one of them: a list of features");
            fields.allow(List.of("latest"));
        }
        Optional<FeatureView> view = name.flatMap(text -> {
            try {
                ViewName viewName = new ViewName(text);
                Source from = source.orElse(
                        new Source(ViewSourceReader.UNKNOWN, "", Optional.empty(), Optional.empty(), Map.of()));
                return Optional.of(
                        window
                                ? window(fields, new Head(viewName, description, keyed, from, tags))
                                : latest(fields, new Head(viewName, description, keyed, from, tags)));
            } catch (InvalidDefinitionException e) {
                faults.add(fields.place("view"), e);
                return Optional.empty();
            }
        });
        fields.done();
        return view;
    }

    private List<Entity> entities(FieldReader fields) {
        Optional<DocumentNode> inline = fields.value("entities").filter(DocumentNode.Mapping.class::isInstance);
        List<Entity> found = new ArrayList<>();
        if (inline.isPresent()) {
            ((DocumentNode.Mapping) inline.get())
                    .entries()
                    .forEach((name, node) ->
                            EntityReader.read(name, node, faults).ifPresent(found::add));
            return found;
        }
        boolean one = fields.has("entity");
        if (one == fields.has("entities")) {
            faults.add(
                    fields.node(),
                    one ? "both 'entity' and 'entities'" : "'entity' is missing",
                    "add entity: NAME, of entities.yaml");
        }
        List<String> names = one ? fields.text("entity").map(List::of).orElse(List.of()) : fields.texts("entities");
        Map<String, String> keys = new LinkedHashMap<>();
        for (String name : names) {
            Entity entity = entities.get(name);
            if (entity == null) {
                faults.add(
                        fields.place(one ? "entity" : "entities"),
                        "there is no entity '%s'".formatted(name),
                        SpellingSuggestion.nearest(name, entities.keySet())
                                .map("did you mean '%s'?"::formatted)
                                .orElse("add it to entities.yaml"));
                continue;
            }
            found.add(entity);
            entity.joinKeys().keySet().forEach(key -> {
                String other = keys.putIfAbsent(key, name);
                if (other != null) {
                    faults.add(
                            fields.place("entities"),
                            "'%s' and '%s' both have the join key '%s'".formatted(other, name, key),
                            "give them different keys, or name one entity");
                }
            });
        }
        return found;
    }

    private FeatureView window(FieldReader fields, Head head) {
        if (fields.has("ttl")) {
            faults.add(fields.place("ttl"), "a ttl on a window view: windows end by themselves", "remove it");
            fields.allow(List.of("ttl"));
        }
        Duration grain = span(fields, "grain").orElse(Duration.ofSeconds(1));
        List<WindowFeature> features = new ArrayList<>();
        Set<String> taken = keys(head.keyed());
        for (DocumentNode node : fields.items("window")) {
            FieldReader.of(node, faults)
                    .flatMap(inner -> new WindowReader(faults).read(inner))
                    .ifPresent(feature -> {
                        unique(feature.name(), taken, node);
                        stateColumn(feature.name(), taken, node);
                        features.add(feature);
                    });
        }
        WindowView view = head.window(grain, features, "", "");
        long tile = view.tile().toSeconds();
        if (tile > 0 && tile % grain.toSeconds() != 0) {
            faults.add(
                    fields.place("grain"),
                    "grain %s does not divide the tile of %s (the hops' common divisor)"
                            .formatted(DurationText.text(grain), DurationText.text(view.tile())),
                    "use a grain that does, such as 1s");
        }
        return head.window(grain, features, DefinitionJson.version(view), DefinitionJson.of(view));
    }

    private FeatureView latest(FieldReader fields, Head head) {
        if (fields.has("grain")) {
            faults.add(fields.place("grain"), "a grain on a latest view, which has no tiles", "remove it");
            fields.allow(List.of("grain"));
        }
        Optional<Duration> ttl = span(fields, "ttl");
        List<LatestFeature> features = new ArrayList<>();
        Set<String> taken = keys(head.keyed());
        for (DocumentNode node : fields.items("latest")) {
            latestFeature(node).ifPresent(feature -> {
                unique(feature.name(), taken, node);
                features.add(feature);
            });
        }
        LatestView view = head.latest(ttl, features, "", "");
        return head.latest(ttl, features, DefinitionJson.version(view), DefinitionJson.of(view));
    }

    private Optional<LatestFeature> latestFeature(DocumentNode node) {
        if (node instanceof DocumentNode.Scalar scalar && !scalar.isNull()) {
            ReservedNames.checkFeature(scalar.text(), node, faults);
            return Optional.of(new LatestFeature(scalar.text(), scalar.text(), Optional.empty(), Optional.empty()));
        }
        return FieldReader.of(node, faults).flatMap(fields -> {
            Optional<String> name = fields.required("name", "name the feature");
            name.ifPresent(text -> ReservedNames.checkFeature(text, fields.place("name"), faults));
            Optional<String> of = fields.text("of").or(() -> name);
            FeatureTypeReader value = FeatureTypeReader.of(fields, faults);
            fields.text("description");
            fields.done();
            return name.map(text -> new LatestFeature(text, of.orElse(text), value.type(), value.fallback()));
        });
    }

    private Optional<Duration> span(FieldReader fields, String key) {
        return DurationFields.read(fields, key, faults);
    }

    private static Set<String> keys(List<Entity> keyed) {
        Set<String> keys = new HashSet<>();
        keyed.forEach(entity -> entity.joinKeys().keySet().forEach(key -> keys.add("key " + key)));
        return keys;
    }

    /** Feature tables have a column {@code state_<feature>}. */
    private void stateColumn(String feature, Set<String> taken, DocumentNode node) {
        if (taken.contains("key state_" + feature)) {
            faults.add(
                    node,
                    "the feature '%s' has the column state_%s in feature tables, which is a join key"
                            .formatted(feature, feature),
                    "rename it");
        }
    }

    private void unique(String feature, Set<String> taken, DocumentNode node) {
        if (taken.contains("key " + feature)) {
            faults.add(node, "the feature '%s' is named like a join key".formatted(feature), "rename it");
        }
        if (!taken.add(feature)) {
            faults.add(node, "duplicate feature '%s'".formatted(feature), "rename one of them");
        }
    }

    /** What views of all kinds have. */
    private record Head(
            ViewName name, Optional<String> description, List<Entity> keyed, Source source, Map<String, String> tags) {

        WindowView window(Duration grain, List<WindowFeature> features, String version, String json) {
            return new WindowView(name, description, keyed, source, grain, features, tags, version, json);
        }

        LatestView latest(Optional<Duration> ttl, List<LatestFeature> features, String version, String json) {
            return new LatestView(name, description, keyed, source, ttl, features, tags, version, json);
        }
    }
}
