package io.assay.service.online;

import io.assay.definition.feature.FeatureType;
import io.assay.definition.feature.FeatureType.Scalar;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Writes a key back into the answer, as the type its entity gives it: {@code "1001"} of a long is {@code 1001}. */
final class KeyJson {
    private static final Pattern WHOLE = Pattern.compile("-?(0|[1-9]\\d{0,18})");

    private KeyJson() {}

    static void write(@Nullable Object value, FeatureType type, JsonBuffer out) {
        boolean whole = type.scalar() == Scalar.LONG || type.scalar() == Scalar.INT;
        if (value == null) {
            out.raw("null");
        } else if (value instanceof String text) {
            if (whole && WHOLE.matcher(text).matches()) {
                out.raw(text);
            } else {
                out.string(text);
            }
        } else if (type.scalar() == Scalar.STRING) {
            out.string(value.toString());
        } else {
            out.raw(value.toString());
        }
    }
}
