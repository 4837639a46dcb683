package io.assay.aggregation.time;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;

final class IsoInstantTest {
    @Test
    void formsOfAnInstant() {
        for (String text : new String[] {
            "2024-05-01T10:00:00Z",
            "2024-05-01T10:00",
            "2024-05-01 10:00:00",
            "2024-05-01t10:00:00.000z",
            "2024-05-01 12:00:00+02:00",
            "2024-05-01T12:00:00.000000999+0200",
            "2024-05-01T00:00:00-10"
        }) {
            assertThat(IsoInstant.micros(text)).as(text).isEqualTo(Micros.of(Instant.parse("2024-05-01T10:00:00Z")));
        }
        assertThat(IsoInstant.micros("1899-12-31")).isEqualTo(Micros.of(Instant.parse("1899-12-31T00:00:00Z")));
        assertThat(IsoInstant.micros("0001-01-01T00:00:00.5Z"))
                .isEqualTo(Micros.of(Instant.parse("0001-01-01T00:00:00.5Z")));
        assertThat(IsoInstant.micros("9999-12-31T23:59:59.999999Z"))
                .isEqualTo(Micros.of(Instant.parse("9999-12-31T23:59:59.999999Z")));
    }

    @Test
    void whatIsNotOneIsNotGuessed() {
        for (String text : new String[] {
            "2024",
            "202403",
            "2024-03",
            "20240310",
            "10:30",
            "T10:30",
            "now",
            "today",
            "1710066600",
            "2024-02-30",
            "",
            "2024-05-01T24:00:00Z",
            "2024-05-01T10",
            "2024-05-01T10:00:60Z",
            "2024-05-01T10:00:00+19:00",
            "2024-05-01T10:00:00 Europe/Berlin",
            "2024-5-1",
            " 2024-05-01",
            "2024-05-01T10:00:00.Z",
            "+2024-05-01",
            "0000-12-31",
            "0001-01-01T00:00:00+14:00",
            "9999-12-31T23:59:59-12:00"
        }) {
            assertThat(IsoInstant.micros(text)).as(text).isNull();
        }
    }
}
