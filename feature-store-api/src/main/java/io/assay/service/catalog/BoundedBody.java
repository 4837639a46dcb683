package io.assay.service.catalog;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import org.springframework.http.HttpStatus;

/** Reads a request's body up to a limit. */
public final class BoundedBody {
    private BoundedBody() {}

    /** The complete body; a problem if it is longer than {@code most} bytes. */
    public static byte[] read(InputStream body, int most) {
        try {
            byte[] bytes = body.readNBytes(most + 1);
            if (bytes.length > most) {
                throw new ProblemException(
                        HttpStatus.CONTENT_TOO_LARGE, "the body is over %d bytes; send less at once".formatted(most));
            }
            return bytes;
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }
}
