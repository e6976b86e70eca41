package io.leadloop.inbox;

import io.leadloop.database.StorableText;
import io.leadloop.lead.ContactHasher;

/**
 * One event of a webhook, sweep or file, to be stored in the inbox. Its keys are what senders wrote, and made storable:
 * without characters that PostgreSQL cannot hold, and short enough for an index.
 *
 * @param key idempotency key; a delivery with a stored key is ignored
 * @param orderingKey the CRM record's id; events of one record are applied in the order of arrival
 * @param payload the bytes that {@link MessageReader} takes
 */
public record Delivery(String key, String orderingKey, byte[] payload) {

    private static final int LONGEST = 600;
    private static final int SHOWN = 200;

    public Delivery {
        key = storable(key);
        orderingKey = storable(orderingKey);
    }

    /** The same for the same text, another for another. */
    private static String storable(String text) {
        String storable = StorableText.of(text);
        boolean isKept = storable.equals(text) && text.length() <= LONGEST;
        return isKept
                ? text
                : StorableText.of(text.substring(0, Math.min(SHOWN, text.length()))) + ":" + ContactHasher.sha256(text);
    }
}
