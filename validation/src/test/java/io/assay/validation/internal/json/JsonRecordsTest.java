package io.assay.validation.internal.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.assay.validation.internal.text.Encoding;
import io.assay.validation.internal.text.RecordBuffer;
import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class JsonRecordsTest {
    private static List<String> records(String text) throws IOException {
        return records(text, 1 << 20);
    }

    private static List<String> records(String text, int longest) throws IOException {
        InputStream slow = new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)) {
            @Override
            public synchronized int read(byte[] target, int offset, int length) {
                return super.read(target, offset, Math.min(length, 1));
            }
        };
        List<String> found = new ArrayList<>();
        try (JsonRecords records = new JsonRecords(new RecordBuffer(slow, Encoding.utf8(), 0, 0, longest))) {
            while (records.next()) {
                String why = records.why() == null ? "" : "!" + records.why() + ":";
                found.add(records.position() + why + new String(records.raw(), StandardCharsets.UTF_8).strip());
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
    }

    @Test
    void aRecordMayBeginWithAnyByte() throws IOException {
        assertThat(records("{\"a\":1}\n\uFEFF{\"a\":2}\n\u20ac\n{\"a\":3}"))
                .containsExactly("0{\"a\":1}", "8\uFEFF{\"a\":2}", "19\u20ac", "23{\"a\":3}");
        assertThat(records("[{\"a\":1}, é, {\"a\":2}]")).containsExactly("1{\"a\":1}", "10é", "14{\"a\":2}");
    }

    @Test
    void anArrayThatEndsBetweenItemsFailsAndInsideAnItemIsABrokenItem() throws IOException {
        assertThatThrownBy(() -> records("[{\"a\":1}")).isInstanceOf(EOFException.class);
        for (String text : List.of("[{\"a\":1},", "[{\"a\":1}\n", "[", "[ ")) {
            assertThatThrownBy(() -> records(text))
                    .as(text)
                    .isInstanceOf(EOFException.class)
                    .hasMessage("its array is never closed");
        }
        assertThat(records("[{\"a\":1}, {\"a\":")).containsExactly("1{\"a\":1}", "10{\"a\":");
    }

    @Test
    void itemsThatAreMissingAndTextBehindTheArrayAreBrokenRecords() throws IOException {
        assertThat(records("[1,,2,]\nx")).containsExactly("11", "3", "42", "6", "8x");
        assertThat(records("[,1]")).containsExactly("1", "21");
    }

    @Test
    void aStrayQuoteInAnArrayCostsItsLine() throws IOException {
        assertThat(records("[\n{\"a\":\"x},\n{\"a\":2},\n{\"a\":3}\n]"))
                .containsExactly("2{\"a\":\"x},", "12{\"a\":2}", "21{\"a\":3}");
    }

    @Test
    void aRecordThatIsTooLongIsOneFault() throws IOException {
        String is = " bytes, which is more than the 10 that a record may have; its rest is not kept:";
        assertThat(records("1\n" + "x".repeat(30) + "\n2\n", 10))
                .containsExactly("01", "2!a line of 31" + is + "x".repeat(10), "33" + "2");
        assertThat(records("[1,\"" + "x,".repeat(15) + "\",2]", 10))
                .containsExactly("11", "3!an item of 32" + is + "\"x,x,x,x,x", "36" + "2");
    }
}
