package io.leadloop.ops;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.web.ErrorResponse;
import org.springframework.web.bind.MissingServletRequestParameterException;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.resource.NoResourceFoundException;

/**
 * An address that leads nowhere, names what is gone, or has a part that cannot be read, is answered with a page where a person asks,
 * with problem+json where a program does.
 */
@ControllerAdvice
@Order(Ordered.HIGHEST_PRECEDENCE)
class AddressErrors {

    /** What the page of errors says beside its own words. */
    static final String WORDS = "words";

    @ExceptionHandler({
        NoResourceFoundException.class,
        ResponseStatusException.class,
        MissingServletRequestParameterException.class
    })
    @Nullable
    ResponseEntity<ProblemDetail> refused(Exception e, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        ErrorResponse answer = (ErrorResponse) e;
        return answered(
                answer.getBody(), e instanceof ResponseStatusException it ? it.getReason() : null, request, response);
    }

    @ExceptionHandler
    @Nullable
    ResponseEntity<ProblemDetail> unreadable(
            MethodArgumentTypeMismatchException e, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        String words = "The value of '" + e.getName() + "' cannot be read.";
        return answered(ProblemDetail.forStatusAndDetail(HttpStatus.BAD_REQUEST, words), words, request, response);
    }

    private static @Nullable ResponseEntity<ProblemDetail> answered(
            ProblemDetail problem, @Nullable String words, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        String accepts = request.getHeader(HttpHeaders.ACCEPT);
        if (accepts != null && accepts.contains(MediaType.TEXT_HTML_VALUE)) {
            request.setAttribute(WORDS, words);
            response.sendError(problem.getStatus());
            return null;
        }
        return ResponseEntity.status(problem.getStatus())
                .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                .body(problem);
    }
}
