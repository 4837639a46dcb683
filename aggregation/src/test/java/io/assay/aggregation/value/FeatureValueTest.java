package io.assay.aggregation.value;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.assay.aggregation.value.FeatureValue.LongMeaning;
import io.assay.definition.InvalidDefinitionException;
import io.assay.definition.feature.Aggregate;
import io.assay.definition.feature.FeatureType;
import io.assay.definition.feature.FeatureType.Scalar;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class FeatureValueTest {
    private static @Nullable Object cast(Object value, String type) {
        return FeatureValue.cast(value, LongMeaning.NUMBER, FeatureType.parse(type));
    }

    @Test
    void anIntegerTypeHoldsIntegersWithinItsRangeAndNothingElse() {
        assertThat(cast(3_000_000_000L, "int")).isNull();
        assertThat(cast(4_294_967_296L, "int")).isNull();
        assertThat(cast(-2_147_483_648L, "int")).isEqualTo(Integer.MIN_VALUE);
        assertThat(cast(Double.NaN, "int")).isNull();
        assertThat(cast(3e9, "int")).isNull();
        assertThat(cast(7.0, "int")).isEqualTo(7);
        assertThat(cast(1.9, "int")).isNull();
        assertThat(cast(9.3e18, "long")).isNull();
        assertThat(cast(-0x1p63, "long")).isEqualTo(Long.MIN_VALUE);
        assertThat(cast(BigInteger.ONE.shiftLeft(63), "long")).isNull();
        assertThat(cast(new BigDecimal("5.00"), "long")).isEqualTo(5L);
        assertThat(cast(new BigDecimal("1e999999999"), "long")).isNull();
        assertThat(cast("12", "long")).isEqualTo(12L);
        assertThat(cast("12a", "long")).isNull();
        assertThat(cast(true, "int")).isEqualTo(1);
    }

    @Test
    void aDecimalIsExactOrNull() {
        String exact = "12345678901234567890123456.0123456789";
        assertThat(cast(new BigDecimal(exact), "decimal(38,10)")).isEqualTo(new BigDecimal(exact));
        assertThat(cast(new BigDecimal(exact), "decimal(35,10)")).isNull();
        assertThat(cast(new BigDecimal(exact), "decimal(38,9)")).isNull();
        assertThat(cast(new BigDecimal("1.50"), "decimal(2,1)")).isEqualTo(new BigDecimal("1.5"));
        assertThat(cast(new BigDecimal("0E-10"), "decimal(2,1)")).isEqualTo(new BigDecimal("0.0"));
        assertThat(cast(0.1, "decimal(2,1)")).isEqualTo(new BigDecimal("0.1"));
        assertThat(cast(Double.POSITIVE_INFINITY, "decimal(2,1)")).isNull();
        assertThat(cast(12L, "decimal(4,2)")).isEqualTo(new BigDecimal("12.00"));
        assertThat(cast(123L, "decimal(4,2)")).isNull();
        assertThat(cast(new BigDecimal("0E-10"), "string")).isEqualTo("0.0000000000");
    }

    @Test
    void aFloatIsRoundedButNeverInfinite() {
        assertThat(cast(0.1, "float")).isEqualTo(0.1f);
        assertThat(cast(1e300, "float")).isNull();
        assertThat(cast(Double.NEGATIVE_INFINITY, "float")).isEqualTo(Float.NEGATIVE_INFINITY);
        assertThat(cast(Double.NaN, "float")).isEqualTo(Float.NaN);
        assertThat(cast(Long.MAX_VALUE, "double")).isEqualTo(0x1p63);
    }

    @Test
    void aNumberAsATimestampIsSecondsAndATimestampAsANumberToo() {
        assertThat(cast(-62_135_596_800L, "timestamp")).isEqualTo(-62_135_596_800_000_000L);
        assertThat(cast(Long.MIN_VALUE, "timestamp")).isNull();
        assertThat(cast(1.5, "timestamp")).isEqualTo(1_500_000L);
        assertThat(cast("1899-12-31", "timestamp")).isEqualTo(-2_209_075_200_000_000L);
        assertThat(cast("2024-05-01T10:00:00+02:00", "timestamp")).isEqualTo(1_714_550_400_000_000L);
        assertThat(cast("10:30", "timestamp")).isNull();
        assertThat(cast("2024", "timestamp")).isNull();
        assertThat(cast("2024-02-30", "timestamp")).isNull();
        FeatureType type = FeatureType.of(Scalar.TIMESTAMP);
        assertThat(FeatureValue.cast(-1L, LongMeaning.TIMESTAMP, type)).isEqualTo(-1L);
        assertThat(FeatureValue.cast(-1L, LongMeaning.TIMESTAMP, FeatureType.of(Scalar.LONG)))
                .isEqualTo(-1L);
        assertThat(FeatureValue.cast(1_500_000L, LongMeaning.TIMESTAMP, FeatureType.of(Scalar.DOUBLE)))
                .isEqualTo(1.5);
        assertThat(FeatureValue.cast(0L, LongMeaning.TIMESTAMP, FeatureType.of(Scalar.STRING)))
                .isEqualTo("1970-01-01T00:00:00Z");
    }

    @Test
    void aSumOfDecimalsIsAWiderDecimal() {
        assertThat(sum("decimal(10,2)")).isEqualTo("decimal(20,2)");
        assertThat(sum("decimal(38,10)")).isEqualTo("decimal(38,10)");
        assertThat(sum("int")).isEqualTo("long");
        assertThat(sum("float")).isEqualTo("double");
        assertThat(FeatureValue.typeOf(Aggregate.MAX, Optional.of(FeatureType.decimal(5, 2))))
                .isEqualTo(FeatureType.decimal(5, 2));
        assertThat(FeatureValue.typeOf(Aggregate.MEAN, Optional.of(FeatureType.decimal(5, 2))))
                .isEqualTo(FeatureType.of(Scalar.DOUBLE));
    }

    private static String sum(String of) {
        return FeatureValue.typeOf(Aggregate.SUM, Optional.of(FeatureType.parse(of)))
                .word();
    }

    @Test
    void aDefaultIsOfTheFeaturesType() {
        assertThat(FeatureValue.parse("1.5", FeatureType.decimal(5, 2))).isEqualTo(new BigDecimal("1.50"));
        assertThatThrownBy(() -> FeatureValue.parse("1.555", FeatureType.decimal(5, 2)))
                .isInstanceOf(InvalidDefinitionException.class)
                .hasMessageContaining("'1.555' is not a valid decimal(5,2); give a value of the feature's type");
    }
}
