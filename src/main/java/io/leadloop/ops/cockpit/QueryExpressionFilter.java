package io.leadloop.ops.cockpit;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import io.leadloop.ops.doors.BufferedBody;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Refuses queries that carry expressions, anywhere in them. The engine refuses them at the top of a query, but 7.24.0 CE
 * evaluates those inside {@code orQueries} for any signed-in user (CVE-2026-109432). Whoever is not signed in is refused
 * by Camunda's own filter; nothing is read for them here.
 */
final class QueryExpressionFilter extends OncePerRequestFilter {

    private static final JsonFactory JSON = new JsonFactory();
    private static final int MAX_BODY = 64 * 1024;
    private static final String FORM = "application/x-www-form-urlencoded";
    private static final String SUFFIX = "expression";

    private final CockpitSession session;

    QueryExpressionFilter(CockpitSession session) {
        this.session = session;
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        return !session.isSignedIn(request);
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        if (namesExpression(request.getQueryString())) {
            refuse(response, 400, "Expressions are not allowed in queries", "Ask with a value instead of one.");
            return;
        }
        String type = request.getContentType();
        boolean mayBeJson = type == null || !(type.startsWith("multipart/") || type.startsWith(FORM));
        if (!mayBeJson || "GET".equals(request.getMethod())) {
            // Reading a form's body here would take it away from its reader.
            chain.doFilter(request, response);
            return;
        }
        byte[] body = request.getInputStream().readNBytes(MAX_BODY + 1);
        if (body.length > MAX_BODY) {
            refuse(response, 413, "The body is too large", "At most 64 kB are taken here.");
            return;
        }
        try {
            if (holdsExpression(body)) {
                refuse(response, 400, "Expressions are not allowed in queries", "Ask with a value instead of one.");
                return;
            }
        } catch (JsonProcessingException noJson) {
            refuse(response, 400, "The body is not JSON", "Send one JSON value, or a form as multipart/form-data.");
            return;
        }
        chain.doFilter(new BufferedBody(request, body), response);
    }

    private static boolean namesExpression(@Nullable String query) {
        return query != null
                && Stream.of(query.split("&"))
                        .map(it -> it.split("=", 2)[0])
                        .map(it -> URLDecoder.decode(it, StandardCharsets.UTF_8))
                        .anyMatch(QueryExpressionFilter::isExpression);
    }

    private static boolean holdsExpression(byte[] body) throws IOException {
        try (JsonParser parser = JSON.createParser(body)) {
            for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
                if (token == JsonToken.FIELD_NAME && isExpression(parser.currentName())) {
                    return true;
                }
            }
            return false;
        }
    }

    private static boolean isExpression(String name) {
        return name.toLowerCase(Locale.ROOT).endsWith(SUFFIX);
    }

    private static void refuse(HttpServletResponse response, int status, String title, String detail)
            throws IOException {
        response.setStatus(status);
        response.setContentType("application/problem+json");
        response.getOutputStream()
                .write("{\"title\":\"%s\",\"status\":%d,\"detail\":\"%s\"}"
                        .formatted(title, status, detail)
                        .getBytes(StandardCharsets.UTF_8));
    }
}
