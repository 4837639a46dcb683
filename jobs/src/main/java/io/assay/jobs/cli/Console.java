package io.assay.jobs.cli;

import io.assay.jobs.run.RunMonitor;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;

/** Output for people and programs: progress on stderr, the document alone on stdout. */
public final class Console implements RunMonitor {
    private final PrintStream out;
    private final PrintStream err;
    private final ShutdownHandler stop;
    private volatile boolean silent;

    public Console(PrintStream out, PrintStream err) {
        this.out = out;
        this.err = new PrintStream(new MaskingStream(err), true, StandardCharsets.UTF_8);
        this.stop = new ShutdownHandler(this);
    }

    private Console() {
        out = new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8);
        err = new PrintStream(
                new MaskingStream(new UntilLastLine(new FileOutputStream(FileDescriptor.err))),
                true,
                StandardCharsets.UTF_8);
        stop = new ShutdownHandler(this);
    }

    /** Takes over the process: whatever a library prints goes to stderr, and a signal ends the job in one line. */
    public static Console ofProcess() {
        Console console = new Console();
        System.setOut(console.err);
        System.setErr(console.err);
        console.stop.watch();
        return console;
    }

    /** One line of progress, on stderr. */
    @Override
    public void progress(String line) {
        err.println(line);
        err.flush();
    }

    @Override
    public void describe(String state) {
        stop.describe(state);
    }

    @Override
    public void endsOnRequest(Runnable request) {
        stop.endsOnRequest(request);
    }

    @Override
    public void begins(Runnable cancel) {
        stop.begins(cancel);
    }

    @Override
    public void reportsOnEnd(Consumer<Throwable> report) {
        stop.reportsOnEnd(report);
    }

    @Override
    public void reports() {
        stop.reports();
    }

    @Override
    public Throwable fails(Throwable thrown) {
        return stop.fails(thrown);
    }

    /** What happens if the process is told to end. */
    public ShutdownHandler stop() {
        return stop;
    }

    /** The last line on stderr: what is printed there from now on is dropped. */
    void lastLine(String line) {
        progress(line);
        silent = true;
    }

    /** The document or the summary, on stdout. */
    void print(String text) {
        out.println(text);
        out.flush();
    }

    PrintStream out() {
        return out;
    }

    PrintStream err() {
        return err;
    }

    /** Passes on what is written until the last line was printed. */
    private final class UntilLastLine extends FilterOutputStream {
        UntilLastLine(OutputStream to) {
            super(to);
        }

        @Override
        public void write(int character) throws IOException {
            if (!silent) {
                out.write(character);
            }
        }

        @Override
        public void write(byte[] bytes, int from, int length) throws IOException {
            if (!silent) {
                out.write(bytes, from, length);
            }
        }
    }
}
