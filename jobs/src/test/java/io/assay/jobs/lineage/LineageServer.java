package io.assay.jobs.lineage;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;

/** An endpoint that events are posted to, and that fails or hangs when a test sets it to. */
final class LineageServer implements AutoCloseable {
    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final CountDownLatch closed = new CountDownLatch(1);
    private final List<String> received = new CopyOnWriteArrayList<>();
    private final AtomicBoolean hangs = new AtomicBoolean();
    private volatile int answer = 201;

    private LineageServer(HttpServer server) {
        this.server = server;
    }

    static LineageServer start() throws IOException {
        HttpServer http = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        LineageServer server = new LineageServer(http);
        http.createContext("/api/v1/lineage", server::take);
        http.setExecutor(server.threads);
        http.start();
        return server;
    }

    private void take(HttpExchange exchange) throws IOException {
        try (exchange) {
            String body = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
            if (hangs.getAndSet(false)) {
                closed.await();
            } else if (answer == 201) {
                received.add(body);
            }
            exchange.sendResponseHeaders(answer, -1);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    void answers(int status) {
        answer = status;
    }

    /** The next request gets no answer. */
    void hangsOnce() {
        hangs.set(true);
    }

    /** Every event that was accepted, in order. */
    List<String> received() {
        return received;
    }

    /** From then on nobody listens. */
    @Override
    public void close() {
        closed.countDown();
        server.stop(0);
        threads.shutdownNow();
    }
}
