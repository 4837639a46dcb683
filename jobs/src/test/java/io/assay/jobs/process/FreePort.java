package io.assay.jobs.process;

import java.io.IOException;
import java.net.BindException;
import java.net.ServerSocket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;

/** Ports for servers that a test is about to start. */
public final class FreePort {
    private static final int FIRST = 15_000;
    private static final int END = 30_000;
    private static final Set<Integer> FOUND = ConcurrentHashMap.newKeySet();

    private FreePort() {}

    /**
     * One that nobody listens on and that was not found before, outside the range that systems take the ports of
     * outgoing connections from: one of those may be taken, even by a client that waits for the server, before the
     * server listens.
     */
    public static int find() throws IOException {
        while (true) {
            try (ServerSocket free =
                    new ServerSocket(ThreadLocalRandom.current().nextInt(FIRST, END))) {
                if (FOUND.add(free.getLocalPort())) {
                    return free.getLocalPort();
                }
            } catch (BindException taken) {
                // another one, then
            }
        }
    }
}
