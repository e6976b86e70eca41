package io.leadloop.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.leadloop.database.StorableText;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * An HTTP answer. Its body and every text of its JSON can be stored: characters that PostgreSQL cannot hold are
 * replaced, also as JSON escapes.
 *
 * @param retryAfter the delay from the header {@code Retry-After}; null where there is none
 */
public record OutsideAnswer(
        int status, String body, @Nullable Duration retryAfter) {

    private static final ObjectMapper JSON =
            JsonMapper.builder().nodeFactory(new StorableNodes()).build();
    private static final int EVIDENCE_LENGTH = 2_000;

    public OutsideAnswer {
        body = StorableText.of(body);
    }

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
        return "HTTP " + status + " " + StorableText.of(body, EVIDENCE_LENGTH);
    }

    private static final class StorableNodes extends JsonNodeFactory {

        private static final long serialVersionUID = 1;

        @Override
        public TextNode textNode(String text) {
            return super.textNode(StorableText.of(text));
        }
    }
}
