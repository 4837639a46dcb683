package io.assay.jobs.publication;

import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;

/**
 * A process of some machine.
 *
 * @param host name of the machine with, on Linux, its boot and its process namespace: process ids of containers that
 *     share a host name do not count for each other
 */
record ProcessIdentity(String host, long pid, Instant started) {
    private static final ProcessIdentity OWN = own();

    static ProcessIdentity ofThisProcess() {
        return OWN;
    }

    private static ProcessIdentity own() {
        ProcessHandle handle = ProcessHandle.current();
        return new ProcessIdentity(
                name() + boot() + namespace(),
                handle.pid(),
                handle.info().startInstant().orElse(Instant.EPOCH));
    }

    /** For messages. */
    String text() {
        return "process %d on %s".formatted(pid, host.split("/", 2)[0]);
    }

    /** Whether process ids of {@code other} are of the same machine as this process's. */
    boolean sameMachine(ProcessIdentity other) {
        return host.equals(other.host);
    }

    /** Whether the process runs; to be called on its machine only. */
    boolean runs() {
        return ProcessHandle.of(pid)
                .filter(ProcessHandle::isAlive)
                .filter(handle -> started.equals(Instant.EPOCH)
                        || handle.info().startInstant().map(started::equals).orElse(true))
                .isPresent();
    }

    private static String name() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            return "unknown";
        }
    }

    private static String boot() {
        try {
            return "/"
                    + Files.readString(Path.of("/proc/sys/kernel/random/boot_id"))
                            .strip();
        } catch (IOException e) {
            return "";
        }
    }

    private static String namespace() {
        try {
            return "/" + Files.readSymbolicLink(Path.of("/proc/self/ns/pid"));
        } catch (IOException e) {
            return "";
        }
    }
}
