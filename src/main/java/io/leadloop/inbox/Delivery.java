package io.leadloop.inbox;

/**
 * One event of a webhook, sweep or file, to be stored in the inbox.
 *
 * @param key idempotency key; a delivery with a stored key is ignored
 * @param orderingKey the CRM record's id; events of one record are applied in the order of arrival
 * @param payload the bytes that {@link io.leadloop.crm.CrmSource#read} takes
 */
public record Delivery(String key, String orderingKey, byte[] payload) {}
