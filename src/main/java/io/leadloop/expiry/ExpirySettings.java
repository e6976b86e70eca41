package io.leadloop.expiry;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings of warnings of what ends, {@code leadloop.expiry.*}.
 *
 * @param warnBefore how long before an API version or credentials end the pages, the log and an alert say so
 */
@ConfigurationProperties("leadloop.expiry")
record ExpirySettings(@DefaultValue("60d") Duration warnBefore) {}
