package io.leadloop.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.leadloop.database.StorableText;
import java.time.Duration;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * An HTTP answer. Its body and every text of its JSON can be stored: characters that PostgreSQL cannot hold are
 * replaced, also as JSON escapes.
 *
 * @param retryAfter the delay from the header {@code Retry-After}; null where there is none
 * @param contentType the header {@code Content-Type}; null where there is none
 */
public record OutsideAnswer(
        int status,
        String body,
        @Nullable Duration retryAfter,
        @Nullable String contentType) {

    /** What stands behind a value makes the body no JSON: two answers, or one that was cut and put together wrongly. */
    private static final ObjectMapper JSON = JsonMapper.builder()
            .nodeFactory(new StorableNodes())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private static final int EVIDENCE_LENGTH = 2_000;

    public OutsideAnswer {
        body = StorableText.of(body);
    }

    public OutsideAnswer(int status, String body, @Nullable Duration retryAfter) {
        this(status, body, retryAfter, null);
    }

    /** The same answer with another body, for one of whose parts alone is meant. */
    public OutsideAnswer with(String otherBody) {
        return new OutsideAnswer(status, otherBody, retryAfter, contentType);
    }

    /** Whether its type allows JSON; some platforms call theirs a script or plain text. */
    public boolean mayBeJson() {
        if (contentType == null) {
            return true;
        }
        String type = contentType.toLowerCase(Locale.ROOT);
        return type.contains("json") || type.contains("javascript") || type.startsWith("text/plain");
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

    /** What it says, in one short line without what may point to a person: for words that nobody knows yet. */
    public String masked() {
        return MaskedWords.of(body);
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
