package io.assay.validation.internal.csv;

import io.assay.validation.internal.text.TextStreams;
import io.assay.validation.source.SourceFile;
import io.assay.validation.source.UnreadableSourceException;
import java.io.EOFException;
import java.io.IOException;
import org.apache.hadoop.conf.Configuration;

/**
 * The first record of a CSV.
 *
 * @param fields its texts; none if the file is empty
 * @param textBegin where the file's text begins, if it can be read from any byte on; negative if not
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record CsvHeader(String[] fields, int textBegin) {
    /** @throws UnreadableSourceException if the file cannot be opened, or its first record cannot be read */
    static CsvHeader of(SourceFile file, CsvDialect dialect, Configuration hadoop) {
        try (CsvTokenizer tokens =
                new CsvTokenizer(TextStreams.open(file.path(), dialect.encoding(), hadoop), dialect, 0)) {
            if (!tokens.next()) {
                return new CsvHeader(new String[0], tokens.textBegin());
            }
            String why = tokens.why();
            if (why != null && dialect.header()) {
                throw new UnreadableSourceException(
                        file.path(),
                        "its header cannot be read: " + why,
                        "fix the first line, or say how the file is written: encoding, quote, escape");
            }
            String[] names = new String[tokens.fields()];
            for (int i = 0; i < names.length; i++) {
                names[i] = tokens.text(i);
            }
            return new CsvHeader(names, tokens.textBegin());
        } catch (EOFException e) {
            if (file.bytes() == 0) { // with the ending of a compressed one
                return new CsvHeader(new String[0], -1);
            }
            throw unreadable(file, e);
        } catch (IOException e) {
            throw unreadable(file, e);
        }
    }

    private static UnreadableSourceException unreadable(SourceFile file, IOException cause) {
        return new UnreadableSourceException(
                file.path(),
                "cannot be read: " + cause.getMessage(),
                "check that it exists, is complete, and that its ending names its format",
                cause);
    }
}
