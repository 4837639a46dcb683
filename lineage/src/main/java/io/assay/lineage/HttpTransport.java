package io.assay.lineage;

import io.assay.definition.message.Secrets;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;

/** Posts each event to an OpenLineage endpoint, such as Marquez or our own service; waits two seconds at most. */
public final class HttpTransport implements Transport {
    private static final Duration PATIENCE = Duration.ofSeconds(2);
    private static final String PATH = "/api/v1/lineage";

    private final URI uri;
    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(1))
            .build();

    private HttpTransport(URI uri) {
        this.uri = uri;
    }

    /** The server at {@code url} ({@code /api/v1/lineage} is added where it names no path), or the endpoint itself. */
    public static HttpTransport to(String url) {
        URI uri = URI.create(url);
        if (uri.getHost() == null || !uri.getScheme().matches("https?")) {
            throw new IllegalArgumentException(
                    "lineage url '%s' is not an HTTP address; write it as http://host:port".formatted(url));
        }
        boolean bare = uri.getPath() == null
                || uri.getPath().isEmpty()
                || uri.getPath().equals("/");
        return new HttpTransport(bare ? uri.resolve(PATH) : uri);
    }

    @Override
    public String target() {
        return Secrets.masked(uri.toString());
    }

    @Override
    public void send(LineageEvent event) throws IOException {
        HttpRequest request = HttpRequest.newBuilder(uri)
                .timeout(PATIENCE)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(event.json()))
                .build();
        try {
            HttpResponse<String> response = client.send(request, HttpResponse.BodyHandlers.ofString());
            if (response.statusCode() / 100 != 2) {
                throw new IOException("answered %d".formatted(response.statusCode()));
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw (IOException) new InterruptedIOException("interrupted while sending").initCause(interrupted);
        }
    }
}
