package io.leadloop.sandbox.pinterest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.leadloop.sandbox.Faults;
import io.leadloop.sandbox.Received;
import io.leadloop.sandbox.SandboxEnabled;
import io.leadloop.sandbox.SandboxPlatform;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.context.request.async.DeferredResult;

/**
 * Pinterest's Conversions API v5. Kinder than the real one in one place: it counts a repeated offline event once and shows the repetition under {@code deliveries}.
 *
 * <p>Its answers: facts/vectors-meta-tiktok-openai.md 4.3.
 */
@RestController
@RequestMapping("/sandbox/pinterest")
@SandboxEnabled
class FakePinterest extends SandboxPlatform {

    static final String ID = "pinterest";
    static final String TOKEN = "demo-pinterest-token";

    private final Clock clock;

    FakePinterest(Received received, Faults faults, Clock clock) {
        super(ID, received, faults);
        this.clock = clock;
    }

    @PostMapping("/v5/ad_accounts/{account:\\d{1,18}}/events")
    DeferredResult<ResponseEntity<JsonNode>> events(
            @RequestHeader(name = HttpHeaders.AUTHORIZATION, required = false) @Nullable String authorization,
            @RequestParam(name = "test", defaultValue = "false") boolean test,
            @RequestBody JsonNode request) {
        return answer(("Bearer " + TOKEN).equals(authorization), () -> check(request, test));
    }

    @Override
    protected ResponseEntity<JsonNode> badToken() {
        return error(401, 2, "Authentication failed.");
    }

    @Override
    protected ResponseEntity<JsonNode> serverError() {
        return error(503, 4197, "The endpoint has been ramped down and is currently not accepting any traffic.");
    }

    @Override
    protected ResponseEntity<JsonNode> tooMany() {
        return error(429, 8, "This request exceeded a rate limit.");
    }

    private ResponseEntity<JsonNode> check(JsonNode request, boolean test) {
        PinterestRules rules = new PinterestRules(clock.instant());
        if (!rules.isRequest(request)) {
            return error(400, 4196, "The request was invalid.");
        }
        boolean unnamed = badRows().stream().anyMatch(it -> Boolean.FALSE.equals(it.namesTheRow()));
        List<Received.Taken> taken = new ArrayList<>();
        ArrayNode statuses = json.arrayNode();
        for (JsonNode event : request.path("data")) {
            Optional<String> failure = isBadRow(event) ? Optional.of("Event is invalid.") : rules.failure(event);
            statuses.addObject()
                    .put("status", failure.isPresent() ? "failed" : "processed")
                    .put("error_message", failure.orElse(null))
                    .putNull("warning_message");
            if (failure.isEmpty()) {
                taken.add(new Received.Taken(
                        event.path("event_name").asText() + "/"
                                + event.path("event_id").asText(),
                        event,
                        null));
            }
        }
        boolean failed = taken.size() < statuses.size();
        if (failed && unnamed) {
            return error(422, 4196, "Not all events were successfully processed.");
        }
        if (!test) {
            take(taken);
        }
        ObjectNode body =
                json.objectNode().put("num_events_received", statuses.size()).put("num_events_processed", taken.size());
        body.set("events", statuses);
        return ResponseEntity.status(failed ? 422 : 200).body(body);
    }

    private ResponseEntity<JsonNode> error(int status, int code, String message) {
        ObjectNode body = json.objectNode().put("code", code).put("message", message);
        if (status == 422) {
            body.putObject("details");
        }
        return ResponseEntity.status(status).body(body);
    }
}
