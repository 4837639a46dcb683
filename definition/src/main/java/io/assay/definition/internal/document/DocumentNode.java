package io.assay.definition.internal.document;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A node of a document: its position and its content. */
public sealed interface DocumentNode {
    /** Counted from 1; 0 where there is no file. */
    int line();

    /** Place from the document's root: {@code schema[0].properties[2].name}; empty for the root. */
    String at();

    /** The noun of messages, such as {@code "a list"}. */
    String noun();

    default boolean isNull() {
        return this instanceof Scalar scalar && scalar.kind() == Kind.NULL;
    }

    /** Kinds of a scalar under YAML 1.2's core schema; dates are texts. */
    enum Kind {
        TEXT,
        INTEGER,
        FRACTION,
        BOOLEAN,
        NULL
    }

    /** A scalar; {@code text} is as written. */
    record Scalar(int line, String at, String text, Kind kind) implements DocumentNode {
        @Override
        public String noun() {
            return switch (kind) {
                case TEXT -> "the text '%s'".formatted(text);
                case INTEGER, FRACTION -> "the number " + text;
                case BOOLEAN -> text;
                case NULL -> "empty";
            };
        }
    }

    record Items(int line, String at, List<DocumentNode> items) implements DocumentNode {
        public Items {
            items = List.copyOf(items);
        }

        @Override
        public String noun() {
            return "a list";
        }
    }

    /** A mapping; {@code lines} are those of the keys. */
    record Mapping(int line, String at, Map<String, DocumentNode> entries, Map<String, Integer> lines)
            implements DocumentNode {
        public Mapping {
            entries = Collections.unmodifiableMap(new LinkedHashMap<>(entries));
            lines = Map.copyOf(lines);
        }

        @Override
        public String noun() {
            return "a mapping";
        }
    }

    /** Place of {@code key} in a mapping at {@code at}. */
    static String below(String at, String key) {
        return at.isEmpty() ? key : at + "." + key;
    }
}
