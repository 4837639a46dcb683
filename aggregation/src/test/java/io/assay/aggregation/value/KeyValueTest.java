package io.assay.aggregation.value;

import static org.assertj.core.api.Assertions.assertThat;

import io.assay.definition.feature.FeatureType;
import io.assay.definition.feature.FeatureType.Scalar;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class KeyValueTest {
    private static @Nullable Object key(Object part, Scalar type) {
        return KeyValue.read(part, FeatureType.of(type));
    }

    @Test
    void whatIsNotOfTheEntitysTypeIsNoOtherKey() {
        for (Object part : new Object[] {
            1.9,
            true,
            "abc",
            "",
            "1.9",
            "0x1",
            "1e400",
            "1e0",
            "5.",
            Double.NaN,
            "9223372036854775808",
            new BigDecimal("1.00001")
        }) {
            assertThat(key(part, Scalar.LONG)).as(part.toString()).isNull();
        }
        assertThat(key(2_147_483_648L, Scalar.INT)).isNull();
        assertThat(key("maybe", Scalar.BOOLEAN)).isNull();
        assertThat(key(2L, Scalar.BOOLEAN)).isNull();
        assertThat(key("10:30", Scalar.TIMESTAMP)).isNull();
        assertThat(key(true, Scalar.TIMESTAMP)).isNull();
        assertThat(key(0.5, Scalar.STRING)).isNull();
        assertThat(key(0x1p60, Scalar.LONG))
                .as("more than a double can distinguish")
                .isNull();
    }

    @Test
    void oneKeyMayBeWrittenInSeveralWays() {
        for (Object part : new Object[] {1L, 1, 1.0, 1f, "1", " 1", "1.0", "01", new BigDecimal("1.00")}) {
            assertThat(key(part, Scalar.LONG)).as(part.toString()).isEqualTo(1L);
        }
        assertThat(key("-9223372036854775808", Scalar.LONG)).isEqualTo(Long.MIN_VALUE);
        assertThat(key("2024-05-01T10:00:00Z", Scalar.TIMESTAMP)).isEqualTo(1_714_557_600_000_000L);
        assertThat(key(1_714_557_600L, Scalar.TIMESTAMP)).isEqualTo(1_714_557_600_000_000L);
        assertThat(key("True", Scalar.BOOLEAN)).isEqualTo(true);
        assertThat(key(12L, Scalar.STRING)).isEqualTo("12");
        assertThat(key("", Scalar.STRING)).isEqualTo("");
    }
}
