package io.leadloop.ops.doors;

import io.leadloop.database.DatabaseTrouble;
import io.leadloop.database.DatabaseTroubles;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.springframework.web.filter.OncePerRequestFilter;

/** Answers 503 with what is wrong and Retry-After where the database is away, full or read-only; other failures pass. */
final class DatabaseTroubleFilter extends OncePerRequestFilter {

    private static final String NEXT = ". Nothing is lost; what waits goes on by itself. Try again in a few seconds.";

    private final DatabaseTroubles troubles;

    DatabaseTroubleFilter(DatabaseTroubles troubles) {
        this.troubles = troubles;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        try {
            chain.doFilter(request, response);
        } catch (ServletException | RuntimeException e) {
            Optional<DatabaseTrouble> trouble = DatabaseTrouble.of(e);
            if (trouble.isEmpty() || response.isCommitted()) {
                throw e;
            }
            troubles.happened(trouble.get());
            logger.warn("A request failed for the database", e);
            answer(request, response, trouble.get().words() + NEXT);
        }
    }

    private static void answer(HttpServletRequest request, HttpServletResponse response, String words)
            throws IOException {
        String accept = request.getHeader("Accept");
        boolean isPage = accept != null && accept.contains("text/html");
        response.reset();
        response.setStatus(HttpServletResponse.SC_SERVICE_UNAVAILABLE);
        response.setHeader("Retry-After", "10");
        response.setHeader("Cache-Control", "no-store");
        response.setContentType(isPage ? "text/html;charset=UTF-8" : "application/problem+json");
        String body = isPage
                ? "<!DOCTYPE html><html lang=\"en\"><title>LeadLoop waits for its database</title><h1>LeadLoop waits for"
                        + " its database</h1><p>" + words + "</p></html>"
                : "{\"title\":\"LeadLoop waits for its database\",\"status\":503,\"detail\":\"" + words + "\"}";
        response.getOutputStream().write(body.getBytes(StandardCharsets.UTF_8));
    }
}
