package io.leadloop.crm.generic;

import com.fasterxml.jackson.databind.JsonNode;
import io.leadloop.crm.WebhookRefused;

/** How a body is written. */
enum BodyForm {
    JSON,
    /** {@code application/x-www-form-urlencoded}, see {@link FormBody}. */
    FORM;

    /** The body as a tree; throws WebhookRefused (400) for another form. */
    JsonNode tree(byte[] body) throws WebhookRefused {
        String text = JsonBody.text(body);
        return this == JSON ? JsonBody.tree(text) : FormBody.tree(text);
    }
}
