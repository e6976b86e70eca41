package io.leadloop.crm.hubspot;

import io.leadloop.crm.CanonicalIds;
import io.leadloop.lead.ExternalId.RecordType;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** HubSpot counts its records: hs_object_id is a number (developers.hubspot.com, CRM objects). */
class HubSpotIdTests {

    @ParameterizedTest
    @CsvSource({"LEAD,512,512", "LEAD,' 512 ',512", "DEAL,'''000512',512", "LEAD,98765432101,98765432101"})
    void an_id_has_one_form_whoever_wrote_it(RecordType type, String written, String canonical) throws Exception {
        try (FakeHubSpot hubSpot = new FakeHubSpot()) {
            CanonicalIds.isOneForm(new AHubSpotSource(hubSpot, Map.of()).source, type, written, canonical);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "LEAD,null",
        "DEAL,(not set)",
        "LEAD,{{contact.id}}",
        "LEAD,jane.doe@example.com",
        "LEAD,512a",
        "DEAL,000",
        "LEAD,1234567.0"
    })
    void what_cannot_be_one_is_refused_in_words_and_without_its_value(RecordType type, String written) {
        try (FakeHubSpot hubSpot = new FakeHubSpot()) {
            CanonicalIds.isRefused(new AHubSpotSource(hubSpot, Map.of()).source, type, written);
        }
    }
}
