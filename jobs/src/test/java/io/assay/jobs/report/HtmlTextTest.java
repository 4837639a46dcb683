package io.assay.jobs.report;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class HtmlTextTest {
    @Test
    void aBrowserNeitherRunsNorObeysAValue() {
        assertThat(HtmlText.text("<b>\"a\"&\u001b[31m\u202e\n\t"))
                .isEqualTo("&lt;b&gt;&quot;a&quot;&amp;\\u001b[31m\\u202e\n\t");
    }
}
