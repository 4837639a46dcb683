package io.assay.online.codec;

import io.assay.aggregation.codec.ByteWriter;
import io.assay.aggregation.value.KeyValue;
import io.assay.definition.feature.FeatureType;
import io.assay.definition.feature.FeatureType.Scalar;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A key as bytes: its parts one after the other, each in its entity's type, so that equal keys have equal bytes. No two
 * different keys share bytes.
 */
public final class KeyCodec {
    private final List<String> names;
    private final Scalar[] types;

    public KeyCodec(Map<String, FeatureType> joinKeys) {
        this.names = List.copyOf(joinKeys.keySet());
        this.types = joinKeys.values().stream().map(FeatureType::scalar).toArray(Scalar[]::new);
    }

    /** Names of the parts, in order. */
    public List<String> names() {
        return names;
    }

    /**
     * The key's bytes.
     *
     * @param key parts in their own types: as {@link KeyValue} reads them, or as tables hold them
     * @return null if a part is null
     */
    public byte @Nullable [] encode(@Nullable Object[] key) {
        if (key.length != types.length) {
            throw new IllegalArgumentException("a key of %d parts was expected: %s".formatted(types.length, names));
        }
        ByteWriter out = new ByteWriter(32);
        for (int i = 0; i < types.length; i++) {
            Object part = key[i];
            if (part == null) {
                return null;
            }
            write(out, part, i);
        }
        return out.bytes();
    }

    private void write(ByteWriter out, Object part, int i) {
        switch (types[i]) {
            case STRING -> out.text(as(String.class, part, i));
            case LONG, INT, TIMESTAMP ->
                out.fixed(
                        part instanceof Integer small
                                ? small.longValue()
                                : as(Long.class, part, i).longValue());
            case DOUBLE, FLOAT -> {
                double real = part instanceof Float small ? small.doubleValue() : as(Double.class, part, i);
                out.fixed(Double.doubleToLongBits(real + 0.0)); // -0.0 and 0.0 are one key
            }
            case BOOLEAN -> out.raw(as(Boolean.class, part, i) ? 1 : 0);
            case BYTES -> out.block(as(byte[].class, part, i));
            case DECIMAL ->
                throw new IllegalArgumentException("join key %s cannot be a decimal".formatted(names.get(i)));
        }
    }

    private <T> T as(Class<T> type, Object part, int i) {
        if (!type.isInstance(part)) {
            throw new IllegalArgumentException("join key %s: %s '%s' is not a %s; read it with KeyValue first"
                    .formatted(
                            names.get(i),
                            part.getClass().getSimpleName(),
                            part,
                            FeatureType.of(types[i]).word()));
        }
        return type.cast(part);
    }
}
