package io.assay.service.start;

import io.assay.service.start.StartFailure.Kind;
import java.nio.file.Path;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.config.ConfigDataEnvironmentPostProcessor;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.SimpleCommandLinePropertySource;
import org.springframework.core.env.StandardEnvironment;

/**
 * The service's options, as Spring Boot binds them: {@code --assay.project=DIR} on the command line, the environment
 * variable {@code ASSAY_PROJECT}, or {@code assay.project} in an {@code application.yaml}.
 *
 * @param port 0 takes any free one
 * @param clock what the service takes for the current time
 * @param lifetime when the service ends by itself
 * @param arguments the command line, for Spring
 */
public record ServiceOptions(
        Path project, Optional<String> env, int port, ServiceClock clock, Lifetime lifetime, List<String> arguments) {
    public static final int DEFAULT_PORT = 6566;

    public static final String HELP = """
            java -jar assay-service.jar [--assay.project=DIR] [--assay.env=NAME] [--server.port=N]
                 [--assay.clock=INSTANT | --assay.at=INSTANT]

            Serves a project's features online, by Feast's protocol, with its catalog, quality, provenance and lineage.
              --assay.project  folder with assay.yaml; default: the current folder
              --assay.env      overrides it with assay.NAME.yaml
              --server.port    default 6566; 0 takes any free one
              --assay.clock    starts the service clock at that time, such as 2013-12-31T00:00:00Z
              --assay.at       fixes the service clock at that time
              --assay.end-with-input=true  ends when its standard input ends, as when the process that started it dies
            Each may be an environment variable instead: ASSAY_PROJECT, ASSAY_ENV, SERVER_PORT, ASSAY_CLOCK, ASSAY_AT.
            Exit codes: 0 stopped, 1 an error in the project, 2 wrong options, 3 something outside failed.
            """;

    private static final Set<String> NAMES =
            Set.of("assay.project", "assay.env", "assay.clock", "assay.at", "assay.end-with-input");
    private static final int LAST_PORT = 65_535;

    public ServiceOptions {
        arguments = List.copyOf(arguments);
    }

    /** When the service ends by itself. */
    public enum Lifetime {
        UNTIL_STOPPED,
        UNTIL_INPUT_ENDS
    }

    /** The options as texts. */
    record Bound(
            @Nullable String project,
            @Nullable String env,
            @Nullable String clock,
            @Nullable String at,
            @Nullable String endWithInput) {}

    /** Reads the command line and the process's environment; all faults are reported at once. */
    public static ServiceOptions parse(String... arguments) {
        return parse(new StandardEnvironment(), arguments);
    }

    /** The same in another environment. */
    static ServiceOptions parse(ConfigurableEnvironment environment, String... arguments) {
        List<String> faults = new ArrayList<>();
        List<String> known = new ArrayList<>();
        for (String argument : arguments) {
            if (isOption(argument, faults)) {
                known.add(argument);
            }
        }
        environment.getPropertySources().addFirst(new SimpleCommandLinePropertySource(known.toArray(String[]::new)));
        ConfigDataEnvironmentPostProcessor.applyTo(environment);
        ConfigurationPropertySources.attach(environment);
        Bound bound = Binder.get(environment).bindOrCreate("assay", Bound.class);
        ServiceOptions options = new ServiceOptions(
                Path.of(text(bound.project()).orElse(".")).toAbsolutePath().normalize(),
                text(bound.env()),
                port(text(environment.getProperty("server.port")), faults),
                clock(text(bound.clock()), text(bound.at()), faults),
                text(bound.endWithInput()).filter("true"::equals).isPresent()
                        ? Lifetime.UNTIL_INPUT_ENDS
                        : Lifetime.UNTIL_STOPPED,
                known);
        if (!faults.isEmpty()) {
            throw StartFailure.of(Kind.USAGE, faults);
        }
        return options;
    }

    private static boolean isOption(String argument, List<String> faults) {
        int equals = argument.indexOf('=');
        if (!argument.startsWith("--") || equals < 0) {
            faults.add("%s: is not an option; write --NAME=VALUE, such as --assay.project=flights".formatted(argument));
            return false;
        }
        String name = argument.substring(2, equals);
        if (name.startsWith("assay.") && !NAMES.contains(name)) {
            faults.add(("--%s: is not an option of the service; use --assay.project, --assay.env, --assay.clock,"
                            + " --assay.at, --server.port")
                    .formatted(name));
            return false;
        }
        return true;
    }

    private static Optional<String> text(@Nullable String value) {
        return Optional.ofNullable(value).filter(text -> !text.isBlank());
    }

    private static int port(Optional<String> text, List<String> faults) {
        try {
            int port = text.map(Integer::valueOf).orElse(DEFAULT_PORT);
            if (port >= 0 && port <= LAST_PORT) {
                return port;
            }
        } catch (NumberFormatException notANumber) {
            // reported below
        }
        faults.add("--server.port: '%s' is not a valid port; give a number from 0 to 65535".formatted(text.orElse("")));
        return DEFAULT_PORT;
    }

    private static ServiceClock clock(Optional<String> start, Optional<String> at, List<String> faults) {
        Optional<Instant> from = start.flatMap(text -> instant("assay.clock", text, faults));
        Optional<Instant> fixed = at.flatMap(text -> instant("assay.at", text, faults));
        if (start.isPresent() && at.isPresent()) {
            faults.add("--assay.at: is given with --assay.clock; leave one out: the clock either runs or is fixed");
        }
        return from.<ServiceClock>map(ServiceClock.From::new)
                .or(() -> fixed.map(ServiceClock.At::new))
                .orElseGet(ServiceClock.Real::new);
    }

    private static Optional<Instant> instant(String option, String text, List<String> faults) {
        try {
            return Optional.of(Instant.parse(text));
        } catch (DateTimeParseException notAnInstant) {
            faults.add("--%s: '%s' is not a valid timestamp; write it with a zone, such as 2013-12-31T00:00:00Z"
                    .formatted(option, text));
            return Optional.empty();
        }
    }
}
