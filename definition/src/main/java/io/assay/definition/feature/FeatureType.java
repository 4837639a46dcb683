package io.assay.definition.feature;

import io.assay.definition.InvalidDefinitionException;
import java.io.Serializable;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Type of a join key or of a feature's value: a scalar, or a list of scalars. Written {@code long},
 * {@code decimal(10,2)} or {@code list<long>}.
 *
 * @param precision digits of a decimal, 1 to 38; 0 for other types
 * @param scale of these, how many are behind the point
 */
public record FeatureType(Scalar scalar, Shape shape, int precision, int scale) implements Serializable {
    private static final int MOST_DIGITS = 38;
    private static final Pattern DECIMAL = Pattern.compile("decimal\\((\\d{1,2}), ?(\\d{1,2})\\)");

    public enum Scalar {
        BOOLEAN,
        INT,
        LONG,
        FLOAT,
        DOUBLE,
        DECIMAL,
        STRING,
        BYTES,
        TIMESTAMP
    }

    public enum Shape {
        ONE,
        LIST
    }

    public FeatureType {
        boolean fits = scalar == Scalar.DECIMAL
                ? precision >= 1 && precision <= MOST_DIGITS && scale >= 0 && scale <= precision
                : precision == 0 && scale == 0;
        if (!fits) {
            throw new InvalidDefinitionException(
                    "type",
                    "%s cannot have %d digits, %d of them behind the point"
                            .formatted(scalar.name().toLowerCase(Locale.ROOT), precision, scale),
                    "use decimal(PRECISION,SCALE) with a precision from 1 to 38 and a scale from 0 to the precision");
        }
    }

    /** A scalar type other than a decimal. */
    public static FeatureType of(Scalar scalar) {
        return new FeatureType(scalar, Shape.ONE, 0, 0);
    }

    public static FeatureType decimal(int precision, int scale) {
        return new FeatureType(Scalar.DECIMAL, Shape.ONE, precision, scale);
    }

    /** The list of a scalar type. */
    public static FeatureType listOf(FeatureType item) {
        return new FeatureType(item.scalar, Shape.LIST, item.precision, item.scale);
    }

    public static FeatureType listOf(Scalar scalar) {
        return listOf(of(scalar));
    }

    /** Type of a list's items; of a scalar itself. */
    public FeatureType item() {
        return new FeatureType(scalar, Shape.ONE, precision, scale);
    }

    /** Reads the word a definition uses. */
    public static FeatureType parse(String text) {
        boolean list = text.startsWith("list<") && text.endsWith(">");
        String word = list ? text.substring(5, text.length() - 1) : text;
        FeatureType type = scalar(word, text);
        return list ? listOf(type) : type;
    }

    private static FeatureType scalar(String word, String text) {
        Matcher decimal = DECIMAL.matcher(word);
        if (decimal.matches()) {
            return decimal(Integer.parseInt(decimal.group(1)), Integer.parseInt(decimal.group(2)));
        }
        for (Scalar scalar : Scalar.values()) {
            if (scalar != Scalar.DECIMAL
                    && scalar.name().toLowerCase(Locale.ROOT).equals(word)) {
                return of(scalar);
            }
        }
        throw new InvalidDefinitionException(
                "type",
                "'%s' is not a feature type".formatted(text),
                "use boolean, int, long, float, double, decimal(10,2), string, bytes, timestamp or list<one of them>");
    }

    /** The word a definition uses. */
    public String word() {
        String name = scalar.name().toLowerCase(Locale.ROOT);
        String word = scalar == Scalar.DECIMAL ? String.format(Locale.ROOT, "%s(%d,%d)", name, precision, scale) : name;
        return shape == Shape.LIST ? "list<" + word + ">" : word;
    }
}
