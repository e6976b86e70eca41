package io.leadloop.destination;

import java.time.LocalDate;
import java.util.Currency;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What is configured alike for every destination.
 *
 * @param production false on an installation whose conversions may be discarded; only there may test flags be switched on
 * @param destinations by the destination's id
 */
@ConfigurationProperties("leadloop")
public record PlatformSettings(
        @DefaultValue("true") boolean production,
        @DefaultValue Map<String, Account> destinations) {

    /**
     * @param accountCurrency values are converted into it by the dated rates; null to send them in the CRM's currency
     * @param apiVersionEnds overrides the day on which the configured API version ends
     * @param credentialsEnd when the configured token or secret ends, where its owner knows; null for unknown
     */
    public record Account(
            @Nullable Currency accountCurrency,
            @Nullable LocalDate apiVersionEnds,
            @Nullable LocalDate credentialsEnd) {}

    private static final Account NOTHING_SAID = new Account(null, null, null);

    public Account account(String destination) {
        return destinations.getOrDefault(destination, NOTHING_SAID);
    }
}
