package io.leadloop.ops.cockpit;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Refuses queries that carry expressions, anywhere in them. The engine refuses them at the top of a query, but 7.24.0 CE
 * evaluates those inside {@code orQueries} for any signed-in user (CVE-2026-109432).
 */
final class QueryExpressionFilter extends OncePerRequestFilter {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int MAX_BODY = 8 * 1024 * 1024;
    private static final String FORM = "application/x-www-form-urlencoded";
    private static final String SUFFIX = "expression";

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        String type = request.getContentType();
        boolean mayBeJson = type == null || !(type.startsWith("multipart/") || type.startsWith(FORM));
        if (!mayBeJson || "GET".equals(request.getMethod())) {
            // Only the query part: reading a form's body here would take it away from its reader.
            if (namesExpression(request.getQueryString())) {
                refuse(response);
            } else {
                chain.doFilter(request, response);
            }
            return;
        }
        byte[] body = request.getInputStream().readNBytes(MAX_BODY + 1);
        if (body.length > MAX_BODY) {
            response.sendError(HttpServletResponse.SC_REQUEST_ENTITY_TOO_LARGE);
        } else if (holdsExpression(body)) {
            refuse(response);
        } else {
            chain.doFilter(new ReadAgain(request, body), response);
        }
    }

    private static boolean namesExpression(@Nullable String query) {
        if (query == null) {
            return false;
        }
        return Stream.of(query.split("&"))
                .map(it -> it.split("=", 2)[0])
                .map(it -> URLDecoder.decode(it, StandardCharsets.UTF_8))
                .anyMatch(QueryExpressionFilter::isExpression);
    }

    private static void refuse(HttpServletResponse response) throws IOException {
        response.setStatus(HttpServletResponse.SC_BAD_REQUEST);
        response.setContentType("application/problem+json");
        response.getOutputStream()
                .write(JSON.writeValueAsBytes(Map.of(
                        "title", "Expressions are not allowed in queries",
                        "status", HttpServletResponse.SC_BAD_REQUEST,
                        "detail", "Ask with a value instead of an expression.")));
    }

    private static boolean holdsExpression(byte[] body) {
        try {
            JsonNode root = JSON.readTree(body);
            return root != null && holdsExpression(root);
        } catch (JsonProcessingException noJson) {
            return false;
        } catch (IOException e) {
            return true;
        }
    }

    private static boolean holdsExpression(JsonNode node) {
        for (Map.Entry<String, JsonNode> field : node.properties()) {
            if (isExpression(field.getKey())) {
                return true;
            }
        }
        for (JsonNode child : node) {
            if (holdsExpression(child)) {
                return true;
            }
        }
        return false;
    }

    private static boolean isExpression(String name) {
        return name.toLowerCase(java.util.Locale.ROOT).endsWith(SUFFIX);
    }

    /** The request with its body once more. */
    private static final class ReadAgain extends HttpServletRequestWrapper {

        private final byte[] body;

        ReadAgain(HttpServletRequest request, byte[] body) {
            super(request);
            this.body = body;
        }

        @Override
        public ServletInputStream getInputStream() {
            ByteArrayInputStream bytes = new ByteArrayInputStream(body);
            return new ServletInputStream() {
                @Override
                public boolean isFinished() {
                    return bytes.available() == 0;
                }

                @Override
                public boolean isReady() {
                    return true;
                }

                @Override
                public void setReadListener(ReadListener listener) {
                    throw new UnsupportedOperationException("The body is here already");
                }

                @Override
                public int read() {
                    return bytes.read();
                }
            };
        }

        @Override
        public BufferedReader getReader() {
            return new BufferedReader(new InputStreamReader(getInputStream(), StandardCharsets.UTF_8));
        }
    }
}
