package io.assay.jobs.quarantine;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** What could not be read as a row, as people read it: text where its bytes are UTF-8, else Base64. */
final class RawRecord {
    private static final String RAW = "raw";
    static final String RAW_BASE64 = "raw_base64";
    /** Of a longer one the beginning is printed. */
    private static final int PRINTED = 1000;

    private RawRecord() {}

    /** In: {@code raw} in Base64. Out: {@code raw} as text, or {@code raw_base64} if it is not text. */
    static void readable(ObjectNode row) {
        if (!row.hasNonNull(RAW)) {
            return;
        }
        String base64 = row.path(RAW).asText().replaceAll("\\s", "");
        try {
            row.put(
                    RAW,
                    StandardCharsets.UTF_8
                            .newDecoder()
                            .decode(ByteBuffer.wrap(Base64.getDecoder().decode(base64)))
                            .toString());
        } catch (CharacterCodingException e) {
            row.remove(RAW);
            row.put(RAW_BASE64, base64);
        }
    }

    /** One line; control characters are escaped. */
    static String text(JsonNode row) {
        String found = row.hasNonNull(RAW)
                ? "raw " + row.path(RAW).asText()
                : "raw (Base64) " + row.path(RAW_BASE64).asText();
        StringBuilder text = new StringBuilder();
        found.codePoints().limit(PRINTED).forEach(character -> {
            if (Character.isISOControl(character)) {
                text.append("\\u%04x".formatted(character));
            } else {
                text.appendCodePoint(character);
            }
        });
        return found.codePointCount(0, found.length()) > PRINTED ? text + "…" : text.toString();
    }
}
