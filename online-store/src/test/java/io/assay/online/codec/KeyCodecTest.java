package io.assay.online.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.assay.aggregation.value.KeyValue;
import io.assay.definition.feature.FeatureType;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class KeyCodecTest {
    private static byte @Nullable [] key(String type, @Nullable Object part) {
        return stored(type, part == null ? null : read(type, part));
    }

    private static @Nullable Object read(String type, Object value) {
        return KeyValue.read(value, FeatureType.parse(type));
    }

    private static byte @Nullable [] stored(String type, @Nullable Object part) {
        return new KeyCodec(Map.of("k", FeatureType.parse(type))).encode(new Object[] {part});
    }

    @Test
    void oneValueWrittenInSeveralWaysIsOneKey() {
        assertThat(key("long", "1001")).isEqualTo(key("long", 1001)).isEqualTo(key("long", 1001L));
        assertThat(key("long", 1001.0)).isEqualTo(key("long", " 1001 ")).isEqualTo(key("long", "1001.0"));
        assertThat(key("string", 1001)).isEqualTo(key("string", "1001"));
        assertThat(key("string", " a ")).isNotEqualTo(key("string", "a"));
        assertThat(key("double", -0.0)).isEqualTo(key("double", 0L)).isEqualTo(key("double", "0"));
        assertThat(key("float", 0.1)).isEqualTo(key("float", "0.1"));
        assertThat(key("boolean", "TRUE")).isEqualTo(key("boolean", true));
        assertThat(key("timestamp", "1970-01-01T00:00:01.5Z")).isEqualTo(key("timestamp", 1.5));
    }

    @Test
    void whatIsNotExactlyOfTheTypeHasNoReading() {
        assertThat(Stream.of("abc", "1.9", "5.", 1.9, 0x1p60, true, "", "1e3", "9223372036854775808")
                        .map(value -> read("long", value)))
                .containsOnlyNulls();
        assertThat(read("int", 2147483648L)).isNull();
        assertThat(Stream.of("x", "NaN", "1e999", Double.POSITIVE_INFINITY, true)
                        .map(value -> read("double", value)))
                .containsOnlyNulls();
        assertThat(Stream.of("maybe", "yes", 1L).map(value -> read("boolean", value)))
                .containsOnlyNulls();
        assertThat(Stream.of("yesterday", "1970-01-01T00:00:00", "1970-01-01T00:00:00.0000001Z", true, 1e-7)
                        .map(value -> read("timestamp", value)))
                .containsOnlyNulls();
        assertThat(Stream.of("%", 1L).map(value -> read("bytes", value))).containsOnlyNulls();
        assertThat(Stream.of(1.5, true).map(value -> read("string", value))).containsOnlyNulls();
        assertThat(key("string", null)).isNull();
    }

    @Test
    void timesOfAnyYearAreRead() {
        assertThat(read("timestamp", "0001-01-01T00:00:00Z")).isEqualTo(-62_135_596_800_000_000L);
        assertThat(read("timestamp", "9999-12-31T23:59:59.999999Z")).isEqualTo(253_402_300_799_999_999L);
    }

    @Test
    void aValueThatWasNotReadIsAFaultOfTheCaller() {
        KeyCodec codec = new KeyCodec(Map.of("k", FeatureType.parse("long")));
        assertThatThrownBy(() -> codec.encode(new Object[] {"1"}))
                .hasMessage("join key k: String '1' is not a long; read it with KeyValue first");
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
    void aStoredValueIsTheKeyItsTextIs() {
        assertThat(stored("timestamp", 1_500_000L)).isEqualTo(key("timestamp", "1970-01-01T00:00:01.5Z"));
        assertThat(stored("int", 7)).isEqualTo(key("int", "7"));
        assertThat(stored("float", 0.1f)).isEqualTo(key("float", 0.1));
        assertThat(stored("bytes", new byte[] {1, 2, (byte) 255})).isEqualTo(key("bytes", "AQL/"));
    }
}
