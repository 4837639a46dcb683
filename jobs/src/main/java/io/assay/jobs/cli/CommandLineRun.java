package io.assay.jobs.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.assay.definition.message.TerminalText;
import java.io.PrintWriter;
import java.time.Clock;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import picocli.CommandLine;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/** One call of the command line: parses it, runs the job that it names, reports how the job ended. */
public final class CommandLineRun {
    /** Set by {@code ./assay} in a JVM without Spark, of which it can start another one with Spark. */
    private static final String LIGHT = "assay.light";

    /** Exit code of such a JVM for {@code ./assay} alone: start the command again, with Spark. */
    private static final int NEEDS_SPARK = 75;

    private final CommandLine commands;
    private final GlobalOptions options;
    private final Console console;
    private final Clock clock;
    private final Function<List<String>, CommandLine> anew;

    /**
     * For one call.
     *
     * @param commands the root command with all others
     * @param options those of the root command of {@code commands}
     * @param anew makes a command line for these arguments: for a command that runs others
     */
    public CommandLineRun(
            CommandLine commands,
            GlobalOptions options,
            Console console,
            Clock clock,
            Function<List<String>, CommandLine> anew) {
        this.commands = commands;
        this.options = options;
        this.console = console;
        this.clock = clock;
        this.anew = anew;
    }

    /** The exit code. */
    public int execute(String... arguments) {
        commands.setOut(new PrintWriter(console.out(), true, UTF_8));
        commands.setErr(new PrintWriter(console.err(), true, UTF_8));
        commands.setExecutionStrategy(this::run);
        commands.setParameterExceptionHandler((wrong, ignored) -> wrongUsage(wrong));
        commands.setExecutionExceptionHandler((thrown, command, parsed) -> failed(thrown));
        return commands.execute(arguments);
    }

    private static ParseResult last(ParseResult parsed) {
        ParseResult last = parsed;
        while (last.hasSubcommand()) {
            last = last.subcommand();
        }
        return last;
    }

    private Job job(List<String> words) {
        ParseResult parsed = anew.apply(words).parseArgs(words.toArray(new String[0]));
        return (Job) last(parsed).commandSpec().userObject();
    }

    private int run(ParseResult parsed) {
        ParseResult last = last(parsed);
        if (CommandLine.executeHelpRequest(parsed) != null) {
            return ExitCode.DONE.number();
        }
        Object command = last.commandSpec().userObject();
        if (command instanceof Job job) {
            JobContext context = new JobContext(options, console, clock, this::job, this::print);
            try {
                options.result().ifPresent(path -> new OutputPath("--result", path).mustBeWritable());
                return ended(job.run(context));
            } catch (Throwable thrown) { // also a class that is not there: it becomes a message, not a trace
                return failed(thrown);
            } finally {
                context.reportLostEvents();
            }
        }
        if (command instanceof Runnable other) {
            other.run();
            return ExitCode.DONE.number();
        }
        last.commandSpec().commandLine().usage(commands.getErr());
        return ExitCode.USAGE.number();
    }

    private int ended(JobResult outcome) {
        if (console.stop().killed()) { // the last line on stderr describes the state
            return outcome.exit().number();
        }
        String text;
        if (outcome.parts().isEmpty()) {
            print(outcome);
            text = MaskedDocument.text(outcome.document());
        } else { // they are printed
            text = outcome.parts().stream()
                    .map(part -> MaskedDocument.text(part.document()))
                    .collect(Collectors.joining("\n"));
        }
        return options.result().isEmpty() || written(options.result().get(), text)
                ? outcome.exit().number()
                : ExitCode.OUTSIDE.number();
    }

    private boolean written(String path, String text) {
        try {
            ResultFile.write("--result", path, text);
            return true;
        } catch (RuntimeException e) {
            console.progress(String.valueOf(e.getMessage()));
            return false;
        }
    }

    private void print(JobResult outcome) {
        JsonNode document = outcome.document();
        if (document instanceof ObjectNode object) {
            object.put("exit", outcome.exit().number());
        }
        if (options.json()) {
            console.print(MaskedDocument.text(document));
        } else if (!outcome.summary().isEmpty()) {
            console.print(outcome.exact() ? outcome.summary() : TerminalText.lines(outcome.summary()));
        }
    }

    private int wrongUsage(ParameterException wrong) {
        Failure failure = Failure.usage(message(wrong));
        String message = failure.faults().get(0).what();
        console.progress("assay: " + message);
        CommandLine.UnmatchedArgumentException.printSuggestions(wrong, commands.getErr());
        String name = wrong.getCommandLine().getCommandSpec().qualifiedName();
        console.progress("Try '%s --help'.".formatted(name));
        return report(failure);
    }

    /** Without the value of an option whose values may be secret: picocli quotes it. */
    private static String message(ParameterException wrong) {
        ArgSpec argument = wrong.getArgSpec();
        return argument instanceof OptionSpec option && option.typeInfo().isMap()
                ? "%s: what follows it is not %s, with an equals sign; it is not shown, because it may be secret"
                        .formatted(option.longestName(), option.paramLabel())
                : String.valueOf(wrong.getMessage());
    }

    private int failed(Throwable thrown) {
        if (thrown instanceof ParameterException wrong) {
            return wrongUsage(wrong);
        }
        if (console.stop().killed()) { // the last line on stderr describes the state
            return ExitCode.OUTSIDE.number();
        }
        if (Boolean.getBoolean(LIGHT) && KnownFailure.isMissingClass(thrown)) {
            return NEEDS_SPARK;
        }
        Failure failure = Failure.of(thrown);
        console.progress(failure.text());
        if (options.stacktrace()) {
            thrown.printStackTrace(console.err());
        }
        return report(failure);
    }

    /** Whether it is that {@code --result} is not to be written. */
    private static boolean isOfResult(Failure failure) {
        return failure.faults().stream().anyMatch(fault -> fault.at().startsWith("--result "));
    }

    private int report(Failure failure) {
        String document = MaskedDocument.text(failure.document());
        if (options.json()) {
            console.print(document);
        }
        if (options.result().isPresent() && !isOfResult(failure)) {
            written(options.result().get(), document);
        }
        return failure.exit().number();
    }
}
