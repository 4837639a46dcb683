package io.assay.jobs.quarantine;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.junit.jupiter.api.Test;

class RawRecordTest {
    private static ObjectNode row(byte[] raw) {
        ObjectNode row = JsonNodeFactory.instance.objectNode();
        row.put("raw", Base64.getMimeEncoder().encodeToString(raw));
        RawRecord.readable(row);
        return row;
    }

    @Test
    void bytesThatAreTextAreShownAsText() {
        ObjectNode row = row("5,1\u001b[2J é".getBytes(StandardCharsets.UTF_8));
        assertThat(row.path("raw").asText()).isEqualTo("5,1\u001b[2J é");
        assertThat(RawRecord.text(row)).isEqualTo("raw 5,1\\u001b[2J é");
        assertThat(RawRecord.text(row("x".repeat(2000).getBytes(StandardCharsets.UTF_8))))
                .hasSize(1001)
                .endsWith("x…");
    }

    @Test
    void otherBytesAreBase64() {
        ObjectNode row = row(new byte[] {'K', (byte) 0xF6, 'l', 'n'});
        assertThat(row.has("raw")).isFalse();
        assertThat(RawRecord.text(row)).isEqualTo("raw (Base64) S/Zsbg==");
    }
}
