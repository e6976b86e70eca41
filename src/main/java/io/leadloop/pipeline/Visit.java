package io.leadloop.pipeline;

import io.leadloop.lead.Origin;
import org.jspecify.annotations.Nullable;

/**
 * What the link of the visit that brought a lead said of itself; empty where nobody told it.
 *
 * @param utmSource in small letters, as it is stored, e.g. {@code google}
 * @param utmMedium in small letters, as it is stored, e.g. {@code cpc}
 * @param campaign as the link had it
 */
public record Visit(String utmSource, String utmMedium, String campaign) {

    public static final Visit UNKNOWN = new Visit("", "", "");

    public static Visit of(@Nullable Origin origin) {
        return origin == null
                ? UNKNOWN
                : new Visit(told(origin.utmSource()), told(origin.utmMedium()), told(origin.utmCampaign()));
    }

    private static String told(@Nullable String label) {
        return label == null ? "" : label;
    }

    /** With what another one tells of the same lead; what that does not tell stays. */
    public Visit with(Visit newer) {
        return new Visit(
                newer.utmSource.isEmpty() ? utmSource : newer.utmSource,
                newer.utmMedium.isEmpty() ? utmMedium : newer.utmMedium,
                newer.campaign.isEmpty() ? campaign : newer.campaign);
    }
}
