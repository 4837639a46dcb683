package io.assay.validation.internal.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class JsonRecordsTest {
    private static List<String> records(String text) throws IOException {
        List<String> found = new ArrayList<>();
        try (JsonRecords records =
                new JsonRecords(new RecordBuffer(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8))))) {
            while (records.next()) {
                found.add(records.position()
                        + new String(records.bytes(), records.offset(), records.length(), StandardCharsets.UTF_8)
                                .strip());
            }
        }
        return found;
    }

    @Test
    void linesAreRecordsAndBlankOnesAreNot() throws IOException {
        assertThat(records("{\"a\":1}\n\n  {\"a\":\n{\"a\":2}"))
                .containsExactly("0{\"a\":1}", "11{\"a\":", "17{\"a\":2}");
    }

    @Test
    void itemsOfAnArrayAreRecordsWhateverTheyHold() throws IOException {
        assertThat(records(" [\n {\"a\":[1,2],\"b\":\"],\\\"\"} , {\"a\": }, 5\n]\n"))
                .containsExactly("4{\"a\":[1,2],\"b\":\"],\\\"\"}", "29{\"a\": }", "38" + "5");
        assertThat(records("[]")).isEmpty();
        assertThat(records("")).isEmpty();
        assertThat(records("[{\"a\":1}")).containsExactly("1{\"a\":1}");
    }
}
