package io.leadloop.crm;

/** The HTTP answer to a stored webhook. */
public record WebhookReply(int status, String contentType, String body) {}
