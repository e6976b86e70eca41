package io.leadloop.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What the other side answered.
 *
 * @param retryAfter the delay from the header {@code Retry-After}; null where there is none
 */
public record OutsideAnswer(
        int status, String body, @Nullable Duration retryAfter) {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int EVIDENCE_LENGTH = 2_000;

    public boolean isSuccess() {
        return status >= 200 && status < 300;
    }

    /** The body as JSON; a missing node where it is none, so that a proxy's HTML page is no special case. */
    public JsonNode json() {
        try {
            JsonNode parsed = JSON.readTree(body);
            return parsed == null ? MissingNode.getInstance() : parsed;
        } catch (JsonProcessingException noJson) {
            return MissingNode.getInstance();
        }
    }

    /** Status and the start of the body, for the ledger. */
    public String evidence() {
        String text = body.length() > EVIDENCE_LENGTH ? body.substring(0, EVIDENCE_LENGTH) + "..." : body;
        return "HTTP " + status + " " + text;
    }
}
