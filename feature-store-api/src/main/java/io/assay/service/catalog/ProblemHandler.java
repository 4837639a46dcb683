package io.assay.service.catalog;

import io.assay.definition.message.Secrets;
import io.assay.definition.message.TerminalText;
import io.assay.lineage.received.InvalidEventException;
import io.assay.service.health.FatalErrors;
import io.assay.service.online.FeastError;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.context.request.WebRequest;
import org.springframework.web.servlet.mvc.method.annotation.ResponseEntityExceptionHandler;

/** Errors as RFC 9457 problems, in texts that people may see. */
@RestControllerAdvice
final class ProblemHandler extends ResponseEntityExceptionHandler {
    private static final Logger LOG = LoggerFactory.getLogger(ProblemHandler.class);

    private final FatalErrors fatal;

    ProblemHandler(FatalErrors fatal) {
        this.fatal = fatal;
    }

    @ExceptionHandler
    ProblemDetail onNotFound(NotFoundException unknown) {
        return problem(HttpStatus.NOT_FOUND, unknown.getMessage());
    }

    @ExceptionHandler
    ProblemDetail onInvalidEvent(InvalidEventException invalid) {
        ProblemDetail problem = problem(HttpStatus.BAD_REQUEST, invalid.getMessage());
        problem.setProperty("at", invalid.at());
        return problem;
    }

    @ExceptionHandler
    ProblemDetail onProblem(ProblemException problem) {
        return problem(problem.status(), problem.getMessage());
    }

    /** Unexpected failures are internal errors, never a stack trace to the client. */
    @ExceptionHandler
    ProblemDetail onBug(RuntimeException bug) {
        LOG.error("a request failed; please report it", bug);
        return problem(
                HttpStatus.INTERNAL_SERVER_ERROR, "internal error: %s; the service's log has more".formatted(bug));
    }

    /** Errors, too little memory among them, are for {@link FatalErrors} to decide on. */
    @ExceptionHandler
    ProblemDetail onError(Error error) {
        fatal.report(error);
        return problem(HttpStatus.INTERNAL_SERVER_ERROR, "internal error: " + error);
    }

    private static ProblemDetail problem(HttpStatus status, @Nullable String detail) {
        return ProblemDetail.forStatusAndDetail(status, safe(String.valueOf(detail)));
    }

    /** The framework's own problems. */
    @Override
    protected ResponseEntity<Object> createResponseEntity(
            @Nullable Object body, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        if (body instanceof ProblemDetail problem && problem.getDetail() != null) {
            problem.setDetail(safe(problem.getDetail()));
        }
        return super.createResponseEntity(body, headers, status, request);
    }

    /** Without secrets of URLs and settings, and without control characters. */
    private static String safe(String detail) {
        return TerminalText.lines(Secrets.masked(detail));
    }

    /** The messages of the online endpoint, for our own endpoints that take the same bodies. */
    @ExceptionHandler
    ProblemDetail onRequest(FeastError error) {
        return problem(HttpStatus.valueOf(error.status()), error.getMessage());
    }
}
