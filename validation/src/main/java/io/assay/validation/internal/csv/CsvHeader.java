package io.assay.validation.internal.csv;

import io.assay.validation.internal.json.RowPlan;
import io.assay.validation.internal.text.TextStreams;
import io.assay.validation.source.SourceFile;
import io.assay.validation.source.UnreadableSourceException;
import java.io.EOFException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.hadoop.conf.Configuration;

/**
 * The first record of a CSV.
 *
 * @param fields its texts; none if the file is empty
 * @param encoding of the file: the one of the options, or the one of its byte order mark
 * @param sample the texts of the records after it, a few of them
 * @param textBegin where the file's text begins, if it can be read from any byte on; negative if not
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record CsvHeader(String[] fields, String encoding, int textBegin, List<String[]> sample) {
    private static final int SAMPLE = 20;

    /** The file, its fields matched with the columns. */
    CsvFile file(SourceFile file, int number, RowPlan plan, CsvDialect dialect, int[] fieldOf) {
        CsvLayout layout = new CsvLayout(dialect.withEncoding(encoding), fields, fieldOf);
        return new CsvFile(file.path(), number, file.bytes(), plan, layout, textBegin);
    }

    /** With names for fields that have none: {@code _1}, {@code _2}, by their place. */
    CsvHeader named(boolean header) {
        String[] names = fields.clone();
        for (int i = 0; i < names.length; i++) {
            names[i] = header && !names[i].isEmpty() ? names[i] : "_" + (i + 1);
        }
        return new CsvHeader(names, encoding, textBegin, sample);
    }

    /** @throws UnreadableSourceException if the file cannot be opened, or its first record cannot be read */
    static CsvHeader of(SourceFile file, CsvDialect dialect, Configuration hadoop) {
        try (CsvTokenizer tokens =
                new CsvTokenizer(TextStreams.open(file.path(), dialect.encoding(), hadoop), dialect, 0)) {
            if (!tokens.next()) {
                CarriageReturns.checkComments(file, dialect, hadoop);
                return new CsvHeader(new String[0], dialect.encoding(), tokens.textBegin(), List.of());
            }
            CarriageReturns.check(file, tokens, dialect);
            String why = tokens.why();
            if (why != null && dialect.header()) {
                throw new UnreadableSourceException(
                        file.path(),
                        "its header cannot be read: " + why,
                        "fix the first line, or set how the file is written: encoding, quote, escape");
            }
            String[] names = texts(tokens);
            return new CsvHeader(names, tokens.encoding().name(), tokens.textBegin(), sample(tokens));
        } catch (EOFException e) {
            if (file.bytes() == 0) { // with the ending of a compressed one
                return new CsvHeader(new String[0], dialect.encoding(), -1, List.of());
            }
            throw UnreadableSourceException.of(file, e);
        } catch (IOException e) {
            throw UnreadableSourceException.of(file, e);
        }
    }

    private static String[] texts(CsvTokenizer tokens) {
        String[] texts = new String[tokens.fields()];
        for (int i = 0; i < texts.length; i++) {
            texts[i] = tokens.text(i);
        }
        return texts;
    }

    private static List<String[]> sample(CsvTokenizer tokens) {
        List<String[]> sample = new ArrayList<>();
        try {
            while (sample.size() < SAMPLE && tokens.next() && tokens.why() == null) {
                sample.add(texts(tokens));
            }
        } catch (IOException e) {
            return sample; // whoever reads the rows reports it
        }
        return sample;
    }
}
