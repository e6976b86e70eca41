package io.leadloop.ops.doors;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import org.springframework.http.HttpMethod;
import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.MediaType;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Refuses a body whose {@code Content-Type} nothing behind can work with. A range such as {@code *}{@code /*} names no type (RFC
 * 9110, section 8.3.1) and Spring fails on it. Forms of several parts are taken only where one is expected, and only with the
 * boundary between the parts: without it the servlet container fails on the first look at a parameter.
 */
final class ContentTypeFilter extends OncePerRequestFilter {

    /** The decision tables as files; Cockpit's deployments, attachments and variables that are files. */
    private static final List<String> EXPECTED = List.of("/ops/pipeline/upload", "/camunda/api/engine/");

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        // Some clients name the type again where a form's answer leads to a page.
        boolean isQuestion =
                HttpMethod.GET.matches(request.getMethod()) || HttpMethod.HEAD.matches(request.getMethod());
        return isQuestion || request.getContentType() == null;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        String type = request.getContentType().strip().toLowerCase(Locale.ROOT);
        if (isRange(type)) {
            Refused.with(
                    request,
                    response,
                    HttpServletResponse.SC_UNSUPPORTED_MEDIA_TYPE,
                    "No type of content",
                    "The Content-Type names a range of types. Name the one that the body is of. Nothing was stored.");
        } else if (!type.startsWith("multipart/")) {
            chain.doFilter(request, response);
        } else if (EXPECTED.stream().noneMatch(request.getRequestURI()::startsWith)) {
            Refused.with(
                    request,
                    response,
                    HttpServletResponse.SC_UNSUPPORTED_MEDIA_TYPE,
                    "Not a form of several parts",
                    "Nothing of the kind multipart is taken here. Send the body itself. Nothing was stored.");
        } else if (!hasBoundary(request.getContentType())) {
            Refused.with(
                    request,
                    response,
                    HttpServletResponse.SC_BAD_REQUEST,
                    "The boundary is missing",
                    "A form of several parts needs a boundary in its Content-Type. Nothing was stored.");
        } else {
            chain.doFilter(request, response);
        }
    }

    private static boolean isRange(String type) {
        try {
            MediaType read = MediaType.parseMediaType(type);
            return read.isWildcardType() || read.isWildcardSubtype();
        } catch (InvalidMediaTypeException unreadable) {
            // What is no type at all is refused, or not looked at, by whoever takes the body.
            return false;
        }
    }

    private static boolean hasBoundary(String type) {
        try {
            String boundary = MediaType.parseMediaType(type).getParameter("boundary");
            return boundary != null && !boundary.isBlank();
        } catch (InvalidMediaTypeException unreadable) {
            return false;
        }
    }
}
