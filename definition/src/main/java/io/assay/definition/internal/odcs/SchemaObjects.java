package io.assay.definition.internal.odcs;

import io.assay.definition.contract.DatasetName;
import io.assay.definition.internal.document.DocumentNode;
import io.assay.definition.internal.sql.SqlTables;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Every schema object of a project (or of one file), so that references can be followed before all is read. */
public final class SchemaObjects implements SqlTables {
    private final Map<String, Entry> entries = new LinkedHashMap<>();
    private final Scope scope;
    private boolean unread;

    /** Whether what is not registered can still exist elsewhere. */
    public enum Scope {
        PROJECT,
        ONE_FILE
    }

    /** One schema object: its dataset's name, and its properties by name and id. */
    record Entry(DatasetName name, Map<String, String> properties) {}

    public SchemaObjects(Scope scope) {
        this.scope = scope;
    }

    /** Some contract cannot be read at all, so what is not registered may stand there. */
    public void unread() {
        unread = true;
    }

    boolean incomplete() {
        return unread;
    }

    Scope scope() {
        return scope;
    }

    /** Adds the schema objects of one file; malformed ones are reported by the reader. */
    public void add(DocumentNode root) {
        for (DocumentNode object : children(root, "schema")) {
            child(object, "name").ifPresent(name -> {
                Map<String, String> properties = new LinkedHashMap<>();
                properties(object, "", "", properties);
                Entry entry = new Entry(new DatasetName(fold(name)), properties);
                entries.putIfAbsent(name, entry);
                entries.putIfAbsent(fold(name), entry);
                child(object, "id").ifPresent(id -> entries.putIfAbsent("#" + id, entry));
                child(object, "physicalName").ifPresent(physical -> entries.putIfAbsent(physical, entry));
            });
        }
    }

    private static void properties(DocumentNode owner, String path, String idPath, Map<String, String> found) {
        for (DocumentNode property : children(owner, "properties")) {
            child(property, "name").ifPresent(name -> {
                String full = path + name;
                found.put(full, full);
                String id = child(property, "id").orElse(name);
                found.putIfAbsent("#" + idPath + id, full);
                properties(property, full + ".", idPath + id + "/properties/", found);
            });
        }
    }

    @Override
    public Optional<List<String>> dataset(String name) {
        return entries.values().stream()
                .filter(entry -> entry.name().value().equalsIgnoreCase(name))
                .findFirst()
                .map(entry -> entry.properties().keySet().stream()
                        .filter(property -> !property.startsWith("#") && !property.contains("."))
                        .toList());
    }

    @Override
    public List<String> names() {
        return entries.values().stream()
                .map(entry -> entry.name().value())
                .distinct()
                .toList();
    }

    @Override
    public boolean open() {
        return scope == Scope.ONE_FILE || unread;
    }

    Optional<Entry> byName(String name) {
        return Optional.ofNullable(entries.get(name));
    }

    Optional<Entry> byId(String id) {
        return Optional.ofNullable(entries.get("#" + id)).or(() -> byName(id));
    }

    /** A name in our form: lower case, all else {@code _}, a letter first. */
    static String fold(String name) {
        String folded = name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9_]+", "_");
        return folded.isEmpty() || !Character.isLetter(folded.charAt(0)) ? "d_" + folded : folded;
    }

    private static List<DocumentNode> children(DocumentNode node, String key) {
        if (node instanceof DocumentNode.Mapping mapping
                && mapping.entries().get(key) instanceof DocumentNode.Items list) {
            return list.items();
        }
        return new ArrayList<>();
    }

    private static Optional<String> child(DocumentNode node, String key) {
        if (node instanceof DocumentNode.Mapping mapping
                && mapping.entries().get(key) instanceof DocumentNode.Scalar scalar
                && !scalar.isNull()) {
            return Optional.of(scalar.text());
        }
        return Optional.empty();
    }
}
