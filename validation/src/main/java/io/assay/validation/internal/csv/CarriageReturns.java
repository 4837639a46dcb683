package io.assay.validation.internal.csv;

import io.assay.validation.internal.text.TextStreams;
import io.assay.validation.source.SourceFile;
import io.assay.validation.source.UnreadableSourceException;
import java.io.IOException;
import org.apache.hadoop.conf.Configuration;

/**
 * Refuses a CSV whose lines end in a carriage return alone, as old programs for the Mac write them: all of it would be
 * its header. A carriage return in quotes, or in a line that ends in a line feed, is a character like any other.
 */
final class CarriageReturns {
    private CarriageReturns() {}

    /** @throws UnreadableSourceException if the first record is the whole text, and has line ends of that kind */
    static void check(SourceFile file, CsvTokenizer first, CsvDialect dialect) {
        boolean unreadable = first.why() != null && dialect.header();
        if ((unreadable || first.endsWithoutLineFeed()) && outsideQuotes(first.decoded(), dialect)) {
            throw new UnreadableSourceException(
                    file.path(),
                    "its lines end in a carriage return alone (CR), so that all of it is one line",
                    "write line feeds: tr '\\r' '\\n' < FILE > NEW; or quote the field that has the carriage return");
        }
    }

    /** The same for a file in which nothing but comments was found: the first of them may be all of its lines. */
    static void checkComments(SourceFile file, CsvDialect dialect, Configuration hadoop) throws IOException {
        if (dialect.comment() != 0) {
            CsvDialect plain = dialect.withoutComments();
            try (CsvTokenizer tokens =
                    new CsvTokenizer(TextStreams.open(file.path(), plain.encoding(), hadoop), plain, 0)) {
                while (tokens.next()) {
                    if (tokens.endsWithoutLineFeed()) {
                        check(file, tokens, plain);
                    }
                }
            }
        }
    }

    private static boolean outsideQuotes(byte[] record, CsvDialect dialect) {
        boolean quoted = false;
        boolean fieldBegins = true;
        for (int i = 0; i < record.length; i++) {
            byte c = record[i];
            byte next = i + 1 < record.length ? record[i + 1] : 0;
            if (!quoted && c == '\r') {
                return true;
            }
            if (quoted && c == dialect.escape() && (next == dialect.quote() || next == c)) {
                i++;
            } else if (quoted || fieldBegins) {
                quoted = quoted != (c == dialect.quote());
            }
            fieldBegins = c == dialect.delimiter() && !quoted;
        }
        return false;
    }
}
