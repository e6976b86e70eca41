package io.leadloop.planning;

import io.leadloop.conversion.Refusal;
import io.leadloop.lead.Lead;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Whether a lead's data may go to an ad platform. A denied consent is final everywhere. What an unknown one means depends
 * on the law of the person's country, so its owner says so here; what nobody said is refused.
 *
 * @param whenUnknown REFUSE or SEND by ISO 3166-1 alpha-2 country, by {@code EEA}, or by {@code default}; the most
 *     precise one counts
 */
@ConfigurationProperties("leadloop.consent")
public record ConsentPolicy(@DefaultValue Map<String, WhenUnknown> whenUnknown) {

    /** The European Economic Area, the United Kingdom and Switzerland: one consent regime for the ad platforms. */
    private static final Set<String> EEA = Set.of(
            "AT", "BE", "BG", "HR", "CY", "CZ", "DK", "EE", "FI", "FR", "DE", "GR", "HU", "IE", "IT", "LV", "LT", "LU",
            "MT", "NL", "PL", "PT", "RO", "SK", "SI", "ES", "SE", "IS", "LI", "NO", "GB", "CH");

    /** What silence about consent means. */
    public enum WhenUnknown {
        REFUSE,
        SEND
    }

    public ConsentPolicy {
        Set<String> countries = Set.of(Locale.getISOCountries());
        for (String key : whenUnknown.keySet()) {
            if (!key.equalsIgnoreCase("default")
                    && !key.equalsIgnoreCase("EEA")
                    && !countries.contains(key.toUpperCase(Locale.ROOT))) {
                throw new IllegalArgumentException("leadloop.consent.when-unknown has the key '" + key
                        + "', which is no ISO 3166-1 alpha-2 country, EEA or default. In YAML write \"NO\" in quotes.");
            }
        }
        Map<String, WhenUnknown> byCapitals = new HashMap<>();
        whenUnknown.forEach((key, said) -> byCapitals.put(key.toUpperCase(Locale.ROOT), said));
        whenUnknown = Map.copyOf(byCapitals);
    }

    /** Null when the data may go. */
    @Nullable
    public Refusal refusal(Lead lead) {
        return switch (lead.consent().adUserData()) {
            case GRANTED -> null;
            case DENIED -> Refusal.CONSENT_DENIED;
            case UNKNOWN, UNSAID -> whenUnknown(lead.country()) == WhenUnknown.SEND ? null : Refusal.CONSENT_UNKNOWN;
        };
    }

    private WhenUnknown whenUnknown(@Nullable String country) {
        WhenUnknown otherwise = byKey("DEFAULT", WhenUnknown.REFUSE);
        if (country == null) {
            return otherwise;
        }
        WhenUnknown region = EEA.contains(country) ? byKey("EEA", otherwise) : otherwise;
        return byKey(country, region);
    }

    private WhenUnknown byKey(String key, WhenUnknown otherwise) {
        return whenUnknown.getOrDefault(key, otherwise);
    }
}
