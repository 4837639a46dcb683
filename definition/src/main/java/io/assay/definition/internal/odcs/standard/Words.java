package io.assay.definition.internal.odcs.standard;

import io.assay.definition.internal.document.SpellingSuggestion;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** What messages call a key's value, and the word of the standard that a word of another system means. */
final class Words {
    private static final Map<String, String> TYPES = Map.ofEntries(
            Map.entry("int", "integer"),
            Map.entry("bigint", "integer"),
            Map.entry("long", "integer"),
            Map.entry("short", "integer"),
            Map.entry("smallint", "integer"),
            Map.entry("tinyint", "integer"),
            Map.entry("float", "number"),
            Map.entry("double", "number"),
            Map.entry("decimal", "number"),
            Map.entry("numeric", "number"),
            Map.entry("text", "string"),
            Map.entry("varchar", "string"),
            Map.entry("char", "string"),
            Map.entry("uuid", "string"),
            Map.entry("datetime", "timestamp"),
            Map.entry("bool", "boolean"),
            Map.entry("struct", "object"),
            Map.entry("record", "object"),
            Map.entry("list", "array"));

    private Words() {}

    /** The noun of a value, as in {@code 'x' is not a type of server}. */
    static String noun(String element, String key) {
        if (!key.equals("type")) {
            return key;
        }
        return switch (element) {
            case "server" -> "type of server";
            case "quality" -> "type of rule";
            default -> "type of relationship";
        };
    }

    /** The word that is meant, if that is clear. */
    static Optional<String> meant(String word, List<String> words) {
        String lower = word.toLowerCase(Locale.ROOT);
        return Optional.ofNullable(TYPES.get(lower))
                .filter(words::contains)
                .or(() -> SpellingSuggestion.nearest(word, words));
    }
}
