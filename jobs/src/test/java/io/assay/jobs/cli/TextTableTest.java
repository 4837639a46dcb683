package io.assay.jobs.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TextTableTest {
    @Test
    void longCellsOfANarrowColumnAreCutByCharacters() {
        String text = TextTable.of("rule", "example")
                .narrow("example", 5)
                .row("a.maximum", "12345")
                .row("b.pattern", "🙂🙂🙂🙂🙂🙂")
                .row("c.pattern", "\u001b\u001b")
                .text();

        assertThat(text.lines())
                .containsExactly(
                        "rule       example",
                        "---------  -------",
                        "a.maximum  12345",
                        "b.pattern  🙂🙂🙂🙂…",
                        "c.pattern  \\u00…");
    }
}
