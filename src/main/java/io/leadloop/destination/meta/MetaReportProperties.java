package io.leadloop.destination.meta;

import io.leadloop.destination.BoundPerAccount;
import java.net.URI;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Reads what Meta counted and what the ads cost, by the insights of an ad account. Off without the account's id.
 *
 * @param baseUrl the Graph API; the destination's where none is set
 * @param adAccountId the ad account, digits only, without {@code act_}
 * @param accessToken a token with the permission ads_read, such as a system user's; the destination's own where none is set,
 *     which has to have it too (a token that the Events Manager gave for a dataset has not)
 * @param columns the plan's action to the {@code action_type} that the insights of the account show for it, such as
 *     {@code offsite_conversion.custom.1234567890} of a custom conversion. Which type Meta gives events of a CRM is not
 *     documented: look into the answer of your account. An action that is not in here is not compared
 */
@BoundPerAccount
@ConfigurationProperties("leadloop.destinations.meta.report")
record MetaReportProperties(
        @Nullable URI baseUrl,
        @Nullable String adAccountId,
        @Nullable String accessToken,
        @DefaultValue Map<String, String> columns) {

    boolean isOn() {
        return adAccountId != null && !adAccountId.isBlank();
    }

    /** The account's node in the Graph API. */
    String node() {
        String id = String.valueOf(adAccountId).strip();
        return id.startsWith("act_") ? id : "act_" + id;
    }
}
