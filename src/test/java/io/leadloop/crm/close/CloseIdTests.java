package io.leadloop.crm.close;

import io.leadloop.crm.CanonicalIds;
import io.leadloop.lead.ExternalId.RecordType;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Close names the kind of record in front of its id (developer.close.com: lead_, oppo_, cont_). */
class CloseIdTests {

    @ParameterizedTest
    @CsvSource({
        "LEAD,' lead_70jZ5hiVtLX31MZ3vJ0R76 ',lead_70jZ5hiVtLX31MZ3vJ0R76",
        "DEAL,oppo_7H4sjNso,oppo_7H4sjNso",
        "CONTACT,cont_bkiX,cont_bkiX"
    })
    void an_id_has_one_form_whoever_wrote_it(RecordType type, String written, String canonical) throws Exception {
        try (AClose close = new AClose()) {
            CanonicalIds.isOneForm(close.source(Map.of()).source, type, written, canonical);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "LEAD,null",
        "DEAL,(not set)",
        "LEAD,{{contact.id}}",
        "LEAD,jane.doe@example.com",
        "LEAD,oppo_7H4sjNso",
        "DEAL,lead_70jZ5hi",
        "LEAD,512"
    })
    void what_cannot_be_one_is_refused_in_words_and_without_its_value(RecordType type, String written) {
        try (AClose close = new AClose()) {
            CanonicalIds.isRefused(close.source(Map.of()).source, type, written);
        }
    }
}
