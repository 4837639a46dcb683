package io.assay.validation.internal.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class CsvTokenizerTest {
    private static List<String> records(String text, Map<String, String> options) throws IOException {
        // one byte at a time: every place where a record can be cut is tried
        InputStream slow = new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)) {
            @Override
            public synchronized int read(byte[] target, int offset, int length) {
                return super.read(target, offset, Math.min(length, 1));
            }
        };
        List<String> records = new ArrayList<>();
        try (CsvTokenizer tokens = new CsvTokenizer(new RecordBuffer(slow), CsvDialect.of(options))) {
            while (tokens.next()) {
                List<String> fields = new ArrayList<>();
                for (int i = 0; i < tokens.fields(); i++) {
                    fields.add(tokens.text(i));
                }
                String why = tokens.why() == null
                        ? ""
                        : "!" + tokens.why() + ":" + new String(tokens.line(), StandardCharsets.UTF_8);
                records.add(tokens.position() + (why.isEmpty() ? String.join("|", fields) : why));
            }
        }
        return records;
    }

    private static List<String> records(String text) throws IOException {
        return records(text, Map.of());
    }

    @Test
    void quotesHoldDelimitersLineEndsAndDoubledQuotes() throws IOException {
        assertThat(records("a,\"b,\"\"c\"\"\nd\",e\n1,,\"\"\n")).containsExactly("0a|b,\"c\"\nd|e", "16" + "1||");
    }

    @Test
    void lineEndsOfAllSystemsAndEmptyLinesAreSeen() throws IOException {
        assertThat(records("a,b\r\n\r\n\n1,2\n\n3,\"4\"\r\n5,6"))
                .containsExactly("0a|b", "8" + "1|2", "13" + "3|4", "20" + "5|6");
    }

    @Test
    void aQuoteInsideAFieldIsText() throws IOException {
        assertThat(records("5\" pipe,x\n")).containsExactly("05\" pipe|x");
    }

    @Test
    void aRecordThatCannotBeSplitIsOneFaultAndTheRestGoesOn() throws IOException {
        assertThat(records("a,\"b\"x,c\nd,e\nf,\"g\nh,i\nj,k"))
                .containsExactly(
                        "0!text after the closing quote of field 2:a,\"b\"x,c",
                        "9d|e",
                        "13!the quote of field 2 is never closed:f,\"g",
                        "18h|i",
                        "22j|k");
    }

    @Test
    void delimiterQuoteEscapeAndCommentCanBeSaid() throws IOException {
        assertThat(records("#no\na;'b\\';c'\n", Map.of("delimiter", ";", "quote", "'", "escape", "\\", "comment", "#")))
                .containsExactly("4a|b';c");
    }

    @Test
    void whatIsWrittenIsReadBack() throws IOException {
        Random random = new Random(7);
        String alphabet = "ab,\"\n\r é\u20ac😀";
        for (int round = 0; round < 200; round++) {
            StringBuilder text = new StringBuilder();
            List<String> expected = new ArrayList<>();
            for (int row = 0; row < 5; row++) {
                List<String> fields = new ArrayList<>();
                List<String> written = new ArrayList<>();
                for (int field = 0; field < 3; field++) {
                    StringBuilder value = new StringBuilder();
                    for (int i = random.nextInt(6); i > 0; i--) {
                        int at = alphabet.offsetByCodePoints(
                                0, random.nextInt(alphabet.codePointCount(0, alphabet.length())));
                        value.appendCodePoint(alphabet.codePointAt(at));
                    }
                    fields.add(value.toString());
                    written.add('"' + value.toString().replace("\"", "\"\"") + '"');
                }
                expected.add(text.toString().getBytes(StandardCharsets.UTF_8).length + String.join("|", fields));
                text.append(String.join(",", written)).append(random.nextBoolean() ? "\n" : "\r\n");
            }
            assertThat(records(text.toString())).isEqualTo(expected);
        }
    }
}
