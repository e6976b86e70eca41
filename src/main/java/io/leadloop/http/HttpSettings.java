package io.leadloop.http;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings of HTTP calls to ad platforms and CRMs, {@code leadloop.http.*}.
 *
 * @param connectLimit how long a connection may take
 * @param answerLimit how long an answer may take; then the conversion's fate is unknown and it is sent again under the
 *     same key
 */
@ConfigurationProperties("leadloop.http")
public record HttpSettings(
        @DefaultValue("5s") Duration connectLimit,
        @DefaultValue("20s") Duration answerLimit) {}
