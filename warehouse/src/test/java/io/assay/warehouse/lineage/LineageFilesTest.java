package io.assay.warehouse.lineage;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Locale;
import java.util.UUID;
import org.junit.jupiter.api.Test;

final class LineageFilesTest {
    private static final Instant AT = Instant.parse("2020-12-28T19:51:01Z");

    @Test
    void anEventHasItsTimeRunAndStateInItsName() {
        String name = LineageFiles.name(AT, UUID.fromString("3bb703d1-09c1-4a42-8da5-35a0b3216072"), "OTHER");

        assertThat(name).isEqualTo("1609185061000-3bb703d1-09c1-4a42-8da5-35a0b3216072-OTHER.json");
        assertThat(LineageFiles.day(AT)).isEqualTo("2020-12-28");
        assertThat(LineageFiles.isEvent(name)).isTrue();
        assertThat(LineageFiles.isEvent("." + name)).isFalse();
        assertThat(LineageFiles.isEvent("_SUCCESS")).isFalse();
    }

    @Test
    void namesHaveAsciiDigitsInEveryLocale() {
        Locale before = Locale.getDefault();
        Locale.setDefault(Locale.forLanguageTag("ar-SA-u-nu-arab"));
        try {
            assertThat(LineageFiles.name(Instant.ofEpochMilli(12), new UUID(0, 1), "START"))
                    .isEqualTo("12-00000000-0000-0000-0000-000000000001-START.json");
        } finally {
            Locale.setDefault(before);
        }
    }
}
