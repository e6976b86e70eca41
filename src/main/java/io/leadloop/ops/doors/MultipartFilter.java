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
 * Takes forms of several parts only where one is expected, and only with the boundary between the parts: without it the servlet
 * container fails on the first look at a parameter, before anything else can answer.
 */
final class MultipartFilter extends OncePerRequestFilter {

    /** The decision tables as files; Cockpit's deployments, attachments and variables that are files. */
    private static final List<String> EXPECTED = List.of("/ops/pipeline/upload", "/camunda/api/engine/");

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        String type = request.getContentType();
        // Some clients name the type again where a form's answer leads to a page.
        boolean isQuestion =
                HttpMethod.GET.matches(request.getMethod()) || HttpMethod.HEAD.matches(request.getMethod());
        return isQuestion
                || type == null
                || !type.strip().toLowerCase(Locale.ROOT).startsWith("multipart/");
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        if (EXPECTED.stream().noneMatch(request.getRequestURI()::startsWith)) {
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

    private static boolean hasBoundary(String type) {
        try {
            String boundary = MediaType.parseMediaType(type).getParameter("boundary");
            return boundary != null && !boundary.isBlank();
        } catch (InvalidMediaTypeException unreadable) {
            return false;
        }
    }
}
