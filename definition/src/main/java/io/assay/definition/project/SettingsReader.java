package io.assay.definition.project;

import io.assay.definition.DurationText;
import io.assay.definition.Name;
import io.assay.definition.internal.document.DocumentNode;
import io.assay.definition.internal.document.FaultCollector;
import io.assay.definition.internal.document.FieldReader;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads {@code assay.yaml}: fills in variables, merges an environment's file, makes paths absolute. */
final class SettingsReader {
    private static final Pattern VARIABLE = Pattern.compile("\\$\\{([A-Za-z_][A-Za-z0-9_]*)(?::-([^}]*))?}");
    private static final Pattern SCHEME = Pattern.compile("[a-zA-Z][a-zA-Z0-9+.-]+:.*");
    private static final List<String> CATALOGS = List.of("jdbc", "rest", "hive", "hadoop");
    private final Path folder;
    private final Map<String, String> variables;
    private final FaultCollector faults;

    SettingsReader(Path folder, Map<String, String> variables, FaultCollector faults) {
        this.folder = folder;
        this.variables = variables;
        this.faults = faults;
    }

    Optional<Settings> read(DocumentNode root) {
        return FieldReader.of(filled(root), faults).map(this::settings);
    }

    private Settings settings(FieldReader fields) {
        Optional<String> format = fields.required("assay", "add assay: 1, the version of this file's format");
        format.filter(text -> !text.equals("1"))
                .ifPresent(text -> faults.add(
                        fields.place("assay"),
                        "the format '%s' is not in this version".formatted(text),
                        "write assay: 1"));
        Optional<String> project = fields.required("project", "name the project");
        project.filter(name -> !Name.fits(name))
                .ifPresent(name -> faults.add(
                        fields.place("project"),
                        "'%s' is not a name".formatted(name),
                        "use lower case letters, digits and _, a letter first"));
        String warehouse = absolute(fields.text("warehouse").orElse("warehouse"));
        Settings.CatalogSettings catalog = fields.fields("catalog")
                .map(this::catalog)
                .orElse(new Settings.CatalogSettings("jdbc", Optional.empty(), Optional.empty(), Map.of()));
        Settings.Online online =
                fields.fields("online").map(this::online).orElse(new Settings.Online("embedded", Optional.empty()));
        Optional<Settings.LineageSettings> lineage = fields.fields("lineage").flatMap(this::lineage);
        Settings.KeptFor retention =
                fields.fields("retention").map(this::retention).orElse(Settings.KeptFor.DEFAULT);
        Map<String, String> spark = fields.pairs("spark");
        fields.text("description");
        fields.done();
        return new Settings(project.orElse("?"), warehouse, catalog, online, lineage, retention, spark);
    }

    private Settings.CatalogSettings catalog(FieldReader fields) {
        String type = fields.text("type").orElse("jdbc");
        if (!CATALOGS.contains(type)) {
            faults.add(
                    fields.place("type"),
                    "'%s' is not a catalog".formatted(type),
                    "use " + String.join(", ", CATALOGS));
        }
        Optional<String> uri = fields.text("uri");
        if (uri.isEmpty() && (type.equals("rest") || type.equals("hive"))) {
            faults.add(fields.node(), "a %s catalog without 'uri'".formatted(type), "add uri: of the catalog's server");
        }
        Optional<String> namespace = fields.text("namespace");
        Map<String, String> properties = new LinkedHashMap<>(fields.pairs("properties"));
        for (String secret : List.of("user", "password")) {
            fields.text(secret).ifPresent(text -> properties.put("jdbc." + secret, text));
        }
        fields.done();
        return new Settings.CatalogSettings(type, uri, namespace, properties);
    }

    private Settings.Online online(FieldReader fields) {
        String store = fields.text("store").orElse("embedded");
        if (store.equals("redis")) {
            faults.add(fields.place("store"), "the redis store is not in this version", "use store: embedded");
        } else if (!store.equals("embedded")) {
            faults.add(fields.place("store"), "'%s' is not a store".formatted(store), "use store: embedded");
        }
        fields.text("url");
        Optional<String> path = fields.text("path").map(this::absolute);
        fields.done();
        return new Settings.Online(store, path);
    }

    private Optional<Settings.LineageSettings> lineage(FieldReader fields) {
        Optional<String> url = fields.required("url", "give the endpoint, such as http://localhost:5000");
        url.filter(text -> !text.startsWith("http://") && !text.startsWith("https://"))
                .ifPresent(text -> faults.add(
                        fields.place("url"), "'%s' is not an HTTP endpoint".formatted(text), "write http://HOST:PORT"));
        Optional<String> namespace = fields.text("namespace");
        fields.done();
        return url.map(text -> new Settings.LineageSettings(text, namespace));
    }

    private Settings.KeptFor retention(FieldReader fields) {
        Settings.KeptFor kept =
                new Settings.KeptFor(span(fields, "snapshots"), span(fields, "held"), span(fields, "quarantine"));
        fields.done();
        return kept;
    }

    private Optional<Duration> span(FieldReader fields, String key) {
        Optional<String> text = fields.text(key);
        Optional<Duration> span = text.flatMap(DurationText::parse);
        if (text.isPresent() && span.isEmpty()) {
            faults.add(
                    fields.place(key),
                    "'%s' is not a span".formatted(text.get()),
                    "write a number and s, m, h or d, such as 7d");
        }
        return span;
    }

    /** A path below the project's folder, unless it is absolute or a URI. */
    private String absolute(String path) {
        return SCHEME.matcher(path).matches()
                ? path
                : folder.toAbsolutePath().resolve(path).normalize().toString();
    }

    /** Merges the keys of {@code over} over those of {@code under}, mapping by mapping. */
    static DocumentNode merged(DocumentNode under, DocumentNode over) {
        if (!(under instanceof DocumentNode.Mapping below) || !(over instanceof DocumentNode.Mapping above)) {
            return over;
        }
        Map<String, DocumentNode> entries = new LinkedHashMap<>(below.entries());
        Map<String, Integer> lines = new LinkedHashMap<>(below.lines());
        above.entries().forEach((key, node) -> {
            DocumentNode other = entries.get(key);
            entries.put(key, other == null ? node : merged(other, node));
        });
        lines.putAll(above.lines());
        return new DocumentNode.Mapping(above.line(), above.at(), entries, lines);
    }

    private DocumentNode filled(DocumentNode node) {
        if (node instanceof DocumentNode.Mapping mapping) {
            Map<String, DocumentNode> entries = new LinkedHashMap<>();
            mapping.entries().forEach((key, value) -> entries.put(key, filled(value)));
            return new DocumentNode.Mapping(mapping.line(), mapping.at(), entries, mapping.lines());
        }
        if (node instanceof DocumentNode.Items list) {
            List<DocumentNode> items = new ArrayList<>();
            list.items().forEach(item -> items.add(filled(item)));
            return new DocumentNode.Items(list.line(), list.at(), items);
        }
        DocumentNode.Scalar scalar = (DocumentNode.Scalar) node;
        return new DocumentNode.Scalar(scalar.line(), scalar.at(), filled(scalar), scalar.kind());
    }

    private String filled(DocumentNode.Scalar scalar) {
        Matcher matcher = VARIABLE.matcher(scalar.text());
        StringBuilder out = new StringBuilder();
        while (matcher.find()) {
            String value = variables.get(matcher.group(1));
            if (value == null || (value.isEmpty() && matcher.group(2) != null)) {
                value = matcher.group(2);
            }
            if (value == null) {
                faults.add(
                        scalar,
                        "the variable %s is not set".formatted(matcher.group(1)),
                        "set it, or give a default: ${%s:-...}".formatted(matcher.group(1)));
                value = "";
            }
            matcher.appendReplacement(out, Matcher.quoteReplacement(value));
        }
        return matcher.appendTail(out).toString();
    }
}
