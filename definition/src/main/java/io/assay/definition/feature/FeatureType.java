package io.assay.definition.feature;

import io.assay.definition.InvalidDefinitionException;
import java.io.Serializable;
import java.util.Locale;

/**
 * Type of a join key or of a feature's value: a scalar, or a list of scalars. Written {@code long} or
 * {@code list<long>}.
 */
public record FeatureType(Scalar scalar, Shape shape) implements Serializable {
    public enum Scalar {
        BOOLEAN,
        INT,
        LONG,
        FLOAT,
        DOUBLE,
        STRING,
        BYTES,
        TIMESTAMP
    }

    public enum Shape {
        ONE,
        LIST
    }

    public static FeatureType of(Scalar scalar) {
        return new FeatureType(scalar, Shape.ONE);
    }

    public static FeatureType listOf(Scalar scalar) {
        return new FeatureType(scalar, Shape.LIST);
    }

    /** Reads the word a definition uses. */
    public static FeatureType parse(String text) {
        boolean list = text.startsWith("list<") && text.endsWith(">");
        String word = list ? text.substring(5, text.length() - 1) : text;
        for (Scalar scalar : Scalar.values()) {
            if (scalar.name().toLowerCase(Locale.ROOT).equals(word)) {
                return new FeatureType(scalar, list ? Shape.LIST : Shape.ONE);
            }
        }
        throw new InvalidDefinitionException(
                "type",
                "'%s' is not a feature type".formatted(text),
                "use boolean, int, long, float, double, string, bytes, timestamp or list<one of them>");
    }

    /** The word a definition uses. */
    public String word() {
        String word = scalar.name().toLowerCase(Locale.ROOT);
        return shape == Shape.LIST ? "list<" + word + ">" : word;
    }
}
