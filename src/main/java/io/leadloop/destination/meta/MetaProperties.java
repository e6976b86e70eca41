package io.leadloop.destination.meta;

import io.leadloop.destination.AccountName;
import io.leadloop.destination.BoundPerAccount;
import io.leadloop.destination.MissingKeys;
import java.net.URI;
import java.time.Duration;
import java.util.List;
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
 * @param pageId the Facebook page whose ads open WhatsApp; for leads with a {@code ctwa_clid}. Null for none
 * @param whatsappBusinessAccountId the WhatsApp account that they write to; one of the two is enough
 * @param maxClickAge the oldest click, by the time inside the {@code _fbc} cookie: the browser keeps it for 90 days
 * @param maxEventAge seven days, less a margin for the way and for clocks: one event a second too old refuses the whole
 *     request
 * @param dataProcessingOptions "LDU" limits the use of the data (US states); empty for off
 * @param dataProcessingOptionsCountry 1 for the US, 0 to let Meta find out
 * @param dataProcessingOptionsState 1000 for California and so on, 0 to let Meta find out
 * @param testEventCode shows the events under "Test events" in the Events Manager; Meta still counts them, so it is
 *     refused in production
 */
@BoundPerAccount
@ConfigurationProperties("leadloop.destinations.meta")
record MetaProperties(
        @DefaultValue("https://graph.facebook.com") URI baseUrl,
        @DefaultValue("v25.0") String apiVersion,
        @Nullable String datasetId,
        @Nullable String accessToken,
        @DefaultValue("CRM") String leadEventSource,
        @Nullable String pageId,
        @Nullable String whatsappBusinessAccountId,
        @DefaultValue("P90D") Duration maxClickAge,
        @DefaultValue("PT167H45M") Duration maxEventAge,
        @DefaultValue List<String> dataProcessingOptions,
        @DefaultValue("0") int dataProcessingOptionsCountry,
        @DefaultValue("0") int dataProcessingOptionsState,
        @Nullable String testEventCode) {

    boolean takesMessages() {
        return pageId != null || whatsappBusinessAccountId != null;
    }

    boolean isOn(AccountName account) {
        return MissingKeys.of(account)
                .needs("dataset-id", datasetId)
                .needs("access-token", accessToken)
                .allSet();
    }
}
