package io.leadloop.crm;

import java.util.Map;

/**
 * The HTTP answer to a stored webhook.
 *
 * @param headers further headers by name; their values may hold visible ASCII characters only
 */
public record WebhookReply(int status, String contentType, String body, Map<String, String> headers) {

    public WebhookReply(int status, String contentType, String body) {
        this(status, contentType, body, Map.of());
    }
}
