package io.leadloop.ops.api;

import com.fasterxml.jackson.databind.JsonMappingException;
import io.leadloop.ops.desk.BadInput;
import io.leadloop.process.ConversionVerbs;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;

/** Refusals of the REST interface as problem+json. */
@RestControllerAdvice(basePackageClasses = Problems.class)
class Problems {

    @ExceptionHandler(NotFound.class)
    ProblemDetail notFound(NotFound e) {
        return ProblemDetail.forStatusAndDetail(HttpStatus.NOT_FOUND, String.valueOf(e.getMessage()));
    }

    @ExceptionHandler(ConversionVerbs.Unknown.class)
    ProblemDetail unknown(ConversionVerbs.Unknown e) {
        return ProblemDetail.forStatusAndDetail(HttpStatus.NOT_FOUND, String.valueOf(e.getMessage()));
    }

    @ExceptionHandler(ConversionVerbs.NotPossible.class)
    ProblemDetail notPossible(ConversionVerbs.NotPossible e) {
        return ProblemDetail.forStatusAndDetail(HttpStatus.CONFLICT, String.valueOf(e.getMessage()));
    }

    @ExceptionHandler(BadInput.class)
    ProblemDetail badInput(BadInput e) {
        return ProblemDetail.forStatusAndDetail(HttpStatus.BAD_REQUEST, String.valueOf(e.getMessage()));
    }

    @ExceptionHandler(HttpMessageNotReadableException.class)
    ProblemDetail unreadable(HttpMessageNotReadableException e) {
        String words = e.getCause() instanceof JsonMappingException where
                        && !where.getPath().isEmpty()
                ? "The value of '" + where.getPath().get(0).getFieldName() + "' cannot be read. Numbers are written as"
                        + " 1250.50, times as 2026-11-20T09:30:00Z."
                : "The body is no JSON that can be read here.";
        return ProblemDetail.forStatusAndDetail(HttpStatus.BAD_REQUEST, words);
    }
}
