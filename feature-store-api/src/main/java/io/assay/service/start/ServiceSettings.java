package io.assay.service.start;

import io.assay.definition.InvalidDefinitionException;
import io.assay.definition.project.Settings;
import io.assay.service.start.StartFailure.Kind;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;

/**
 * Checked settings of a service: which project it serves, from which warehouse, with which clock.
 *
 * @param store local folder of the embedded online store
 */
public record ServiceSettings(String project, String warehouse, Path store, Clock clock, ServiceOptions options) {

    /** Reads the project's settings and checks what can be checked before anything is opened. */
    public static ServiceSettings of(ServiceOptions options) {
        Settings settings = read(options);
        if (!settings.online().store().equals("embedded")) {
            throw StartFailure.of(
                    Kind.PROJECT,
                    options.project().resolve("assay.yaml") + ": online.store",
                    "'%s' is not in this version".formatted(settings.online().store()),
                    "use embedded");
        }
        Optional<Path> local = local(settings.warehouse());
        local.ifPresent(ServiceSettings::checkWarehouse);
        checkPort(options.port());
        Path store = settings.online()
                .path()
                .map(path -> options.project().resolve(path))
                .orElseGet(() -> local.map(folder -> folder.resolve("online"))
                        .orElseGet(() -> options.project().resolve(".assay").resolve("online")));
        return new ServiceSettings(
                settings.project(), settings.warehouse(), store, options.clock().over(Clock.systemUTC()), options);
    }

    private static Settings read(ServiceOptions options) {
        Path file = options.project().resolve("assay.yaml");
        if (!Files.isRegularFile(file)) {
            throw StartFailure.of(
                    Kind.PROJECT,
                    options.project().toString(),
                    "has no assay.yaml, so it is not a project",
                    "give a project's folder with --assay.project=DIR, or make one with ./assay init DIR");
        }
        try {
            return Settings.read(options.project(), options.env());
        } catch (InvalidDefinitionException faulty) {
            throw StartFailure.of(Kind.PROJECT, faulty.getMessage(), faulty);
        }
    }

    private static Optional<Path> local(String warehouse) {
        if (warehouse.startsWith("file:")) {
            return Optional.of(Path.of(URI.create(warehouse).getPath()));
        }
        return warehouse.contains("://") ? Optional.empty() : Optional.of(Path.of(warehouse));
    }

    private static void checkWarehouse(Path folder) {
        if (!Files.isDirectory(folder)) {
            throw StartFailure.of(
                    Kind.OUTSIDE,
                    "warehouse " + folder,
                    "there is no such folder",
                    "publish something first (./assay ingest), or fix 'warehouse' in assay.yaml");
        }
        if (!Files.isReadable(folder)) {
            throw StartFailure.of(
                    Kind.OUTSIDE, "warehouse " + folder, "cannot be read", "give this user the right to read it");
        }
    }

    private static void checkPort(int port) {
        if (port == 0) {
            return;
        }
        try (ServerSocket probe = new ServerSocket()) {
            probe.setReuseAddress(true);
            probe.bind(new InetSocketAddress(port));
        } catch (IOException taken) {
            throw portInUse(port, taken);
        }
    }

    /** The failure of a port that another process has. */
    public static StartFailure portInUse(int port, Throwable cause) {
        return StartFailure.of(
                Kind.OUTSIDE,
                "port %d: is in use or not allowed; stop what uses it, or choose another with --server.port=N"
                        .formatted(port),
                cause);
    }
}
