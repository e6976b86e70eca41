package io.leadloop.crm;

/** What the sender gets to read. */
public record WebhookReply(int status, String contentType, String body) {}
