package io.assay.service.start;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.assay.service.AssayService;
import io.assay.service.LaunchedService;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.env.SystemEnvironmentPropertySource;

/** A failed start is reported in one sentence, with the exit code for its cause. */
class StartTest {
    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--assay.clock=noon | --assay.clock: 'noon' is not a valid timestamp; write it with a zone, such as 2013-12-31T00:00:00Z",
                "--assay.at=noon | --assay.at: 'noon' is not a valid timestamp; write it with a zone, such as 2013-12-31T00:00:00Z",
                "--server.port=many | --server.port: 'many' is not a valid port; give a number from 0 to 65535",
                "--server.port=70000 | --server.port: '70000' is not a valid port; give a number from 0 to 65535",
                "--assay.projekt=x | --assay.projekt: is not an option of the service;"
                        + " use --assay.project, --assay.env, --assay.clock, --assay.at, --server.port",
                "flights | flights: is not an option; write --NAME=VALUE, such as --assay.project=flights",
            })
    void wrongOptionsAreWrongUsage(String argument, String message) {
        StartFailure failure = catchThrowableOfType(StartFailure.class, () -> ServiceOptions.parse(argument));
        assertThat(failure).hasMessage(message);
        assertThat(failure.exitCode()).isEqualTo(2);
    }

    @Test
    void theFaultsOfAllOptionsAreReportedAtOnce() {
        StartFailure failure = catchThrowableOfType(
                StartFailure.class,
                () -> ServiceOptions.parse("flights", "--assay.clock=noon", "--server.port=many", "--assay.projekt=x"));
        assertThat(failure).hasMessage("""
                flights: is not an option; write --NAME=VALUE, such as --assay.project=flights
                --assay.projekt: is not an option of the service; use --assay.project, --assay.env, --assay.clock,\
                 --assay.at, --server.port
                --server.port: 'many' is not a valid port; give a number from 0 to 65535
                --assay.clock: 'noon' is not a valid timestamp; write it with a zone, such as 2013-12-31T00:00:00Z""");
    }

    @Test
    void optionsMayBeEnvironmentVariablesAndTheCommandLineWins() {
        StandardEnvironment environment = new StandardEnvironment();
        Map<String, Object> variables = new HashMap<>();
        variables.put("ASSAY_PROJECT", folder.toString());
        variables.put("ASSAY_ENV", "prod");
        variables.put("SERVER_PORT", "7001");
        variables.put("ASSAY_AT", "2013-12-31T00:00:00Z");
        variables.put("ASSAY_LAUNCHER", "not an option of the service");
        environment
                .getPropertySources()
                .replace("systemEnvironment", new SystemEnvironmentPropertySource("systemEnvironment", variables));
        ServiceOptions options = ServiceOptions.parse(environment, "--assay.env=test");
        assertThat(options.project()).isEqualTo(folder);
        assertThat(options.env()).hasValue("test");
        assertThat(options.port()).isEqualTo(7001);
        assertThat(options.clock()).isEqualTo(new ServiceClock.At(Instant.parse("2013-12-31T00:00:00Z")));
    }

    @Test
    void aRealServiceTakesItsProjectFromTheEnvironmentAndEndsWithItsInput() throws Exception {
        write("assay: 1\nproject: flights\n");
        Files.createDirectory(folder.resolve("warehouse"));
        Path elsewhere = Files.createDirectory(folder.resolve("elsewhere"));
        Map<String, String> environment = Map.of("ASSAY_PROJECT", folder.toString(), "SERVER_PORT", "0");
        try (LaunchedService service =
                LaunchedService.start(elsewhere, List.of(), environment, "--assay.end-with-input=true")) {
            assertThat(service.port()).isPositive();
            assertThat(service.output()).contains("serving flights at");
            service.process().getOutputStream().close();
            assertThat(service.exit()).isZero();
        }
    }

    /** What is logged while Spring sets up logging has nowhere to go, and Logback prints warnings of it. */
    @Test
    void nothingFollowsTablesBeforeLoggingIsSetUp() throws Exception {
        write("assay: 1\nproject: flights\n");
        Files.createDirectory(folder.resolve("warehouse"));
        Map<String, String> environment = Map.of("ASSAY_PROJECT", folder.toString(), "SERVER_PORT", "0");
        List<String> watched =
                List.of("-Dorg.springframework.boot.logging.LoggingSystem=" + WatchedLogging.class.getName());
        try (LaunchedService service = LaunchedService.start(folder, watched, environment)) {
            assertThat(service.port()).isPositive();
            assertThat(service.output())
                    .contains("logging is set up beside []")
                    .doesNotContain("No appenders", "|-WARN");
        }
    }

    @Test
    void optionsHaveDefaultsAndOthersGoToSpring() {
        ServiceOptions options = ServiceOptions.parse(
                "--assay.project=" + folder, "--assay.clock=2013-12-31T00:00:00Z", "--logging.level.root=INFO");
        assertThat(options.port()).isEqualTo(6566);
        assertThat(options.clock()).isEqualTo(new ServiceClock.From(Instant.parse("2013-12-31T00:00:00Z")));
        assertThat(options.arguments()).contains("--logging.level.root=INFO");
    }

    @Test
    void aClockIsRealOrTicksFromAGivenTimeOrIsFixed() {
        Instant real = Instant.parse("2026-01-01T00:00:00Z");
        Instant given = Instant.parse("2013-12-31T00:00:00Z");
        SetClock clock = new SetClock(real);
        Clock from = ServiceOptions.parse("--assay.clock=" + given).clock().over(clock);
        Clock at = ServiceOptions.parse("--assay.at=" + given).clock().over(clock);
        Clock none = ServiceOptions.parse().clock().over(clock);
        assertThat(from.instant()).isEqualTo(given);
        clock.now = real.plusMillis(1500);
        assertThat(from.instant()).isEqualTo(given.plusMillis(1500));
        assertThat(at.instant()).isEqualTo(given);
        assertThat(none.instant()).isEqualTo(clock.now);
        assertThat(catchThrowableOfType(
                        StartFailure.class,
                        () -> ServiceOptions.parse("--assay.clock=" + given, "--assay.at=" + given)))
                .hasMessage(
                        "--assay.at: is given with --assay.clock; leave one out: the clock either runs or is fixed");
    }

    /** A clock that shows what it is set to. */
    private static final class SetClock extends Clock {
        private Instant now;

        SetClock(Instant now) {
            this.now = now;
        }

        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }

    @Test
    void aFolderWithoutAssayYamlIsNoProject() {
        StartFailure failure = start();
        assertThat(failure)
                .hasMessage(
                        "%s: has no assay.yaml, so it is not a project; give a project's folder with --assay.project=DIR,"
                                        .formatted(folder)
                                + " or make one with ./assay init DIR");
        assertThat(failure.exitCode()).isEqualTo(1);
    }

    @Test
    void aFaultySettingIsReportedWithFileAndLine() throws IOException {
        write("assay: 1\nproject: flights\nwarehaus: here\n");
        StartFailure failure = start();
        assertThat(failure).hasMessageContaining("assay.yaml:3").hasMessageContaining("warehaus");
        assertThat(failure.exitCode()).isEqualTo(1);
    }

    @Test
    void aWarehouseThatIsNotThereIsOutside() throws IOException {
        write("assay: 1\nproject: flights\n");
        StartFailure failure = start();
        assertThat(failure)
                .hasMessage("warehouse %s: there is no such folder; publish something first (./assay ingest),"
                                .formatted(folder.resolve("warehouse"))
                        + " or fix 'warehouse' in assay.yaml");
        assertThat(failure.exitCode()).isEqualTo(3);
    }

    @Test
    void aPortInUseIsOutside() throws IOException {
        write("assay: 1\nproject: flights\n");
        Files.createDirectory(folder.resolve("warehouse"));
        try (ServerSocket taken = new ServerSocket(0)) {
            int port = taken.getLocalPort();
            StartFailure failure = start("--server.port=" + port);
            assertThat(failure)
                    .hasMessage(
                            "port %d: is in use or not allowed; stop what uses it, or choose another with --server.port=N"
                                    .formatted(port));
            assertThat(failure.exitCode()).isEqualTo(3);
        }
    }

    @Test
    void aStoreThatCannotBeWrittenIsOutside() throws IOException {
        Path file = Files.createFile(folder.resolve("file"));
        write("assay: 1\nproject: flights\nonline: {path: file/store}\n");
        Files.createDirectory(folder.resolve("warehouse"));
        StartFailure failure = start("--server.port=0");
        assertThat(failure)
                .hasMessage("%s/store: the online store cannot be made here; give a folder that can be written"
                        .formatted(file));
        assertThat(failure.exitCode()).isEqualTo(3);
    }

    private void write(String settings) throws IOException {
        Files.writeString(folder.resolve("assay.yaml"), settings);
    }

    private StartFailure start(String... more) {
        String[] arguments = new String[more.length + 1];
        arguments[0] = "--assay.project=" + folder;
        System.arraycopy(more, 0, arguments, 1, more.length);
        return catchThrowableOfType(StartFailure.class, () -> AssayService.start(ServiceOptions.parse(arguments)));
    }
}
