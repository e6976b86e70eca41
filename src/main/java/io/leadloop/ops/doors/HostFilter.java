package io.leadloop.ops.doors;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Set;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Refuses pages under a host name that is not ours: whoever makes a browser believe that {@code evil.example} is this
 * machine (DNS rebinding) or wants a link with a name of their own gets nothing. Health, metrics and webhooks are asked
 * by machines under any name, and captures by browsers on other people's sites.
 */
final class HostFilter extends OncePerRequestFilter {

    private static final Set<String> THIS_MACHINE = Set.of("localhost", "127.0.0.1", "[::1]", "0:0:0:0:0:0:0:1");

    /** RFC 9110, section 15.5.20. */
    private static final int MISDIRECTED_REQUEST = 421;

    private final String host;

    HostFilter(String host) {
        this.host = host;
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        String path = request.getRequestURI();
        return path.startsWith("/actuator/")
                || path.startsWith("/webhooks/")
                || path.equals("/capture")
                || path.startsWith("/capture/");
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        String asked = request.getServerName();
        if (host.equalsIgnoreCase(asked) || THIS_MACHINE.contains(asked)) {
            chain.doFilter(request, response);
        } else {
            Refused.with(
                    request,
                    response,
                    MISDIRECTED_REQUEST,
                    "Another host",
                    "This is LeadLoop at " + host + " (leadloop.doors.address). Open that address.");
        }
    }
}
