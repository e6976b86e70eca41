package io.leadloop.ops.api;

import io.leadloop.ops.desk.BadInput;
import io.leadloop.process.ConversionVerbs;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;

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

    @ExceptionHandler(MethodArgumentTypeMismatchException.class)
    ProblemDetail badParameter(MethodArgumentTypeMismatchException e) {
        return ProblemDetail.forStatusAndDetail(
                HttpStatus.BAD_REQUEST, "The value of '" + e.getName() + "' cannot be read.");
    }
}
