package io.leadloop.crm.generic;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.leadloop.crm.WebhookRefused;
import io.leadloop.crm.WebhookReply;
import io.leadloop.crm.WebhookRequest;
import java.util.Map;
import java.util.Optional;

/** What a CRM asks of an address before it sends events there. Nothing of such a request is stored. */
enum Handshake {
    NONE {
        @Override
        Optional<WebhookReply> answer(WebhookRequest request) {
            return Optional.empty();
        }
    },
    /** A body of {@code {"challenge": "..."}} is sent back (monday). */
    CHALLENGE {
        @Override
        Optional<WebhookReply> answer(WebhookRequest request) throws WebhookRefused {
            if (request.body().length > MOST_BYTES) {
                return Optional.empty();
            }
            JsonNode body = JsonBody.tree(JsonBody.text(request.body()));
            JsonNode challenge = body.path("challenge");
            return body.size() == 1 && challenge.isTextual()
                    ? Optional.of(new WebhookReply(
                            200,
                            "application/json",
                            JsonNodeFactory.instance
                                    .objectNode()
                                    .set("challenge", challenge)
                                    .toString()))
                    : Optional.empty();
        }
    },
    /** A request without an event is answered with its own header {@code X-Hook-Secret} (Keap). */
    HOOK_SECRET {
        @Override
        Optional<WebhookReply> answer(WebhookRequest request) {
            return request.header(HOOK_SECRET_HEADER)
                    .filter(it -> it.length() <= MOST_BYTES && it.chars().allMatch(c -> c > ' ' && c < 127))
                    .filter(it -> isWithoutEvent(request.body()))
                    .map(it -> new WebhookReply(200, "application/json", "{}", Map.of(HOOK_SECRET_HEADER, it)));
        }
    };

    private static final int MOST_BYTES = 2_000;
    private static final String HOOK_SECRET_HEADER = "X-Hook-Secret";

    /** The answer to a handshake; empty if the request is none. */
    abstract Optional<WebhookReply> answer(WebhookRequest request) throws WebhookRefused;

    private static boolean isWithoutEvent(byte[] body) {
        return body.length <= MOST_BYTES
                && new String(body, java.nio.charset.StandardCharsets.UTF_8)
                        .strip()
                        .matches("|\\{\\s*}|\\[\\s*]");
    }
}
