package io.assay.lineage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import io.assay.lineage.LineageEvent.State;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class HttpTransportTest {
    private final List<String> received = new ArrayList<>();
    private final HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    private final LineageEvent event = new LineageEvent(new UUID(1, 2), State.START, Samples.START, "{\"a\":\"ü\"}");
    private int answer = 201;

    HttpTransportTest() throws IOException {
        server.createContext("/", exchange -> {
            byte[] body = exchange.getRequestBody().readAllBytes();
            received.add(exchange.getRequestURI() + " " + new String(body, StandardCharsets.UTF_8));
            exchange.sendResponseHeaders(answer, -1);
            exchange.close();
        });
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    void eventsArePostedToTheServersLineagePath() throws IOException {
        HttpTransport.to("http://127.0.0.1:" + server.getAddress().getPort()).send(event);
        assertThat(received).containsExactly("/api/v1/lineage {\"a\":\"ü\"}");
    }

    @Test
    void aPathOfItsOwnIsKept() throws IOException {
        HttpTransport.to("http://127.0.0.1:" + server.getAddress().getPort() + "/openlineage")
                .send(event);
        assertThat(received).containsExactly("/openlineage {\"a\":\"ü\"}");
    }

    @Test
    void anAnswerThatIsNoSuccessIsAFailure() {
        answer = 503;
        HttpTransport transport =
                HttpTransport.to("http://127.0.0.1:" + server.getAddress().getPort());
        assertThatThrownBy(() -> transport.send(event))
                .isInstanceOf(IOException.class)
                .hasMessage("answered 503");
    }

    @Test
    void anInvalidAddressIsReportedAtOnce() {
        assertThatThrownBy(() -> HttpTransport.to("marquez:5000"))
                .hasMessage("lineage url 'marquez:5000' is not an HTTP address; write it as http://host:port");
    }
}
