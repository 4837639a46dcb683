package io.assay.jobs.cli;

import io.assay.definition.project.Project;
import io.assay.jobs.failure.UsageException;
import io.assay.jobs.json.Json;
import io.assay.jobs.lookup.WarehouseLookup;
import io.assay.jobs.record.LineageEventWriter;
import io.assay.jobs.run.RunEnvironment;
import io.assay.jobs.warehouse.Session;
import io.assay.jobs.warehouse.Warehouse;
import io.assay.lineage.HttpTransport;
import io.assay.lineage.LineageEmitter;
import io.assay.lineage.Transport;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import org.apache.spark.sql.SparkSession;
import org.jspecify.annotations.Nullable;

/** What a command works with. Everything is created when it is first used: a command without Spark loads none. */
public final class JobContext {
    private final GlobalOptions options;
    private final Console console;
    private final Clock clock;
    private final Function<List<String>, Job> commands;
    private final Consumer<JobResult> printer;
    private @Nullable Project project;
    private @Nullable SparkSession spark;
    private @Nullable LineageEmitter lineage;

    /** A context for one job that calls no other. */
    public JobContext(GlobalOptions options, Console console, Clock clock) {
        this(
                options,
                console,
                clock,
                words -> {
                    throw new IllegalStateException("no commands to find %s among".formatted(words));
                },
                part -> console.print(Json.text(part.document())));
    }

    JobContext(
            GlobalOptions options,
            Console console,
            Clock clock,
            Function<List<String>, Job> commands,
            Consumer<JobResult> printer) {
        this.options = options;
        this.console = console;
        this.clock = clock;
        this.commands = commands;
        this.printer = printer;
    }

    /** The same for another project, as if it had been given with {@code --project}. */
    public JobContext on(GlobalOptions other) {
        return new JobContext(other, console, clock, commands, printer);
    }

    /**
     * Runs another command in this JVM, on the same project and session; global options among the arguments have no
     * effect.
     */
    public JobResult run(List<String> words) throws Exception {
        return commands.apply(words).run(this);
    }

    public GlobalOptions options() {
        return options;
    }

    /** The folder of {@link #project()}, which need not be free of faults. */
    public Path folder() {
        return ProjectFolder.of(options);
    }

    public Project project() {
        if (project == null) {
            project = Project.read(folder(), options.environment());
        }
        return project;
    }

    /** The same, where a fault in another file than {@code assay.yaml} leaves out what it is about. */
    public JobContext asFarAsReadable() {
        JobContext other = on(options);
        try {
            other.project = Project.asFarAsReadable(folder(), options.environment());
        } catch (UsageException none) {
            other.project = null; // no project: whoever needs one will say so
        }
        return other;
    }

    public Warehouse warehouse() {
        return Warehouse.of(project().settings());
    }

    public SparkSession spark() {
        if (spark == null) {
            spark = Session.open(warehouse(), project().settings().spark(), options.spark());
        }
        return spark;
    }

    /** The same for a command that does not write to the warehouse. */
    public SparkSession sparkToRead() {
        if (spark == null) {
            spark = Session.openToRead(warehouse(), project().settings().spark(), options.spark());
        }
        return spark;
    }

    /** What commands that only look read the warehouse with, without {@link #spark()}. */
    public WarehouseLookup lookup() {
        Map<String, String> settings = new LinkedHashMap<>(project().settings().spark());
        for (String name : System.getProperties().stringPropertyNames()) {
            if (name.startsWith("spark.")) { // what spark-submit was given
                settings.put(name, System.getProperty(name, ""));
            }
        }
        settings.putAll(options.spark());
        return WarehouseLookup.of(warehouse(), settings);
    }

    /**
     * Runs {@code look} without Spark; empty if that fails, for instance because it needs classes that only Spark's
     * class path has. What is wrong with the warehouse is then reported by the run on Spark.
     */
    public <T> Optional<T> tryWithoutSpark(Function<WarehouseLookup, Optional<T>> look) {
        if (YarnDriver.isThisProcess()) {
            return Optional.empty();
        }
        try {
            return look.apply(lookup());
        } catch (RuntimeException | LinkageError e) {
            return Optional.empty();
        }
    }

    /** Sends events to the warehouse and, where {@code assay.yaml} names one, to an HTTP endpoint. */
    public LineageEmitter lineage() {
        if (lineage == null) {
            List<Transport> transports = new ArrayList<>();
            transports.add(
                    new LineageEventWriter(warehouse(), spark().sessionState().newHadoopConf()));
            project().settings().lineage().ifPresent(target -> transports.add(HttpTransport.to(target.url())));
            lineage = LineageEmitter.to(transports, console::progress);
        }
        return lineage;
    }

    /** What a job's own code works with, independent of the command line. */
    public RunEnvironment environment() {
        return new RunEnvironment(project(), spark(), clock, lineage(), console);
    }

    /** Reports in one line, at the end of a job, how many lineage events were not delivered. */
    void reportLostEvents() {
        if (lineage != null && lineage.failures() > 0) {
            console.progress("lineage: %d events were not delivered".formatted(lineage.failures()));
        }
    }

    /** Prints a part of the job's result while the job goes on; see {@link JobResult#ofParts}. */
    public void print(JobResult part) {
        printer.accept(part);
    }

    /**
     * The result of a part of the job that failed, for a job that goes on with the next part; the message is printed.
     * Throws if the job must not go on: the usage is wrong, or the process was told to end.
     */
    public JobResult failed(Exception thrown) throws Exception {
        Failure failure = Failure.of(thrown);
        if (failure.exit() == ExitCode.USAGE || console.stop().killed()) {
            throw thrown;
        }
        console.progress(failure.text());
        if (options.stacktrace()) {
            thrown.printStackTrace(console.err());
        }
        return new JobResult(failure.exit(), failure.document(), "");
    }

    /** What happens if the process is told to end while the job is at work. */
    public ShutdownHandler stop() {
        return console.stop();
    }

    public Console console() {
        return console;
    }

    public Clock clock() {
        return clock;
    }
}
