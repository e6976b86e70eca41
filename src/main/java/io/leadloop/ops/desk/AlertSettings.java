package io.leadloop.ops.desk;

import io.leadloop.conversion.DestinationPause;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * Where alerts go and when something is one.
 *
 * @param url takes alerts as signed webhooks (Standard Webhooks); null for nowhere
 * @param secret signs them: {@code whsec_} and base64
 * @param slackUrl takes alerts as Slack's incoming webhooks do (Mattermost's and others' too); null for nowhere
 * @param mailTo the addresses that get alerts as e-mail; needs {@code spring.mail.host}; none for nobody
 * @param mailFrom the sender of these mails
 * @param inboxParkedFrom how many events have to be parked
 * @param inboxBehindAfter for how long an event has to wait that could be applied
 * @param clicksExpiringFrom how many qualified leads have to be about to leave a platform's window within a week; 0 for never
 * @param pauseForgottenAfter how long a person's pause of a destination has to last; 0 for never
 * @param databaseLimit how large the database may become; null for the free disk of the embedded one, else unknown
 * @param remindAfter how long an alert lasts before it is told again
 */
@ConfigurationProperties("leadloop.alerts")
public record AlertSettings(
        @Nullable URI url,
        @Nullable String secret,
        @Nullable URI slackUrl,
        @DefaultValue List<String> mailTo,
        @DefaultValue("leadloop@localhost") String mailFrom,
        @DefaultValue("1") long inboxParkedFrom,
        @DefaultValue("5m") Duration inboxBehindAfter,
        @DefaultValue("10") long clicksExpiringFrom,
        @DefaultValue("1d") Duration pauseForgottenAfter,
        @Nullable DataSize databaseLimit,
        @DefaultValue("1d") Duration remindAfter) {

    public AlertSettings {
        if ((url == null) != (secret == null)) {
            throw new IllegalStateException("Set " + (url == null ? "leadloop.alerts.url" : "leadloop.alerts.secret")
                    + " too: alerts are sent to an address and signed. Make a secret with: echo whsec_$(openssl rand"
                    + " -base64 24)");
        }
    }

    /** Whether a person paused it longer ago than pauses should last. */
    public boolean isForgotten(DestinationPause pause, Instant now) {
        return pause.cause() == DestinationPause.Cause.OPERATOR
                && !pauseForgottenAfter.isZero()
                && !pause.since().plus(pauseForgottenAfter).isAfter(now);
    }

    @Override
    public String toString() {
        return "AlertSettings, secrets left out";
    }
}
