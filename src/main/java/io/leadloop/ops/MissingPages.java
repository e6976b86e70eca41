package io.leadloop.ops;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.servlet.resource.NoResourceFoundException;

/** An address that leads nowhere is answered with a page where a person asks, with problem+json where a program does. */
@ControllerAdvice
@Order(Ordered.HIGHEST_PRECEDENCE)
class MissingPages {

    @ExceptionHandler(NoResourceFoundException.class)
    @Nullable
    ResponseEntity<ProblemDetail> missing(
            NoResourceFoundException e, HttpServletRequest request, HttpServletResponse response) throws IOException {
        String accepts = request.getHeader(HttpHeaders.ACCEPT);
        if (accepts != null && accepts.contains(MediaType.TEXT_HTML_VALUE)) {
            response.sendError(HttpServletResponse.SC_NOT_FOUND);
            return null;
        }
        return ResponseEntity.status(e.getStatusCode())
                .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                .body(e.getBody());
    }
}
