package io.assay.jobs;

import io.assay.jobs.cli.CommandLineRun;
import io.assay.jobs.cli.Console;
import io.assay.jobs.cli.ExitCode;
import io.assay.jobs.cli.GlobalOptions;
import io.assay.jobs.cli.YarnDriver;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Locale;
import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.TypeConversionException;

/** Entry point of {@code ./assay} and of {@code spark-submit}. */
@Command(
        name = "assay",
        scope = ScopeType.INHERIT,
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        sortOptions = false,
        usageHelpAutoWidth = true)
public final class Assay {
    @Mixin
    private final GlobalOptions options = new GlobalOptions();

    private Assay() {}

    public static void main(String[] arguments) {
        Locale.setDefault(Locale.ROOT); // libraries write numbers into names of files and documents by the default
        Console console = Console.ofProcess();
        int exit = console.stop().ended(run(console, Clock.systemUTC(), arguments));
        if (exit != ExitCode.DONE.number() || !YarnDriver.isThisProcess()) {
            System.exit(exit);
        }
    }

    /** Runs one command in this JVM; the exit code. */
    public static int run(Console console, Clock clock, String... arguments) {
        Assay root = new Assay();
        CommandLine line = line(root, List.of(arguments));
        return new CommandLineRun(line, root.options, console, clock, words -> line(new Assay(), words))
                .execute(arguments);
    }

    private static CommandLine line(Assay root, List<String> arguments) {
        CommandLine line = new CommandLine(root);
        line.getCommandSpec()
                .usageMessage()
                .description("Assays data against its contract, computes features from what passed, and shows where "
                        + "every value came from.");
        Commands.addTo(line, arguments);
        return line.addSubcommand("completion", new AutoComplete.GenerateCompletion())
                .registerConverter(Instant.class, Assay::instant);
    }

    private static Instant instant(String text) {
        try {
            return OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeParseException e) {
            throw new TypeConversionException(
                    "'%s' is not a valid timestamp; write it as 2013-01-01T10:00:00Z".formatted(text));
        }
    }
}
