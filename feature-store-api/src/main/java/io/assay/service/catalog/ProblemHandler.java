package io.assay.service.catalog;

import io.assay.lineage.received.InvalidEventException;
import io.assay.service.health.FatalErrors;
import io.assay.service.online.FeastError;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.servlet.mvc.method.annotation.ResponseEntityExceptionHandler;

/** Errors as RFC 9457 problems. */
@RestControllerAdvice
final class ProblemHandler extends ResponseEntityExceptionHandler {
    private static final Logger LOG = LoggerFactory.getLogger(ProblemHandler.class);

    private final FatalErrors fatal;

    ProblemHandler(FatalErrors fatal) {
        this.fatal = fatal;
    }

    @ExceptionHandler
    ProblemDetail onNotFound(NotFoundException unknown) {
        return ProblemDetail.forStatusAndDetail(HttpStatus.NOT_FOUND, unknown.getMessage());
    }

    @ExceptionHandler
    ProblemDetail onInvalidEvent(InvalidEventException invalid) {
        ProblemDetail problem = ProblemDetail.forStatusAndDetail(HttpStatus.BAD_REQUEST, invalid.getMessage());
        problem.setProperty("at", invalid.at());
        return problem;
    }

    @ExceptionHandler
    ProblemDetail onProblem(ProblemException problem) {
        return ProblemDetail.forStatusAndDetail(problem.status(), problem.getMessage());
    }

    /** Unexpected failures are internal errors, never a stack trace to the client. */
    @ExceptionHandler
    ProblemDetail onBug(RuntimeException bug) {
        LOG.error("a request failed; please report it", bug);
        return ProblemDetail.forStatusAndDetail(
                HttpStatus.INTERNAL_SERVER_ERROR, "internal error: %s; the service's log has more".formatted(bug));
    }

    /** Errors, too little memory among them, are for {@link FatalErrors} to decide on. */
    @ExceptionHandler
    ProblemDetail onError(Error error) {
        fatal.report(error);
        return ProblemDetail.forStatusAndDetail(HttpStatus.INTERNAL_SERVER_ERROR, "internal error: " + error);
    }

    /** The messages of the online endpoint, for our own endpoints that take the same bodies. */
    @ExceptionHandler
    ProblemDetail onRequest(FeastError error) {
        return ProblemDetail.forStatusAndDetail(HttpStatus.valueOf(error.status()), error.getMessage());
    }
}
