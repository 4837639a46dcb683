package io.assay.jobs.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.assay.definition.message.Secrets;
import io.assay.definition.message.TerminalText;
import java.io.ByteArrayOutputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;

/**
 * Passes on lines of text with secrets masked and control characters escaped, whoever wrote them: progress, stack
 * traces, logs of libraries.
 */
final class MaskingStream extends FilterOutputStream {
    private final ByteArrayOutputStream line = new ByteArrayOutputStream();

    MaskingStream(OutputStream to) {
        super(to);
    }

    @Override
    public synchronized void write(int character) throws IOException {
        line.write(character);
        if (character == '\n') {
            pass();
        }
    }

    @Override
    public synchronized void write(byte[] bytes, int from, int length) throws IOException {
        for (int i = from; i < from + length; i++) {
            write(bytes[i]);
        }
    }

    /** What is not yet a complete line is held back: half of a secret would not be known as one. */
    @Override
    public void flush() throws IOException {
        out.flush();
    }

    @Override
    public synchronized void close() throws IOException {
        pass();
        super.close();
    }

    private void pass() throws IOException {
        if (line.size() > 0) {
            out.write(TerminalText.lines(Secrets.masked(line.toString(UTF_8))).getBytes(UTF_8));
            line.reset();
        }
    }
}
