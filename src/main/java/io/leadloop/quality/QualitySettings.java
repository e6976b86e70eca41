package io.leadloop.quality;

import io.leadloop.destination.AccountName;
import java.time.ZoneId;
import java.util.Currency;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings of the figures, {@code leadloop.quality.*}.
 *
 * @param currency in which money is summed, by the imported rates of each day; null for the one in which most deals are
 * @param zones by destination: the calendar of its account, by which its report counts days; where none is set the
 *     one that the platform told with its report, else UTC
 * @param attributionDays by destination: how long after a click its account counts a conversion; where none is
 *     set as the account says of each action, else as its platform begins
 */
@ConfigurationProperties("leadloop.quality")
record QualitySettings(
        @Nullable Currency currency,
        @DefaultValue Map<String, Integer> attributionDays,
        @DefaultValue Map<String, ZoneId> zones) {

    private static final int USUAL = 30;

    /** What platforms start new accounts or conversion actions with; the account's own setting counts. */
    private static final Map<String, Integer> AS_SHIPPED = Map.of("meta", 7, "tiktok", 7, "reddit", 28, "snapchat", 28);

    @Nullable
    ZoneId zone(String destination) {
        return AccountName.find(zones, destination);
    }

    /** Whether a person said how long this account counts. */
    boolean setsAttributionDays(String destination) {
        return AccountName.find(attributionDays, destination) != null;
    }

    /** @param type the account's type of platform, which says what its accounts begin with */
    int attributionDays(String destination, String type) {
        Integer set = AccountName.find(attributionDays, destination);
        return set != null ? set : AS_SHIPPED.getOrDefault(type, USUAL);
    }
}
