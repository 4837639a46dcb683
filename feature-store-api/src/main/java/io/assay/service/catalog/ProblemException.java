package io.assay.service.catalog;

import org.springframework.http.HttpStatus;

/** A request that is answered with a problem (RFC 9457). */
public final class ProblemException extends RuntimeException {
    private final HttpStatus status;

    public ProblemException(HttpStatus status, String message) {
        super(message);
        this.status = status;
    }

    HttpStatus status() {
        return status;
    }
}
