package io.leadloop.ops.desk;

import java.net.URI;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Where alerts go and when something is one.
 *
 * @param url takes alerts as signed webhooks (Standard Webhooks); null for nowhere
 * @param secret signs them: {@code whsec_} and base64
 * @param inboxParkedFrom how many events have to be parked
 * @param clicksExpiringFrom how many qualified leads have to be about to leave a platform's window within a week; 0 for never
 * @param remindAfter how long an alert lasts before it is told again
 */
@ConfigurationProperties("leadloop.alerts")
record AlertSettings(
        @Nullable URI url,
        @Nullable String secret,
        @DefaultValue("1") long inboxParkedFrom,
        @DefaultValue("10") long clicksExpiringFrom,
        @DefaultValue("1d") Duration remindAfter) {

    AlertSettings {
        if ((url == null) != (secret == null)) {
            throw new IllegalStateException("Set " + (url == null ? "leadloop.alerts.url" : "leadloop.alerts.secret")
                    + " too: alerts are sent to an address and signed. Make a secret with: echo whsec_$(openssl rand"
                    + " -base64 24)");
        }
    }

    @Override
    public String toString() {
        return "AlertSettings, secrets left out";
    }
}
