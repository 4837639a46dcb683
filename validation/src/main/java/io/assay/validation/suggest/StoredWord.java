package io.assay.validation.suggest;

import java.util.Optional;

/** The types of stored columns, by the words of SQL. */
final class StoredWord {
    private StoredWord() {}

    /** The contract's type; empty if a contract has none like it. */
    static Optional<SuggestedType> of(String stored) {
        if (stored.startsWith("decimal(")) {
            return Optional.of(type(stored.endsWith(",0)") ? "integer" : "number", stored));
        }
        return Optional.ofNullable(
                switch (stored) {
                    case "string", "char", "varchar" -> type("string", "");
                    case "boolean" -> type("boolean", "");
                    case "tinyint", "smallint", "int" -> type("integer", stored);
                    case "bigint" -> type("integer", "");
                    case "float" -> type("number", "float");
                    case "double" -> type("number", "");
                    case "date" -> type("date", "");
                    case "timestamp", "timestamp_ntz" -> type("timestamp", "");
                    case "binary" -> type("string", "binary");
                    default -> null;
                });
    }

    private static SuggestedType type(String logical, String physical) {
        return new SuggestedType(logical, Optional.of(physical).filter(word -> !word.isEmpty()), Optional.empty(), "");
    }
}
