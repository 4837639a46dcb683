package io.assay.online.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.assay.definition.feature.FeatureType;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class KeyCodecTest {
    private static byte @Nullable [] key(String type, @Nullable Object part) {
        return new KeyCodec(Map.of("k", FeatureType.parse(type))).encode(new Object[] {part});
    }

    @Test
    void oneValueWrittenInSeveralWaysIsOneKey() {
        assertThat(key("long", "1001")).isEqualTo(key("long", 1001)).isEqualTo(key("long", 1001L));
        assertThat(key("long", 1001.0)).isEqualTo(key("long", " 1001 ")).isEqualTo(key("long", "1001.9"));
        assertThat(key("string", 1001)).isEqualTo(key("string", "1001"));
        assertThat(key("double", -0.0)).isEqualTo(key("double", 0)).isEqualTo(key("double", "0"));
        assertThat(key("boolean", "TRUE")).isEqualTo(key("boolean", true));
        assertThat(key("timestamp", "1970-01-01T00:00:01.5Z")).isEqualTo(key("timestamp", 1.5));
        assertThat(key("bytes", "AQL/")).isEqualTo(key("bytes", new byte[] {1, 2, (byte) 255}));
    }

    @Test
    void whatCannotBeCastIsNull() {
        assertThat(key("long", "abc")).isNull();
        assertThat(key("long", "1e400000000")).isNull();
        assertThat(key("long", "9223372036854775808")).isNull();
        assertThat(key("int", 2147483648L)).isNull();
        assertThat(key("double", "x")).isNull();
        assertThat(key("boolean", "maybe")).isNull();
        assertThat(key("timestamp", "yesterday")).isNull();
        assertThat(key("bytes", "%")).isNull();
        assertThat(key("string", null)).isNull();
    }

    @Test
    void keysOfTwoPartsDoNotRunTogether() {
        Map<String, FeatureType> types = new LinkedHashMap<>();
        types.put("a", FeatureType.parse("string"));
        types.put("b", FeatureType.parse("string"));
        KeyCodec codec = new KeyCodec(types);
        assertThat(codec.encode(new Object[] {"1", "23"})).isNotEqualTo(codec.encode(new Object[] {"12", "3"}));
        assertThat(codec.names()).containsExactly("a", "b");
        assertThatThrownBy(() -> codec.encode(new Object[] {"1"})).hasMessage("a key of 2 parts was expected: [a, b]");
    }

    @Test
    void aStoredTimestampIsTheKeyItsTextIs() {
        KeyCodec codec = new KeyCodec(Map.of("k", FeatureType.parse("timestamp")));
        assertThat(codec.encodeStored(new Object[] {1_500_000L})).isEqualTo(key("timestamp", "1970-01-01T00:00:01.5Z"));
    }
}
