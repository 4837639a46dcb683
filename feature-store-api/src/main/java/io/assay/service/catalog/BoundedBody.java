package io.assay.service.catalog;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import org.springframework.http.HttpStatus;

/** Reads a request's body up to a limit. */
public final class BoundedBody {
    /**
     * How many bytes of a body that is too long are read and dropped before the error is sent: a client that is still
     * sending when the connection closes may never see the response.
     */
    private static final long MOST_DROPPED = 64L << 20;

    private BoundedBody() {}

    /** The complete body; a problem if it is longer than {@code most} bytes. */
    public static byte[] read(InputStream body, int most) {
        try {
            byte[] bytes = body.readNBytes(most + 1);
            if (bytes.length > most) {
                drop(body);
                throw new ProblemException(
                        HttpStatus.CONTENT_TOO_LARGE, "the body is over %d bytes; send less at once".formatted(most));
            }
            return bytes;
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    private static void drop(InputStream body) {
        byte[] dropped = new byte[8192];
        try {
            for (long left = MOST_DROPPED; left > 0; ) {
                int read = body.read(dropped);
                if (read < 0) {
                    return;
                }
                left -= read;
            }
        } catch (IOException e) {
            // the client is gone, and with it whoever would read the error
        }
    }
}
