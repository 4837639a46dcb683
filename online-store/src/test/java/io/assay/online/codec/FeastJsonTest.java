package io.assay.online.codec;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.assay.definition.feature.FeatureType;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class FeastJsonTest {
    private static String json(@Nullable Object value, String type) {
        return new String(FeastJson.of(value, FeatureType.parse(type)), StandardCharsets.UTF_8);
    }

    @Test
    void valuesArePrintedAsFeastPrintsThem() {
        assertThat(json(Long.MAX_VALUE, "long")).isEqualTo("9223372036854775807");
        assertThat(json(7, "int")).isEqualTo("7");
        assertThat(json(0.8724707f, "float")).isEqualTo("0.8724706768989563");
        assertThat(json(1.5, "double")).isEqualTo("1.5");
        assertThat(json(Double.NaN, "double")).isEqualTo("null");
        assertThat(json(Double.NEGATIVE_INFINITY, "double")).isEqualTo("null");
        assertThat(json(new BigDecimal("12345678901234567890123456.0123456789"), "decimal(38,10)"))
                .isEqualTo("12345678901234567890123456.0123456789");
        assertThat(json(new BigDecimal("0E-10"), "decimal(38,10)")).isEqualTo("0.0000000000");
        assertThat(json(true, "boolean")).isEqualTo("true");
        assertThat(json(new byte[] {1, 2, (byte) 255}, "bytes")).isEqualTo("\"AQL/\"");
        assertThat(json(-1L, "timestamp")).isEqualTo("-1");
        assertThat(json(1_500_000L, "timestamp")).isEqualTo("1");
        assertThat(json(Arrays.asList(1L, null, 2L), "list<long>")).isEqualTo("[1,null,2]");
        assertThat(json(List.of("a", "b"), "list<string>")).isEqualTo("[\"a\",\"b\"]");
        assertThat(json(null, "string")).isEqualTo("null");
    }

    @Property
    void textsComeBackFromJson(@ForAll String text) throws JsonProcessingException {
        assertThat(new ObjectMapper().readValue(json(text, "string"), String.class))
                .isEqualTo(text);
    }

    @Test
    void instantsHaveAtMostSixDigitsBehindThePoint() {
        assertThat(new String(FeastJson.instant(1), StandardCharsets.UTF_8))
                .isEqualTo("\"1970-01-01T00:00:00.000001Z\"");
        assertThat(new String(FeastJson.instant(0), StandardCharsets.UTF_8)).isEqualTo("\"1970-01-01T00:00:00Z\"");
    }
}
