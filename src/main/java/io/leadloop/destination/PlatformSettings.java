package io.leadloop.destination;

import java.time.LocalDate;
import java.util.Currency;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What is configured alike for every account.
 *
 * @param production false on an installation whose conversions may be discarded; only there may test flags be switched on
 * @param destinations by the account's name
 */
@ConfigurationProperties("leadloop")
public record PlatformSettings(
        @DefaultValue("true") boolean production,
        @DefaultValue Map<String, Account> destinations) {

    /**
     * @param type the ad platform, for an account that is not named after it: what is configured under docs/destinations.md's
     *     name of the platform is then configured under the account's
     * @param label what people call the account; without it the platform's name, followed by the account's in brackets
     * @param accountCurrency values are converted into it by the dated rates; null to send them in the CRM's currency
     * @param apiVersionEnds overrides the day on which the configured API version ends
     * @param credentialsEnd when the configured token or secret ends, where its owner knows; null for unknown
     */
    public record Account(
            @Nullable String type,
            @Nullable String label,
            @Nullable Currency accountCurrency,
            @Nullable LocalDate apiVersionEnds,
            @Nullable LocalDate credentialsEnd) {}

    private static final Account NOTHING_SAID = new Account(null, null, null, null, null);

    public Account account(String destination) {
        Account said = AccountName.find(destinations, destination);
        return said == null ? NOTHING_SAID : said;
    }
}
