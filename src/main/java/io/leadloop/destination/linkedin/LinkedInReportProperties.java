package io.leadloop.destination.linkedin;

import io.leadloop.destination.BoundPerAccount;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * Reads what LinkedIn says of the ad account. Off without its id, which sending conversions does not need. Signs in as the
 * destination does.
 *
 * @param adAccountId of the Campaign Manager, the digits in its address after /accounts/
 */
@BoundPerAccount
@ConfigurationProperties("leadloop.destinations.linkedin.report")
record LinkedInReportProperties(@Nullable String adAccountId) {

    boolean isOn() {
        return adAccountId != null && !adAccountId.isBlank();
    }
}
