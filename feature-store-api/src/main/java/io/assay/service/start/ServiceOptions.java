package io.assay.service.start;

import io.assay.service.start.StartFailure.Blame;
import java.nio.file.Path;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What the command line says.
 *
 * @param port 0 takes any free one
 * @param clock where the service's now comes from
 * @param spring further options, handed to Spring as they are
 */
public record ServiceOptions(Path project, Optional<String> env, int port, ServiceClock clock, List<String> spring) {
    public static final int DEFAULT_PORT = 6566;

    public static final String HELP = """
            java -jar assay-service.jar [--assay.project=DIR] [--assay.env=NAME] [--server.port=N]
                 [--assay.clock=INSTANT | --assay.at=INSTANT]

            Serves a project's features online, by Feast's protocol, with its catalog, quality, provenance and lineage.
              --assay.project  folder with assay.yaml; default: the current folder
              --assay.env      lays assay.NAME.yaml over it
              --server.port    default 6566; 0 takes any free one
              --assay.clock    the service's now starts there and ticks, such as 2013-12-31T00:00:00Z
              --assay.at       the service's now is this instant and stands still
            Exit codes: 0 stopped, 1 the project is at fault, 2 wrong options, 3 something outside failed.
            """;

    public ServiceOptions {
        spring = List.copyOf(spring);
    }

    /** Reads {@code --assay.project=DIR --assay.env=NAME --assay.clock=INSTANT --assay.at=INSTANT --server.port=N}. */
    public static ServiceOptions parse(String... arguments) {
        Map<String, String> own = new LinkedHashMap<>();
        List<String> spring = new ArrayList<>();
        for (String argument : arguments) {
            int equals = argument.indexOf('=');
            if (!argument.startsWith("--") || equals < 0) {
                throw usage(argument, "is not an option", "write --NAME=VALUE, such as --assay.project=flights");
            }
            String name = argument.substring(2, equals);
            if (name.startsWith("assay.") || name.equals("server.port")) {
                own.put(name, argument.substring(equals + 1));
            } else {
                spring.add(argument);
            }
        }
        ServiceOptions options = new ServiceOptions(
                Path.of(taken(own, "assay.project").orElse("."))
                        .toAbsolutePath()
                        .normalize(),
                taken(own, "assay.env"),
                taken(own, "server.port").map(ServiceOptions::port).orElse(DEFAULT_PORT),
                clock(taken(own, "assay.clock"), taken(own, "assay.at")),
                spring);
        own.keySet().stream().findFirst().ifPresent(unknown -> {
            throw usage(
                    "--" + unknown,
                    "is not an option of the service",
                    "use --assay.project, --assay.env, --assay.clock, --assay.at, --server.port");
        });
        return options;
    }

    private static Optional<String> taken(Map<String, String> own, String name) {
        return Optional.ofNullable(own.remove(name)).filter(value -> !value.isBlank());
    }

    private static int port(String text) {
        try {
            int port = Integer.parseInt(text);
            if (port >= 0 && port <= 65_535) {
                return port;
            }
        } catch (NumberFormatException notANumber) {
            // told below
        }
        throw usage("--server.port", "'%s' is not a valid port".formatted(text), "give a number from 0 to 65535");
    }

    private static ServiceClock clock(Optional<String> start, Optional<String> at) {
        if (start.isPresent() && at.isPresent()) {
            throw usage("--assay.at", "is given with --assay.clock", "leave one out: the clock either runs or is fixed");
        }
        return start.<ServiceClock>map(text -> new ServiceClock.From(instant("--assay.clock", text)))
                .or(() -> at.map(text -> new ServiceClock.At(instant("--assay.at", text))))
                .orElseGet(ServiceClock.Real::new);
    }

    private static Instant instant(String option, String text) {
        try {
            return Instant.parse(text);
        } catch (DateTimeParseException notAnInstant) {
            throw usage(
                    option, "'%s' is not a valid timestamp".formatted(text), "write it with a zone, such as 2013-12-31T00:00:00Z");
        }
    }

    private static StartFailure usage(String where, String what, String fix) {
        return StartFailure.of(Blame.USAGE, where, what, fix);
    }
}
