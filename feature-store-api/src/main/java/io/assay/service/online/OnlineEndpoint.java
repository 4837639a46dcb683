package io.assay.service.online;

import io.assay.definition.message.Secrets;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.function.Consumer;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.http.PreEncodedHttpField;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Feast's paths, answered before anything of Spring's is reached; all others go on to it. */
public final class OnlineEndpoint extends Handler.Wrapper {
    static final String FEATURES = "/get-online-features";

    private static final Logger LOG = LoggerFactory.getLogger(OnlineEndpoint.class);
    private static final Set<String> WRITES = Set.of("/push", "/write-to-online-store");
    private static final HttpField JSON = new PreEncodedHttpField(HttpHeader.CONTENT_TYPE, "application/json");

    private final OnlineFeatures features;
    private final OnlineMetrics metrics;
    private final Consumer<Error> fatal;
    private final LargeRequestLimiter large =
            new LargeRequestLimiter(Runtime.getRuntime().maxMemory());

    /** Errors in a request, too little memory among them, go to {@code fatal}. */
    public OnlineEndpoint(OnlineFeatures features, OnlineMetrics metrics, Consumer<Error> fatal) {
        this.features = features;
        this.metrics = metrics;
        this.fatal = fatal;
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) throws Exception {
        String path = request.getHttpURI().getPath();
        if (path == null) {
            return super.handle(request, response, callback);
        }
        String place = path.length() > 1 && path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
        if (place.equals(FEATURES)) {
            if (allowed("POST", request, response, callback)) {
                RequestBody.read(request, new Features(response, callback));
            }
        } else if (place.equals("/health")) {
            if (allowed("GET", request, response, callback)) {
                response.setStatus(HttpStatus.OK_200);
                callback.succeeded();
            }
        } else if (WRITES.contains(place)) {
            if (allowed("POST", request, response, callback)) {
                refuse(response, callback, place);
            }
        } else {
            return super.handle(request, response, callback);
        }
        return true;
    }

    private static boolean allowed(String method, Request request, Response response, Callback callback) {
        String requested = request.getMethod();
        if (requested.equals(method) || (requested.equals("HEAD") && method.equals("GET"))) {
            return true;
        }
        response.getHeaders().put(HttpHeader.ALLOW, method);
        answer(response, callback, FeastError.plain(HttpStatus.METHOD_NOT_ALLOWED_405, "Method Not Allowed"));
        return false;
    }

    private static void refuse(Response response, Callback callback, String path) {
        answer(
                response,
                callback,
                FeastError.plain(
                        HttpStatus.NOT_IMPLEMENTED_501,
                        ("%s: features are written by jobs, past the gate, and followed from their tables; "
                                        + "publish rows with 'assay ingest' and 'assay compute'")
                                .formatted(path)));
    }

    private static void answer(Response response, Callback callback, FeastError error) {
        send(response, callback, error.status(), ByteBuffer.wrap(error.body().getBytes(StandardCharsets.UTF_8)));
    }

    private static void send(Response response, Callback callback, int status, ByteBuffer content) {
        response.setStatus(status);
        response.getHeaders().put(JSON);
        response.getHeaders().put(HttpHeader.CONTENT_LENGTH, content.remaining());
        response.write(true, content, callback);
    }

    /** One request for features, from its complete body to its answer. */
    private final class Features implements RequestBody.Receiver {
        private final Response response;
        private final Callback callback;
        private final long started = System.nanoTime();

        Features(Response response, Callback callback) {
            this.response = response;
            this.callback = callback;
        }

        @Override
        public void received(byte[] body) {
            try {
                OnlineFeatures.Resolved request = features.resolve(body);
                send(response, callback, HttpStatus.OK_200, built(request).content());
            } catch (FeastError refused) {
                refused(refused);
            } catch (RuntimeException bug) {
                LOG.error("{}: an answer failed; please report it", FEATURES, bug);
                refused(FeastError.plain(
                        HttpStatus.INTERNAL_SERVER_ERROR_500,
                        "internal error: %s; the service's log has more".formatted(Secrets.masked(bug.toString()))));
            } catch (Error error) {
                fatal.accept(error);
                refused(FeastError.plain(
                        HttpStatus.INTERNAL_SERVER_ERROR_500, "internal error: " + Secrets.masked(error.toString())));
            }
        }

        private JsonBuffer built(OnlineFeatures.Resolved request) {
            LargeRequestLimiter.Turn turn = large.turn(request.computed());
            try {
                ReadRows[] rows = features.read(request);
                JsonBuffer answer = FeatureResponse.of(request.plan(), request.keys(), rows);
                metrics.answered(request.plan(), rows, System.nanoTime() - started);
                return answer;
            } finally {
                turn.end();
            }
        }

        @Override
        public void refused(FeastError error) {
            metrics.refused(System.nanoTime() - started);
            answer(response, callback, error);
        }

        @Override
        public void broken(Throwable failure) {
            callback.failed(failure);
        }
    }
}
