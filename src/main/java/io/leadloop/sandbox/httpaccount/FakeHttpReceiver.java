package io.leadloop.sandbox.httpaccount;

import com.fasterxml.jackson.databind.JsonNode;
import io.leadloop.sandbox.Faults;
import io.leadloop.sandbox.Received;
import io.leadloop.sandbox.SandboxPlatform;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.web.context.request.async.DeferredResult;

/** What one account sends to. */
class FakeHttpReceiver extends SandboxPlatform {

    private static final List<String> KEYS = List.of("id", "event_id", "eventId", "orderid");

    FakeHttpReceiver(String account, Received received, Faults faults) {
        super(account, received, faults);
    }

    DeferredResult<ResponseEntity<JsonNode>> take(boolean signedIn, HttpHeaders headers, JsonNode body) {
        return answer(signedIn, () -> check(headers, body));
    }

    @Override
    protected ResponseEntity<JsonNode> badToken() {
        return error(401, "who is this?");
    }

    @Override
    protected ResponseEntity<JsonNode> serverError() {
        return error(503, "out for lunch");
    }

    @Override
    protected ResponseEntity<JsonNode> tooMany() {
        return error(429, "too many requests");
    }

    private ResponseEntity<JsonNode> check(HttpHeaders headers, JsonNode body) {
        if (!body.isContainerNode() || body.isEmpty()) {
            return error(400, "a JSON object or list is expected");
        }
        List<Received.Taken> taken = new ArrayList<>();
        for (JsonNode event : events(body)) {
            if (isBadRow(event)) {
                return error(400, "this event cannot be taken");
            }
            taken.add(new Received.Taken(key(headers, event), event, null));
        }
        take(taken);
        return ResponseEntity.ok(json.objectNode().put("status", "ok").put("events", taken.size()));
    }

    private static List<JsonNode> events(JsonNode body) {
        JsonNode list = body.isArray() ? body : body.path("events");
        return list.isArray() ? list.valueStream().toList() : List.of(body);
    }

    /** The event's own key, else the message's; without any each one is another. */
    private static String key(HttpHeaders headers, JsonNode event) {
        return KEYS.stream()
                .flatMap(it -> Stream.ofNullable(event.path(it).textValue()))
                .findFirst()
                .or(() -> Optional.ofNullable(headers.getFirst("webhook-id")))
                .orElseGet(event::toString);
    }

    private ResponseEntity<JsonNode> error(int status, String words) {
        return ResponseEntity.status(status).body(json.objectNode().put("error", words));
    }
}
