package io.leadloop.inbox;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * Settings of the inbox, {@code leadloop.inbox.*}.
 *
 * @param dispatch false on a node that only receives webhooks
 * @param threads how many batches this node applies at once
 * @param batchSize most events in one transaction
 * @param pollInterval how often an idle thread looks for events
 * @param maxBody the largest webhook
 * @param bodyTimeout how long a sender may take for the body of one
 * @param encryptionKey 32 bytes as base64 for payloads at rest; made and kept beside the embedded database where there
 *     is one, required otherwise
 * @param retryDelays the waits before an event that failed is tried again; then it is parked
 */
@ConfigurationProperties("leadloop.inbox")
public record InboxSettings(
        @DefaultValue("true") boolean dispatch,
        @DefaultValue("2") int threads,
        @DefaultValue("100") int batchSize,
        @DefaultValue("200ms") Duration pollInterval,
        @DefaultValue("5MB") DataSize maxBody,
        @DefaultValue("20s") Duration bodyTimeout,
        @Nullable String encryptionKey,
        @DefaultValue({"1s", "5s", "30s", "2m"}) List<Duration> retryDelays) {}
