package io.assay.service.online;

import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpHeaderValue;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.util.Promise;

/** Reads a request's body without blocking a thread, up to a limit. */
final class RequestBody {
    /** Longest body that is read, in bytes. */
    static final int LONGEST = 4 << 20;

    /**
     * How many bytes of a body that is too long are read and dropped before the error is sent: a client that is still
     * sending when the connection closes may never see the response.
     */
    private static final long MOST_DROPPED = 64L << 20;

    private RequestBody() {}

    /**
     * Receives the complete body, or is notified that it is too large or that the connection broke; one of the three,
     * once.
     */
    interface Receiver {
        void received(byte[] body);

        void refused(FeastError error);

        void broken(Throwable failure);
    }

    static void read(Request request, Receiver receiver) {
        if (request.getLength() > LONGEST) {
            if (request.getHeaders().contains(HttpHeader.EXPECT, HttpHeaderValue.CONTINUE.asString())) {
                receiver.refused(tooLarge()); // the client has not begun to send
            } else {
                new Drain(request, () -> receiver.refused(tooLarge())).run();
            }
            return;
        }
        Content.Source.asByteArrayAsync(new Body(request), LONGEST, new Promise.Invocable<>() {
            @Override
            public void succeeded(byte[] body) {
                receiver.received(body);
            }

            @Override
            public void failed(Throwable failure) {
                if (failure instanceof IllegalStateException) { // how Jetty reports that the limit was passed
                    new Drain(request, () -> receiver.refused(tooLarge())).run();
                } else {
                    receiver.broken(failure);
                }
            }
        });
    }

    /**
     * The request's body for Jetty's reader, which fails its source after it has reported the limit: too late, as by
     * then the response is out.
     */
    private record Body(Request request) implements Content.Source {
        @Override
        public long getLength() {
            return request.getLength();
        }

        @Override
        public Content.Chunk read() {
            return request.read();
        }

        @Override
        public void demand(Runnable demandCallback) {
            request.demand(demandCallback);
        }

        @Override
        public void fail(Throwable failure) {}
    }

    /** Reads what is left of a body and drops it, then calls; after {@link #MOST_DROPPED} bytes at the latest. */
    private static final class Drain implements Runnable {
        private final Request request;
        private final Runnable then;
        private long dropped;

        Drain(Request request, Runnable then) {
            this.request = request;
            this.then = then;
        }

        @Override
        public void run() {
            while (dropped < MOST_DROPPED) {
                Content.Chunk chunk = request.read();
                if (chunk == null) {
                    request.demand(this);
                    return;
                }
                if (Content.Chunk.isFailure(chunk)) {
                    break;
                }
                dropped += chunk.remaining();
                boolean last = chunk.isLast();
                chunk.release();
                if (last) {
                    break;
                }
            }
            then.run();
        }
    }

    private static FeastError tooLarge() {
        return FeastError.plain(
                HttpStatus.PAYLOAD_TOO_LARGE_413,
                "the body is over %d bytes; send fewer rows at once".formatted(LONGEST));
    }
}
