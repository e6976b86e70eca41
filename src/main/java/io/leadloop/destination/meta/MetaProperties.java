package io.leadloop.destination.meta;

import io.leadloop.destination.MissingKeys;
import java.net.URI;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Meta. Off without keys.
 *
 * @param baseUrl the Graph API
 * @param apiVersion of the Graph API; each lives two years
 * @param datasetId the dataset (pixel) that receives the events
 * @param accessToken of the dataset or of a system user
 * @param leadEventSource the CRM's product name, told with leads of instant forms
 * @param testEventCode shows the events under "Test events" in the Events Manager; Meta still counts them
 */
@ConfigurationProperties("leadloop.destinations.meta")
record MetaProperties(
        @DefaultValue("https://graph.facebook.com") URI baseUrl,
        @DefaultValue("v25.0") String apiVersion,
        @Nullable String datasetId,
        @Nullable String accessToken,
        @DefaultValue("CRM") String leadEventSource,
        @Nullable String testEventCode) {

    boolean isOn() {
        return MissingKeys.of("meta")
                .needs("dataset-id", datasetId)
                .needs("access-token", accessToken)
                .allSet();
    }
}
