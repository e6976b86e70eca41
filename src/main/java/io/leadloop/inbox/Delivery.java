package io.leadloop.inbox;

/**
 * One event of a webhook, on its way into the inbox.
 *
 * @param key names the delivery: the same again changes nothing
 * @param orderingKey the CRM record's id; events of one record are applied in the order of arrival
 * @param payload what {@link io.leadloop.crm.CrmSource#read} will read
 */
public record Delivery(String key, String orderingKey, byte[] payload) {}
