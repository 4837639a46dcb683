package io.assay.definition.internal.document;

import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;
import org.snakeyaml.engine.v2.schema.CoreSchema;

/**
 * Reads YAML 1.2: duplicate keys in a mapping are faults, dates stay strings, malformed YAML is one fault with its
 * line.
 */
public final class Yaml {
    private static final int MAX_NODES = 200_000;
    private final FaultCollector faults;
    private final Set<Node> open = Collections.newSetFromMap(new IdentityHashMap<>());
    private int nodes;

    private Yaml(FaultCollector faults) {
        this.faults = faults;
    }

    /** The documents of a file, in order, empty ones left out; fewer than there are if the file is malformed. */
    public static List<DocumentNode> read(String text, FaultCollector faults) {
        LoadSettings settings = LoadSettings.builder()
                .setSchema(new CoreSchema())
                .setLabel(faults.path())
                .setAllowNonScalarKeys(true) // else it is a fault without a line
                .build();
        List<DocumentNode> documents = new ArrayList<>();
        try {
            for (Node root : new Compose(settings).composeAllFromString(text)) {
                DocumentNode node = new Yaml(faults).node(root, "");
                if (!node.isNull()) {
                    documents.add(node);
                }
            }
        } catch (MarkedYamlEngineException e) {
            int line = e.getProblemMark().map(Mark::getLine).orElse(-1) + 1;
            String context = e.getContext() == null ? "" : e.getContext() + ": ";
            faults.add(line, "document", "malformed YAML: " + context + e.getProblem(), fixOf(e.getProblem()));
        } catch (StackOverflowError e) {
            faults.add(0, "document", "lists and mappings are nested too deeply", "flatten them");
        } catch (YamlEngineException e) {
            String first = String.valueOf(e.getMessage()).lines().findFirst().orElse("");
            faults.add(0, "document", "malformed YAML: " + first, "fix the YAML");
        }
        return documents;
    }

    private static String fixOf(String problem) {
        if (problem.contains("mapping values are not allowed")) {
            return "indent the key by its siblings, or quote a text that contains ': '";
        }
        if (problem.contains("'\\t'") || problem.contains("cannot start any token")) {
            return "indent with spaces, and quote a text that begins with such a character";
        }
        return "fix the YAML at or just above this line";
    }

    private DocumentNode node(Node node, String at) {
        int line = node.getStartMark().map(Mark::getLine).orElse(-1) + 1;
        if (++nodes > MAX_NODES || !open.add(node)) {
            if (nodes == MAX_NODES + 1) { // once
                faults.add(
                        line, at, "aliases expand to more than %d nodes".formatted(MAX_NODES), "write the values out");
            } else if (nodes <= MAX_NODES) {
                faults.add(line, at, "an alias contains itself", "write the value out");
            }
            return new DocumentNode.Scalar(line, at, "", DocumentNode.Kind.NULL);
        }
        DocumentNode converted;
        if (node instanceof MappingNode mapping) {
            converted = mapping(mapping, line, at);
        } else if (node instanceof SequenceNode sequence) {
            List<DocumentNode> items = new ArrayList<>();
            for (Node item : sequence.getValue()) {
                items.add(node(item, at + "[" + items.size() + "]"));
            }
            converted = new DocumentNode.Items(line, at, items);
        } else {
            ScalarNode scalar = (ScalarNode) node;
            if (scalar.getValue().codePoints().anyMatch(Yaml::half)) {
                faults.add(
                        line, at, "a text has half of a surrogate pair", "write both halves, or the character itself");
            }
            converted = new DocumentNode.Scalar(line, at, scalar.getValue(), kind(scalar.getTag()));
        }
        open.remove(node);
        return converted;
    }

    private static boolean half(int codePoint) {
        return codePoint >= Character.MIN_SURROGATE && codePoint <= Character.MAX_SURROGATE;
    }

    private DocumentNode mapping(MappingNode mapping, int line, String at) {
        Map<String, DocumentNode> entries = new LinkedHashMap<>();
        Map<String, Integer> lines = new LinkedHashMap<>();
        for (NodeTuple tuple : mapping.getValue()) {
            int keyLine = tuple.getKeyNode().getStartMark().map(Mark::getLine).orElse(-1) + 1;
            if (!(tuple.getKeyNode() instanceof ScalarNode scalar)) {
                faults.add(keyLine, at, "a key is not a text", "write keys as plain texts");
                continue;
            }
            String key = scalar.getValue();
            DocumentNode value = node(tuple.getValueNode(), DocumentNode.below(at, key));
            if (entries.putIfAbsent(key, value) != null) {
                faults.add(
                        keyLine,
                        DocumentNode.below(at, key),
                        "duplicate key '%s'; first on line %d".formatted(key, lines.get(key)),
                        "keep one of them");
            } else {
                lines.put(key, keyLine);
            }
        }
        return new DocumentNode.Mapping(line, at, entries, lines);
    }

    private static DocumentNode.Kind kind(Tag tag) {
        if (tag.equals(Tag.INT)) {
            return DocumentNode.Kind.INTEGER;
        }
        if (tag.equals(Tag.FLOAT)) {
            return DocumentNode.Kind.FRACTION;
        }
        if (tag.equals(Tag.BOOL)) {
            return DocumentNode.Kind.BOOLEAN;
        }
        return tag.equals(Tag.NULL) ? DocumentNode.Kind.NULL : DocumentNode.Kind.TEXT;
    }
}
