package io.assay.service.online;

import java.nio.ByteBuffer;
import java.util.Arrays;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Request;

/** Gathers a request's body without blocking a thread, up to a limit. */
final class RequestBody implements Runnable {
    /** Longest body that is read, in bytes. */
    static final int LONGEST = 4 << 20;

    private static final int TOO_LARGE = 413;
    private static final int FIRST = 1 << 10;

    private final Request request;
    private final Reader reader;
    private byte[] bytes = new byte[FIRST];
    private int size;

    /** Hears of the whole body, of one too large, or of a connection that broke; one of the three, once. */
    interface Reader {
        void whole(byte[] body, int length);

        void refused(FeastError error);

        void broken(Throwable failure);
    }

    private RequestBody(Request request, Reader reader) {
        this.request = request;
        this.reader = reader;
    }

    static void read(Request request, Reader reader) {
        if (request.getLength() > LONGEST) {
            reader.refused(tooLarge());
            return;
        }
        new RequestBody(request, reader).run();
    }

    @Override
    public void run() {
        while (true) {
            Content.Chunk chunk = request.read();
            if (chunk == null) {
                request.demand(this);
                return;
            }
            if (Content.Chunk.isFailure(chunk)) {
                reader.broken(chunk.getFailure());
                return;
            }
            boolean fits = take(chunk.getByteBuffer());
            boolean last = chunk.isLast();
            chunk.release();
            if (!fits) {
                reader.refused(tooLarge());
                return;
            }
            if (last) {
                reader.whole(bytes, size);
                return;
            }
        }
    }

    private boolean take(ByteBuffer part) {
        int more = part.remaining();
        if (size + more > LONGEST) {
            return false;
        }
        if (bytes.length < size + more) {
            bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, size + more));
        }
        part.get(bytes, size, more);
        size += more;
        return true;
    }

    private static FeastError tooLarge() {
        return FeastError.plain(TOO_LARGE, "the body is over %d bytes; send fewer rows at once".formatted(LONGEST));
    }
}
