package io.leadloop.crm;

import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.util.MultiValueMap;
import org.springframework.util.StringUtils;
import org.springframework.web.util.UriComponentsBuilder;
import org.springframework.web.util.UriUtils;

/** Reads source and token out of the address of a webhook and writes its answer. */
class WebhookExchange {

    private static final String RETRY_AFTER_SECONDS = "10";
    /** {@code /webhooks/source/token} begins with a slash. */
    private static final int SOURCE = 2;

    private static final int TOKEN = 3;

    private final WebhookReceiver receiver;
    private final ObjectMapper json;

    WebhookExchange(WebhookReceiver receiver, ObjectMapper json) {
        this.receiver = receiver;
        this.json = json;
    }

    /** @param body as it came; at most one byte more than allowed */
    void answer(HttpServletRequest request, HttpServletResponse response, byte[] body) throws IOException {
        List<String> path = List.of(request.getRequestURI().split("/"));
        // No source has an empty name, so an address of another shape is an unknown source.
        String source = path.size() > TOKEN + 1 ? "" : part(path, SOURCE);
        if (!HttpMethod.POST.matches(request.getMethod())) {
            WebhookAnswer answer = HttpMethod.GET.matches(request.getMethod())
                    ? receiver.challenge(source, query(request))
                    : WebhookAnswer.onlyPosted(source);
            if (answer.stored() == null) {
                response.setHeader(HttpHeaders.ALLOW, HttpMethod.POST.name());
            }
            write(response, answer);
            return;
        }
        String token = part(path, TOKEN);
        write(
                response,
                receiver.receive(
                        source,
                        new WebhookRequest(body, token.isEmpty() ? tokenInQuery(request) : token, request::getHeader)));
    }

    private static String part(List<String> path, int index) {
        return index < path.size() ? StringUtils.uriDecode(path.get(index), StandardCharsets.UTF_8) : "";
    }

    /**
     * Not by the servlet's parameters: for a form-encoded body they would consume the body, whose raw bytes are signed.
     */
    private static @Nullable String tokenInQuery(HttpServletRequest request) {
        Map<String, String> query = query(request);
        return query.containsKey("token") ? query.get("token") : query.get("code");
    }

    /** The parameters of the address, the first value of each; without those whose encoding is broken. */
    private static Map<String, String> query(HttpServletRequest request) {
        Map<String, String> decoded = new LinkedHashMap<>();
        if (request.getQueryString() == null) {
            return decoded;
        }
        MultiValueMap<String, String> query = UriComponentsBuilder.newInstance()
                .query(request.getQueryString())
                .build()
                .getQueryParams();
        for (String name : query.keySet()) {
            String value = query.getFirst(name);
            try {
                if (value != null) {
                    decoded.put(name, UriUtils.decode(value, StandardCharsets.UTF_8));
                }
            } catch (IllegalArgumentException brokenEscape) {
                // As if it were not there.
            }
        }
        return decoded;
    }

    private void write(HttpServletResponse response, WebhookAnswer answer) throws IOException {
        if (answer.stored() != null) {
            WebhookReply reply = answer.stored();
            reply.headers().forEach(response::setHeader);
            write(response, reply.status(), reply.contentType(), reply.body().getBytes(StandardCharsets.UTF_8));
        } else if (answer.problem() != null) {
            ProblemDetail problem = answer.problem();
            if (problem.getStatus() == HttpStatus.SERVICE_UNAVAILABLE.value()) {
                response.setHeader(HttpHeaders.RETRY_AFTER, RETRY_AFTER_SECONDS);
            }
            write(
                    response,
                    problem.getStatus(),
                    MediaType.APPLICATION_PROBLEM_JSON_VALUE,
                    json.writeValueAsBytes(problem));
        }
    }

    private static void write(HttpServletResponse response, int status, String type, byte[] body) throws IOException {
        response.setStatus(status);
        response.setContentType(type);
        response.setContentLength(body.length);
        response.getOutputStream().write(body);
    }
}
