package io.assay.validation.internal.csv;

import io.assay.validation.source.UnreadableSourceException;
import java.io.Serializable;
import java.nio.charset.Charset;
import java.util.Map;
import java.util.Set;

/**
 * How a CSV is written: RFC 4180 unless options change it.
 *
 * @param escape the byte that makes the next one literal inside quotes; the quote itself means doubled quotes
 * @param comment lines that begin with it are not rows; 0 if there are none
 */
public record CsvDialect(byte delimiter, byte quote, byte escape, byte comment, boolean header, String encoding)
        implements Serializable {
    private static final long serialVersionUID = 1;
    private static final Set<String> KNOWN =
            Set.of("delimiter", "sep", "quote", "escape", "comment", "header", "encoding", "charset");

    /** From the options of a contract's server or of a command. */
    public static CsvDialect of(Map<String, String> options) {
        for (String name : options.keySet()) {
            if (!KNOWN.contains(name)) {
                throw new UnreadableSourceException(
                        "option '%s' of a CSV source".formatted(name),
                        "there is no such option",
                        "use delimiter, quote, escape, comment, header or encoding");
            }
        }
        byte quote = single(options, "quote", "\"");
        return new CsvDialect(
                options.containsKey("sep") ? single(options, "sep", ",") : single(options, "delimiter", ","),
                quote,
                options.containsKey("escape") ? single(options, "escape", "\"") : quote,
                options.containsKey("comment") ? single(options, "comment", "#") : 0,
                !"false".equalsIgnoreCase(options.getOrDefault("header", "true")),
                encoding(options.getOrDefault("encoding", options.getOrDefault("charset", "UTF-8"))));
    }

    CsvDialect withEncoding(String name) {
        return new CsvDialect(delimiter, quote, escape, comment, header, name);
    }

    CsvDialect withoutComments() {
        return new CsvDialect(delimiter, quote, escape, (byte) 0, header, encoding);
    }

    private static byte single(Map<String, String> options, String name, String otherwise) {
        String text = options.getOrDefault(name, otherwise);
        String character = text.equals("\\t") ? "\t" : text;
        if (character.length() != 1 || character.charAt(0) > 127) {
            throw new UnreadableSourceException(
                    "option '%s' of a CSV source".formatted(name),
                    "'%s' is not one ASCII character".formatted(text),
                    "give a single character, such as ; or \\t");
        }
        return (byte) character.charAt(0);
    }

    private static String encoding(String name) {
        try {
            return Charset.forName(name).name();
        } catch (IllegalArgumentException e) {
            throw new UnreadableSourceException(
                    "option 'encoding' of a CSV source",
                    "'%s' is not an encoding that this Java has".formatted(name),
                    "give a name such as UTF-8, ISO-8859-1 or UTF-16LE",
                    e);
        }
    }
}
