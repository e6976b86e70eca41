package io.leadloop.crm;

import io.leadloop.database.DatabaseTrouble;
import io.leadloop.inbox.Delivery;
import io.leadloop.inbox.InboxIntake;
import io.leadloop.inbox.InboxSettings;
import io.leadloop.inbox.MessageOrigin;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.util.UriComponentsBuilder;
import org.springframework.web.util.UriUtils;

/**
 * {@code POST /webhooks/{source}}: verifies a webhook, stores its events and answers after the commit. 200 (or the
 * CRM's own form of it) when stored; 4xx for {@link WebhookRefused}; 503 if it could not be stored.
 */
@RestController
class WebhookController {

    /** Counts what came, by {@code source} and {@code outcome}. */
    static final String RECEIVED = "leadloop.webhook.received";

    private static final Logger log = LoggerFactory.getLogger(WebhookController.class);
    private static final String RETRY_AFTER_SECONDS = "10";

    /** In the metric, of every source that is not configured. */
    private static final String UNKNOWN = "unknown";

    private final CrmSources sources;
    private final InboxIntake inbox;
    private final SourceHeartbeats pulses;
    private final RefusedWebhooks refusedWebhooks;
    private final InboxSettings settings;
    private final MeterRegistry metrics;

    WebhookController(
            CrmSources sources,
            InboxIntake inbox,
            SourceHeartbeats pulses,
            RefusedWebhooks refusedWebhooks,
            InboxSettings settings,
            MeterRegistry metrics) {
        this.sources = sources;
        this.inbox = inbox;
        this.pulses = pulses;
        this.refusedWebhooks = refusedWebhooks;
        this.settings = settings;
        this.metrics = metrics;
        // An alert on the growth of a counter misses a first case that is the counter's birth.
        sources.names().forEach(source -> {
            List.of("ACCEPTED", "DUPLICATE", "FAILED").forEach(it -> counter(source, it));
            refusals(source);
        });
        refusals(UNKNOWN);
    }

    private void refusals(String source) {
        for (WebhookRefused.Reason reason : WebhookRefused.Reason.values()) {
            counter(source, reason.name());
        }
    }

    private Counter counter(String source, String outcome) {
        return metrics.counter(RECEIVED, "source", source, "outcome", outcome);
    }

    @PostMapping({"/webhooks/{source}", "/webhooks/{source}/{token}"})
    ResponseEntity<?> receive(
            @PathVariable String source,
            @PathVariable(required = false) @Nullable String token,
            HttpServletRequest request)
            throws IOException {
        try {
            CrmSource crm = sources.find(source)
                    .orElseThrow(
                            () -> WebhookRefused.unknownSource(
                                    "No source of this name is configured. Set leadloop.crm.sources.<name>.type and its keys."));
            WebhookRequest webhook = new WebhookRequest(
                    body(request), token == null ? tokenInQuery(request) : token, request::getHeader);
            List<Delivery> deliveries = crm.receive(webhook);
            int fresh = inbox.store(source, deliveries, MessageOrigin.WEBHOOK);
            pulses.heard(source);
            refusedWebhooks.taken(source);
            count(source, "ACCEPTED", fresh);
            count(source, "DUPLICATE", deliveries.size() - fresh);
            WebhookReply reply = crm.reply(deliveries.size());
            return ResponseEntity.status(reply.status())
                    .header("Content-Type", reply.contentType())
                    .body(reply.body());
        } catch (WebhookRefused refused) {
            boolean known = sources.find(source).isPresent();
            count(known ? source : UNKNOWN, refused.reason().name(), 1);
            if (known) {
                refusedWebhooks.refused(source, refused.reason());
            }
            log.warn("Refused a webhook of source={}: {}", known ? source : UNKNOWN, refused.words());
            ProblemDetail problem =
                    ProblemDetail.forStatusAndDetail(HttpStatus.valueOf(refused.status()), refused.words());
            problem.setTitle("Webhook refused, nothing was stored");
            return answer(problem, source);
        } catch (RuntimeException e) {
            log.error("Could not store a webhook of source={}", source, e);
            count(source, "FAILED", 1);
            String cause = DatabaseTrouble.of(e).map(it -> it.words() + ". ").orElse("");
            ProblemDetail problem = ProblemDetail.forStatusAndDetail(
                    HttpStatus.SERVICE_UNAVAILABLE, cause + "The webhook could not be stored. Send it again later.");
            problem.setTitle("Nothing was stored");
            return answer(problem, source);
        }
    }

    /**
     * Not by the servlet's parameters: for a form-encoded body they would consume the body, whose raw bytes are signed.
     */
    private static @Nullable String tokenInQuery(HttpServletRequest request) {
        if (request.getQueryString() == null) {
            return null;
        }
        MultiValueMap<String, String> query = UriComponentsBuilder.newInstance()
                .query(request.getQueryString())
                .build()
                .getQueryParams();
        String token = query.getFirst("token") == null ? query.getFirst("code") : query.getFirst("token");
        return token == null ? null : UriUtils.decode(token, StandardCharsets.UTF_8);
    }

    /** The instance is the source only, because the URL may hold its token. */
    private static ResponseEntity<ProblemDetail> answer(ProblemDetail problem, String source) {
        problem.setInstance(UriComponentsBuilder.fromPath("/webhooks/{source}").build(source));
        ResponseEntity.BodyBuilder answer = ResponseEntity.status(problem.getStatus());
        if (problem.getStatus() == HttpStatus.SERVICE_UNAVAILABLE.value()) {
            answer.header(HttpHeaders.RETRY_AFTER, RETRY_AFTER_SECONDS);
        }
        return answer.contentType(MediaType.APPLICATION_PROBLEM_JSON).body(problem);
    }

    private byte[] body(HttpServletRequest request) throws IOException, WebhookRefused {
        int limit = (int) settings.maxBody().toBytes();
        byte[] collected = WebhookBody.of(request);
        if (collected != null && collected.length <= limit) {
            return collected;
        }
        if (collected != null || request.getContentLengthLong() > limit) {
            throw tooLarge();
        }
        byte[] body = request.getInputStream().readNBytes(limit + 1);
        if (body.length > limit) {
            throw tooLarge();
        }
        return body;
    }

    private WebhookRefused tooLarge() {
        return WebhookRefused.tooLarge(
                "The body is larger than " + settings.maxBody().toMegabytes()
                        + " MB. Send fewer events at once, or raise leadloop.inbox.max-body.");
    }

    private void count(String source, String outcome, int events) {
        if (events > 0) {
            counter(source, outcome).increment(events);
        }
    }
}
