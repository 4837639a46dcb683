package io.assay.service.catalog;

import io.assay.lineage.received.InvalidEventException;
import io.assay.service.online.FeastError;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.servlet.mvc.method.annotation.ResponseEntityExceptionHandler;

/** Errors as RFC 9457 problems. */
@RestControllerAdvice
final class Problems extends ResponseEntityExceptionHandler {
    @ExceptionHandler
    ProblemDetail onNotFound(NotFound unknown) {
        return ProblemDetail.forStatusAndDetail(HttpStatus.NOT_FOUND, unknown.getMessage());
    }

    @ExceptionHandler
    ProblemDetail onInvalidEvent(InvalidEventException invalid) {
        ProblemDetail problem = ProblemDetail.forStatusAndDetail(HttpStatus.BAD_REQUEST, invalid.getMessage());
        problem.setProperty("at", invalid.at());
        return problem;
    }

    @ExceptionHandler
    ProblemDetail onRefusal(Refusal refusal) {
        return ProblemDetail.forStatusAndDetail(refusal.status(), refusal.getMessage());
    }

    /** The words of the hot endpoint, for our own endpoints that take the same bodies. */
    @ExceptionHandler
    ProblemDetail onRequest(FeastError error) {
        return ProblemDetail.forStatusAndDetail(HttpStatus.valueOf(error.status()), error.getMessage());
    }
}
