package io.assay.online.codec;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import io.assay.aggregation.time.Micros;
import io.assay.definition.feature.FeatureType;
import io.assay.definition.feature.FeatureType.Scalar;
import io.assay.definition.feature.FeatureType.Shape;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Values as JSON, the way Feast prints them: integers as numbers, floats widened to double, decimals with all their
 * digits, bytes as base64, timestamps as seconds since the epoch; NaN and infinities, which JSON cannot express, as
 * null.
 */
public final class FeastJson {
    private static final byte[] NULL = ascii("null");

    private FeastJson() {}

    /** A value in the feature's type, or null. */
    public static byte[] of(@Nullable Object value, FeatureType type) {
        if (value == null) {
            return NULL;
        }
        if (type.shape() == Shape.LIST) {
            StringBuilder list = new StringBuilder("[");
            for (Object item : (List<?>) value) {
                list.append(list.length() > 1 ? "," : "").append(item == null ? "null" : text(item, type.scalar()));
            }
            return list.append(']').toString().getBytes(StandardCharsets.UTF_8);
        }
        return text(value, type.scalar()).getBytes(StandardCharsets.UTF_8);
    }

    private static String text(Object value, Scalar type) {
        return switch (type) {
            case BOOLEAN, INT, LONG -> value.toString();
            case FLOAT, DOUBLE -> real(((Number) value).doubleValue());
            case DECIMAL -> ((BigDecimal) value).toPlainString();
            case TIMESTAMP -> Long.toString(Math.floorDiv((Long) value, 1_000_000L));
            case BYTES -> '"' + Base64.getEncoder().encodeToString((byte[]) value) + '"';
            case STRING -> quoted((String) value);
        };
    }

    private static String real(double value) {
        return Double.isFinite(value) ? Double.toString(value) : "null";
    }

    private static String quoted(String text) {
        StringBuilder out = new StringBuilder(text.length() + 2).append('"');
        JsonStringEncoder.getInstance().quoteAsString(text, out);
        return out.append('"').toString();
    }

    /** An instant of ISO-8601 in quotes, with at most six digits behind the point. */
    public static byte[] instant(long micros) {
        return ascii('"' + Micros.instant(micros).toString() + '"');
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
