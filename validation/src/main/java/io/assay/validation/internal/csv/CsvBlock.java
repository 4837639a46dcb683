package io.assay.validation.internal.csv;

import io.assay.validation.internal.text.RecordBuffer;
import io.assay.validation.internal.text.TextFile;
import io.assay.validation.internal.text.TextStreams;
import java.io.IOException;
import java.io.Serializable;
import java.util.Arrays;
import org.apache.hadoop.conf.Configuration;

/**
 * Finds where records begin in a block of a CSV.
 *
 * @param certain whether a record begins at {@code begin}; else it is assumed that one begins at the first line that
 *     begins there or after
 */
record CsvBlock(String path, int textBegin, CsvDialect dialect, int fields, long begin, long end, boolean certain)
        implements TextFile.Search<CsvBlock.Records> {
    private static final long serialVersionUID = 1;
    /** No record begins any more. */
    static final long NONE = Long.MAX_VALUE;
    /** Up to this many records of a block are remembered, to be compared with the record that reaches into it. */
    private static final int REMEMBERED = 4096;

    /**
     * The records that reading from the assumed place gives.
     *
     * @param first where the first of them begin
     * @param lastLine where the block's last line begins, if there is no quote in the block, so that each line is a
     *     record; else negative
     * @param next where the first record begins that is not in the block
     */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Records(long[] first, long lastLine, long next) implements Serializable {
        private static final long serialVersionUID = 1;

        /** Whether reading from this place in the block, where a record begins, ends at {@link #next} too. */
        boolean include(long begin) {
            return begin <= lastLine || Arrays.binarySearch(first, begin) >= 0;
        }
    }

    @Override
    public Records run(Configuration hadoop) throws IOException {
        long lastLine = certain ? -1 : lastLineIfWithoutQuotes(hadoop);
        return lastLine >= 0 ? records(lastLine, true, lastLine, hadoop) : records(begin, certain, -1, hadoop);
    }

    private Records records(long from, boolean certainly, long lastLine, Configuration hadoop) throws IOException {
        long[] first = new long[REMEMBERED];
        int count = 0;
        try (CsvTokenizer tokens = open(from, certainly, hadoop)) {
            while (tokens.next()) {
                if (tokens.position() >= end) {
                    return new Records(Arrays.copyOf(first, count), lastLine, tokens.position());
                }
                if (count < REMEMBERED) {
                    first[count++] = tokens.position();
                }
            }
        }
        return new Records(Arrays.copyOf(first, count), lastLine, NONE);
    }

    private CsvTokenizer open(long from, boolean certainly, Configuration hadoop) throws IOException {
        RecordBuffer in = TextStreams.openAt(path, textBegin, certainly ? from : from - 1, hadoop);
        try {
            if (!certainly && in.begin()) { // from the byte before: if that ends a line, one begins here
                in.dropLine();
            }
            return new CsvTokenizer(in, dialect, fields);
        } catch (IOException | RuntimeException e) {
            in.close();
            throw e;
        }
    }

    private long lastLineIfWithoutQuotes(Configuration hadoop) throws IOException {
        long lastLine = -1;
        try (RecordBuffer in = TextStreams.openAt(path, textBegin, begin, hadoop)) {
            while (in.begin()) {
                long left = end - in.next();
                int to = (int) Math.min(in.limit(), in.at() + left);
                byte[] bytes = in.bytes();
                int quotes = 0;
                for (int i = in.at(); i < to; i++) { // no way out of the loop, so that it runs in wide registers
                    quotes += bytes[i] == dialect.quote() ? 1 : 0;
                }
                if (quotes > 0) {
                    return -1;
                }
                for (int i = to - 1; i >= in.at(); i--) {
                    if (bytes[i] == '\n') {
                        lastLine = in.next() + (i + 1 - in.at());
                        break;
                    }
                }
                if (left <= in.limit() - in.at()) {
                    break;
                }
                in.drop();
            }
        }
        return lastLine;
    }
}
