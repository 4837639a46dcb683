package io.assay.validation.internal.csv;

import static org.assertj.core.api.Assertions.assertThat;

import io.assay.validation.internal.text.Encoding;
import io.assay.validation.internal.text.RecordBuffer;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class CsvTokenizerTest {
    private static List<String> records(String text, Map<String, String> options) throws IOException {
        return records(text, CsvDialect.of(options), 0, 1, 1 << 20); // every place where a buffer can end is tried
    }

    private static List<String> records(String text, CsvDialect dialect, int expected, int chunk, int longest)
            throws IOException {
        InputStream slow = new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)) {
            @Override
            public synchronized int read(byte[] target, int offset, int length) {
                return super.read(target, offset, Math.min(length, chunk));
            }
        };
        List<String> records = new ArrayList<>();
        RecordBuffer in = new RecordBuffer(slow, Encoding.utf8(), 0, 0, longest);
        try (CsvTokenizer tokens = new CsvTokenizer(in, dialect, expected)) {
            while (tokens.next()) {
                List<String> fields = new ArrayList<>();
                for (int i = 0; tokens.why() == null && i < tokens.fields(); i++) {
                    fields.add(tokens.text(i));
                }
                String why = tokens.why() == null
                        ? ""
                        : "!" + tokens.why() + ":" + new String(tokens.raw(), StandardCharsets.UTF_8);
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
    void reasonsHaveAsciiDigitsInEveryLocale() throws IOException {
        Locale before = Locale.getDefault();
        Locale.setDefault(Locale.forLanguageTag("ar-SA-u-nu-arab"));
        try {
            assertThat(records("1\n", CsvDialect.of(Map.of()), 2, 9, 1 << 20))
                    .containsExactly("0!1 fields where the header has 2:1");
        } finally {
            Locale.setDefault(before);
        }
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
    void aStrayQuoteCostsItsOwnLineHoweverFarTheNextQuoteIs() throws IOException {
        CsvDialect dialect = CsvDialect.of(Map.of());
        assertThat(records("1,\"a\n2,b\n3,c\n4,\"d, e\"\n5,f\n", dialect, 2, 1, 1 << 20))
                .as("text follows the quote that closes it")
                .containsExactly(
                        "0!text after the closing quote of field 2:1,\"a",
                        "5" + "2|b",
                        "9" + "3|c",
                        "13" + "4|d, e",
                        "22" + "5|f");
        assertThat(records("1,\"a\n2,b\n4,\", e\"\n5,f\n", dialect, 2, 1, 1 << 20))
                .as("the quote that closes it is before a delimiter: too many fields")
                .containsExactly("0!3 fields where the header has 2:1,\"a", "5" + "2|b", "9" + "4|, e", "17" + "5|f");
        assertThat(records("1,\"two\nlines\",x\n2,b\n", dialect, 2, 1, 1 << 20))
                .as("a record of two lines with a field too many, whose second line is not a record")
                .containsExactly("0!3 fields where the header has 2:1,\"two\nlines\",x", "16" + "2|b");
    }

    @Test
    void aRecordThatIsTooLongIsOneFaultWhoseBeginIsKept() throws IOException {
        CsvDialect dialect = CsvDialect.of(Map.of());
        String line = "x".repeat(30);
        assertThat(records("a\n" + line + "\nb\n", dialect, 1, 1, 10))
                .containsExactly(
                        "0a",
                        "2!a line of 31 bytes, which is more than the 10 that a record may have; its rest is not kept:"
                                + "x".repeat(10),
                        "33b");
        assertThat(records("\"a\nb\nc\nd\ne\nf\ng\"\nh\n", dialect, 1, 1, 10).get(0))
                .isEqualTo("0!a record longer than 10 bytes:\"a");
    }

    @Test
    void whereTheBufferEndsMakesNoDifference() throws IOException {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        String[] pieces = {
            "a", "bc", ",", "\"", "\"\"", "\n", "\r\n", "\r", "\\", "\\\"", "#", "\n#", "é", ",\"", "\",", "\"\n"
        };
        for (int round = 0; round < 3000; round++) {
            StringBuilder text = new StringBuilder();
            for (int i = random.nextInt(40); i >= 0; i--) {
                text.append(pieces[random.nextInt(pieces.length)]);
            }
            CsvDialect dialect =
                    CsvDialect.of(random.nextBoolean() ? Map.of() : Map.of("escape", "\\", "comment", "#"));
            int expected = random.nextInt(4);
            int longest = random.nextBoolean() ? 1 << 20 : 5 + random.nextInt(20);
            List<String> atOnce = records(text.toString(), dialect, expected, 1 << 20, longest);
            for (int chunk : new int[] {1, 2, 3, 7}) {
                assertThat(records(text.toString(), dialect, expected, chunk, longest))
                        .as("seed %d, chunks of %d, records of at most %d: %s", seed, chunk, longest, text)
                        .isEqualTo(atOnce);
            }
        }
    }

    @Test
    void delimiterQuoteEscapeAndCommentCanBeSet() throws IOException {
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
