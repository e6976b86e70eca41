package io.leadloop.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.web.context.request.async.DeferredResult;

/**
 * What every fake platform does alike: first the faults that were switched on, then its own strict rules; what it took it
 * keeps.
 */
public abstract class SandboxPlatform {

    /** Longer than anybody waits for an answer; in the end the connection is given free. */
    private static final long NEVER = 60_000L;

    protected final JsonNodeFactory json = JsonNodeFactory.instance;
    private final String id;
    private final Received received;
    private final Faults faults;

    protected SandboxPlatform(String id, Received received, Faults faults) {
        this.id = id;
        this.received = received;
        this.faults = faults;
    }

    /** The platform's words for a sign-in that it refuses. */
    protected abstract ResponseEntity<JsonNode> badToken();

    /** The platform's words for trouble of its own. */
    protected abstract ResponseEntity<JsonNode> serverError();

    /** The platform's words for too many requests; the header Retry-After is added where a fault asks for it. */
    protected abstract ResponseEntity<JsonNode> tooMany();

    /**
     * Answers one request for events.
     *
     * @param signedIn whether the request carries the sandbox's token
     * @param rules checks the request, takes what is good and gives the platform's answer
     */
    protected final DeferredResult<ResponseEntity<JsonNode>> answer(
            boolean signedIn, Supplier<ResponseEntity<JsonNode>> rules) {
        DeferredResult<ResponseEntity<JsonNode>> answer = new DeferredResult<>(NEVER);
        if (faults.use(id, Faults.Kind.REDIRECT).isPresent()) {
            answer.setResult(ResponseEntity.status(302)
                    .header(HttpHeaders.LOCATION, "/login")
                    .header(HttpHeaders.CONTENT_TYPE, "text/html")
                    .build());
            return answer;
        }
        if (!signedIn || faults.use(id, Faults.Kind.BAD_TOKEN).isPresent()) {
            answer.setResult(badToken());
            return answer;
        }
        if (faults.use(id, Faults.Kind.SERVER_ERROR).isPresent()) {
            answer.setResult(serverError());
            return answer;
        }
        Optional<Faults.Fault> limit = faults.use(id, Faults.Kind.RATE_LIMIT);
        if (limit.isPresent()) {
            answer.setResult(withDelay(tooMany(), limit.get()));
            return answer;
        }
        ResponseEntity<JsonNode> ruled = rules.get();
        boolean taken = ruled.getStatusCode().is2xxSuccessful();
        if (!taken || faults.use(id, Faults.Kind.TIMEOUT_AFTER_ACCEPTING).isEmpty()) {
            answer.setResult(ruled);
        }
        return answer;
    }

    /** Whether a fault is switched on that refuses every sign-in; uses none up. */
    protected final boolean refusesSignIns() {
        return faults.of(id).stream().anyMatch(it -> it.fault() == Faults.Kind.BAD_TOKEN);
    }

    protected final void take(List<Received.Taken> events) {
        received.take(id, events, false);
    }

    /** For a platform at which a known key means that the event has changed. */
    protected final void takeLast(List<Received.Taken> events) {
        received.take(id, events, true);
    }

    protected final List<Faults.Fault> badRows() {
        return faults.badRows(id);
    }

    /** Whether a fault makes the platform refuse this action. */
    protected final boolean isBadAction(String action) {
        return faults.badActions(id).stream().anyMatch(it -> action.equals(it.matching()));
    }

    /** Whether a fault makes this event a bad row. */
    protected final boolean isBadRow(JsonNode event) {
        return badRows().stream().anyMatch(it -> event.toString().contains(String.valueOf(it.matching())));
    }

    private static ResponseEntity<JsonNode> withDelay(ResponseEntity<JsonNode> answer, Faults.Fault limit) {
        ResponseEntity.BodyBuilder delayed = ResponseEntity.status(answer.getStatusCode());
        if (limit.retryAfterSeconds() != null) {
            delayed.header(HttpHeaders.RETRY_AFTER, limit.retryAfterSeconds().toString());
        }
        return delayed.body(answer.getBody());
    }
}
