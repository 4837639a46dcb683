package io.assay.validation.internal.csv;

import io.assay.validation.internal.text.Encoding;
import io.assay.validation.internal.text.RecordBuffer;
import java.io.Closeable;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Splits a CSV into records and fields, on bytes. Line ends inside quotes belong to the field. Empty lines are not
 * records.
 *
 * <p>A stray quote costs its own line. If text follows a closing quote, a quote never closes or the record is too long,
 * the record is its first line only and reading goes on with the second. The same holds for a record of several lines
 * with a wrong number of fields, if its second line by itself is a record with the right number and without quotes in
 * its plain fields. Where a record ends depends on nothing but the bytes from its beginning on, so that a file can be
 * read in parts ({@link CsvSplits}).
 *
 * <p>Written by hand, because the CSV libraries give neither a record's byte in the file nor its bytes as they were,
 * and go on after a broken quote wherever the next quote happens to be.
 */
final class CsvTokenizer implements Closeable {
    private final RecordBuffer in;
    private final CsvDialect dialect;
    private final int expected;
    private final CsvFields fields = new CsvFields();
    private int count;
    private long position;
    private boolean endsInQuotes; // at the file's end, or where the record is too long
    private @Nullable String why;
    private byte @Nullable [] kept;

    /** @param expected how many fields a record has; 0 if that is not known */
    CsvTokenizer(RecordBuffer in, CsvDialect dialect, int expected) {
        this.in = in;
        this.dialect = dialect;
        this.expected = expected;
    }

    /** Reads the next record; false at the end. */
    boolean next() throws IOException {
        while (in.begin()) {
            byte first = in.bytes()[in.at()];
            if (first == '\n' || (first == '\r' && in.peek(1) == '\n')) {
                in.at(in.at() + (first == '\n' ? 1 : 2));
            } else if (first == '\r' && in.peek(1) < 0) {
                in.at(in.at() + 1);
            } else if (dialect.comment() != 0 && first == dialect.comment()) {
                in.dropLine();
            } else {
                record();
                return true;
            }
        }
        return false;
    }

    /** Makes the record at that position, further on in the text, the next one. */
    void skipTo(long position) throws IOException {
        in.skipTo(position);
    }

    int fields() {
        return count;
    }

    /** The array that holds field {@code i}. */
    byte[] bytes(int i) {
        return fields.inScratch(i) ? fields.scratch() : in.bytes();
    }

    int offset(int i) {
        return fields.inScratch(i) ? fields.offset(i) : in.start() + fields.offset(i);
    }

    int length(int i) {
        return fields.length(i);
    }

    String text(int i) {
        return new String(bytes(i), offset(i), length(i), StandardCharsets.UTF_8);
    }

    /** Where the record begins. */
    long position() {
        return position;
    }

    /** Where reading goes on. */
    long end() {
        return in.next();
    }

    Encoding encoding() {
        return in.encoding();
    }

    int textBegin() {
        return in.textBegin();
    }

    /** The record as it is in the file, without its line end. */
    byte[] raw() {
        return in.encoding().original(decoded());
    }

    /** Whether the text ends with the record, without a line feed. */
    boolean endsWithoutLineFeed() {
        return in.at() == 0 || in.bytes()[in.at() - 1] != '\n';
    }

    /** The record in UTF-8, without its line end. */
    byte[] decoded() {
        return kept == null ? in.line() : kept;
    }

    /** Why the record cannot be read, if it cannot. */
    @Nullable String why() {
        if (why == null && fields.notAscii() && !decodes()) {
            why = in.encoding().fault();
        }
        return why;
    }

    private boolean decodes() {
        return in.encoding().decodes(in.bytes(), in.start(), in.recordLength());
    }

    private void record() throws IOException {
        position = in.position();
        kept = null;
        why = null;
        split();
        if (in.tooLong()) {
            tooLong();
        } else if (why != null) {
            firstLineOnly();
        } else if (expected > 0 && count != expected) {
            why = String.format(Locale.ROOT, "%d fields where the header has %d", count, expected);
            if (in.firstLineLength() >= 0 && in.firstLineLength() < in.recordLength()) {
                wrongCount();
            }
        }
    }

    /** Splits what begins at {@code at} into fields. */
    private void split() throws IOException {
        fields.clear();
        endsInQuotes = false;
        boolean more = true;
        while (more && !in.tooLong()) {
            more = field();
        }
        count = fields.count();
        if (endsInQuotes && why == null) {
            why = String.format(Locale.ROOT, "the quote of field %d is never closed", count + 1);
        }
    }

    private void firstLineOnly() throws IOException {
        int first = in.firstLineLength();
        if (first >= 0) {
            in.at(in.start() + first);
        } else {
            restOfLine();
        }
    }

    private void tooLong() throws IOException {
        int first = in.firstLineLength();
        if (first >= 0 && first <= in.longest()) {
            why = String.format(Locale.ROOT, "a record longer than %,d bytes", in.longest());
            in.at(in.start() + first);
            return;
        }
        kept = in.beginOfLongRecord();
        if (first < 0) {
            in.dropLine();
        } else {
            in.at(in.start() + first);
        }
        why = String.format(
                        Locale.ROOT,
                        "a line of %,d bytes, which is more than the %,d that a record may have",
                        in.next() - position,
                        in.longest())
                + RecordBuffer.REST_IS_NOT_KEPT;
    }

    /** Goes on to the end of the line in which reading stopped, as far as a record may be long. */
    private void restOfLine() throws IOException {
        while (true) {
            byte[] bytes = in.bytes();
            int limit = in.limit();
            for (int i = in.at(); i < limit; i++) {
                if (bytes[i] == '\n') {
                    in.at(i + 1);
                    if (in.tooLong()) {
                        tooLong();
                    }
                    return;
                }
            }
            in.at(limit);
            if (in.tooLong()) {
                tooLong();
                return;
            }
            if (!in.more()) {
                return;
            }
        }
    }

    /** The record has several lines: is it one record with a fault, or a stray quote with good records after it? */
    private void wrongCount() throws IOException {
        int end = in.recordLength();
        int second = in.firstLineLength();
        int found = count;
        String fault = why;
        why = null;
        in.at(in.start() + second);
        split();
        boolean good = why == null && count == expected && !in.tooLong() && !quoteInPlainField();
        why = fault;
        count = found;
        in.at(in.start() + (good ? second : end));
    }

    /** A quote inside a field: the last line of a quoted field, taken for a record, has one. */
    private boolean quoteInPlainField() {
        for (int i = 0; i < count; i++) {
            for (int j = 0; !fields.inScratch(i) && j < fields.length(i); j++) {
                if (in.bytes()[in.start() + fields.offset(i) + j] == dialect.quote()) {
                    return true;
                }
            }
        }
        return false;
    }

    /** Reads one field and the delimiter or line end after it; true if another field follows. */
    private boolean field() throws IOException {
        if (in.at() == in.limit() && !in.more()) {
            fields.add(in.recordLength(), 0);
            return false;
        }
        return in.bytes()[in.at()] == dialect.quote() ? quoted() : plain();
    }

    private boolean plain() throws IOException {
        int from = in.recordLength();
        byte delimiter = dialect.delimiter();
        while (true) {
            byte[] bytes = in.bytes();
            int limit = in.limit();
            int seen = 0;
            for (int at = in.at(); at < limit; at++) {
                byte c = bytes[at];
                if (c == delimiter || c == '\n') {
                    int length = at - in.start() - from;
                    boolean last = c == '\n';
                    in.at(at + 1);
                    fields.saw(seen);
                    fields.add(from, last && length > 0 && bytes[at - 1] == '\r' ? length - 1 : length);
                    return !last;
                }
                seen |= c;
            }
            in.at(limit);
            fields.saw(seen);
            if (in.tooLong() || !in.more()) {
                fields.add(from, in.recordLength() - from);
                return false;
            }
        }
    }

    private boolean quoted() throws IOException {
        in.at(in.at() + 1);
        int from = in.recordLength(); // of what is not copied yet
        boolean escaped = false;
        byte quote = dialect.quote();
        byte escape = dialect.escape();
        while (true) {
            byte[] bytes = in.bytes();
            int limit = in.limit();
            int at = in.at();
            int seen = 0;
            while (at < limit && bytes[at] != quote && bytes[at] != escape) {
                seen |= bytes[at++];
            }
            in.at(at);
            fields.saw(seen);
            if (at == limit) {
                if (in.tooLong() || !in.more()) {
                    endsInQuotes = true;
                    return false;
                }
            } else if (bytes[at] == escape && literal(in.peek(1))) {
                fields.copy(in.bytes(), in.start() + from, in.recordLength() - from, !escaped);
                escaped = true;
                from = in.recordLength() + 1; // the escaped character
                in.at(in.at() + 2);
            } else if (in.bytes()[in.at()] == quote) {
                if (escaped) {
                    fields.copy(in.bytes(), in.start() + from, in.recordLength() - from, false);
                    fields.addCopied();
                } else {
                    fields.add(from, in.recordLength() - from);
                }
                in.at(in.at() + 1);
                return afterQuote();
            } else { // an escape before another character
                in.at(in.at() + 1);
            }
        }
    }

    private boolean literal(int next) {
        return next == dialect.quote() || (dialect.escape() != dialect.quote() && next == dialect.escape());
    }

    private boolean afterQuote() throws IOException {
        int next = in.peek(0);
        if (next == dialect.delimiter()) {
            in.at(in.at() + 1);
            return true;
        }
        if (next == '\r' && in.peek(1) == '\n') {
            in.at(in.at() + 2);
        } else if (next == '\n') {
            in.at(in.at() + 1);
        } else if (next >= 0) {
            why = String.format(Locale.ROOT, "text after the closing quote of field %d", fields.count());
        }
        return false;
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
