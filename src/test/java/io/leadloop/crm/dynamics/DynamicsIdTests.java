package io.leadloop.crm.dynamics;

import io.leadloop.crm.CanonicalIds;
import io.leadloop.lead.ExternalId.RecordType;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Dataverse names rows by GUIDs; exports write them in capitals, addresses in braces (learn.microsoft.com, Dataverse). */
class DynamicsIdTests {

    @ParameterizedTest
    @CsvSource({
        "LEAD,{A1B2C3D4-0000-4000-8000-000000000001},a1b2c3d4-0000-4000-8000-000000000001",
        "DEAL,3C8B5D6E-0A1F-4F7E-9C55-1B0E6A7D2F31,3c8b5d6e-0a1f-4f7e-9c55-1b0e6a7d2f31"
    })
    void an_id_has_one_form_whoever_wrote_it(RecordType type, String written, String canonical) throws Exception {
        try (ADynamics dynamics = new ADynamics()) {
            CanonicalIds.isOneForm(dynamics.source(Map.of()).source, type, written, canonical);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "LEAD,null",
        "DEAL,(not set)",
        "LEAD,{{contact.id}}",
        "LEAD,jane.doe@example.com",
        "LEAD,512",
        "LEAD,00000000-0000-0000-0000-000000000000"
    })
    void what_cannot_be_one_is_refused_in_words_and_without_its_value(RecordType type, String written) {
        try (ADynamics dynamics = new ADynamics()) {
            CanonicalIds.isRefused(dynamics.source(Map.of()).source, type, written);
        }
    }
}
