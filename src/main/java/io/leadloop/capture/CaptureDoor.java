package io.leadloop.capture;

import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.FilterChain;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.EnumSet;
import java.util.Map;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;

/**
 * {@code POST /capture} and {@code GET /capture/leadloop-capture.js}: in front of the sign-in, behind the filter that bounds the
 * bodies of unknown senders in size and time. Ends the chain. 200 with the reference; 404 while no site is configured; 403 for
 * another origin, 411 and 413 by the length, 429 for too many, 400 for a body that {@link CaptureBody} does not take.
 */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(CaptureSettings.class)
class CaptureDoor {

    /** The site of our own test page. */
    static final String TEST_SITE = "test";

    /** Behind ops.doors.UnknownBodyFilter, which stands at HIGHEST_PRECEDENCE + 60. */
    private static final int BEHIND_UNKNOWN_BODIES = Ordered.HIGHEST_PRECEDENCE + 61;

    private final CaptureSettings settings;
    private final CaptureScript script;
    private final CaptureReceiver receiver;
    private final ObjectMapper json;

    CaptureDoor(CaptureSettings settings, CaptureScript script, CaptureReceiver receiver, ObjectMapper json) {
        this.settings = settings;
        this.script = script;
        this.receiver = receiver;
        this.json = json;
    }

    @Bean
    FilterRegistrationBean<HttpFilter> captureFilter() {
        FilterRegistrationBean<HttpFilter> registration = new FilterRegistrationBean<>(new HttpFilter() {
            @Override
            protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
                    throws IOException {
                if (request.getRequestURI().equals("/capture")) {
                    capture(request, response);
                } else if (request.getRequestURI().equals("/capture/leadloop-capture.js")) {
                    script(request, response);
                } else {
                    response.setStatus(HttpServletResponse.SC_NOT_FOUND);
                }
            }
        });
        registration.addUrlPatterns("/capture", "/capture/*");
        registration.setOrder(BEHIND_UNKNOWN_BODIES);
        registration.setDispatcherTypes(EnumSet.of(DispatcherType.REQUEST));
        registration.setAsyncSupported(true);
        return registration;
    }

    private void script(HttpServletRequest request, HttpServletResponse response) throws IOException {
        String accepted = String.valueOf(request.getHeader("Accept-Encoding"));
        boolean isZipped = accepted.contains("gzip");
        response.setContentType("text/javascript;charset=UTF-8");
        response.setHeader("Cache-Control", "public, max-age=3600");
        response.setHeader("Vary", "Accept-Encoding");
        response.setHeader("X-Content-Type-Options", "nosniff");
        // Pages that load it with integrity or under a cross-origin policy.
        response.setHeader("Access-Control-Allow-Origin", "*");
        response.setHeader("Cross-Origin-Resource-Policy", "cross-origin");
        if (isZipped) {
            response.setHeader("Content-Encoding", "gzip");
        }
        byte[] bytes = isZipped ? script.zipped() : script.plain();
        response.setContentLength(bytes.length);
        response.getOutputStream().write(bytes);
    }

    private void capture(HttpServletRequest request, HttpServletResponse response) throws IOException {
        response.setHeader("Cache-Control", "no-store");
        response.setHeader("Vary", "Origin");
        try {
            String site = site(request);
            response.setHeader("Access-Control-Allow-Origin", request.getHeader("Origin"));
            if (request.getMethod().equals("OPTIONS")) {
                response.setHeader("Access-Control-Allow-Methods", "POST");
                response.setHeader("Access-Control-Allow-Headers", "Content-Type");
                response.setHeader("Access-Control-Max-Age", "86400");
                response.setStatus(HttpServletResponse.SC_NO_CONTENT);
                return;
            }
            if (!request.getMethod().equals("POST")) {
                response.setHeader("Allow", "POST, OPTIONS");
                throw new CaptureRefused(405, "Captures come by POST.");
            }
            String reference = receiver.receive(site, request.getRemoteAddr(), body(request));
            answer(response, HttpServletResponse.SC_OK, Map.of("reference", reference));
        } catch (CaptureRefused refused) {
            receiver.refused(refused.status());
            if (refused.status() == 429) {
                response.setHeader("Retry-After", "60");
            }
            answer(response, refused.status(), Map.of("status", refused.status(), "detail", refused.words()));
        }
    }

    private String site(HttpServletRequest request) throws CaptureRefused {
        if (!settings.isOn()) {
            throw new CaptureRefused(404, "No site is configured: leadloop.capture.sites.<name>.");
        }
        String origin = request.getHeader("Origin");
        if (origin != null && origin.replaceFirst("^https?://", "").equals(request.getHeader("Host"))) {
            return TEST_SITE;
        }
        return settings.siteOf(origin == null ? "" : origin)
                .orElseThrow(() -> new CaptureRefused(403, "This origin stands in no leadloop.capture.sites.<name>."));
    }

    private static byte[] body(HttpServletRequest request) throws IOException, CaptureRefused {
        if (request.getContentLengthLong() > CaptureBody.MOST) {
            throw new CaptureRefused(413, "A capture has at most " + CaptureBody.MOST + " bytes.");
        }
        byte[] body = request.getInputStream().readNBytes(CaptureBody.MOST + 1);
        if (body.length > CaptureBody.MOST) {
            throw new CaptureRefused(413, "A capture has at most " + CaptureBody.MOST + " bytes.");
        }
        return body;
    }

    private void answer(HttpServletResponse response, int status, Map<String, ?> body) throws IOException {
        response.setStatus(status);
        response.setContentType(status < 400 ? "application/json" : "application/problem+json");
        response.getOutputStream().write(json.writeValueAsBytes(body));
    }
}
