package io.leadloop.crm.pipedrive;

import io.leadloop.crm.CanonicalIds;
import io.leadloop.lead.ExternalId.RecordType;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Pipedrive counts persons and deals; a lead in the Leads Inbox has a UUID (developers.pipedrive.com, Leads). */
class PipedriveIdTests {

    @ParameterizedTest
    @CsvSource({
        "LEAD,61,61",
        "DEAL,'''061',61",
        "LEAD,ADF21080-0E10-11EB-879B-05D71FB426EC,adf21080-0e10-11eb-879b-05d71fb426ec"
    })
    void an_id_has_one_form_whoever_wrote_it(RecordType type, String written, String canonical) throws Exception {
        try (APipedrive pipedrive = new APipedrive()) {
            CanonicalIds.isOneForm(pipedrive.source(Map.of()).source, type, written, canonical);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "LEAD,null",
        "DEAL,(not set)",
        "LEAD,{{contact.id}}",
        "LEAD,jane.doe@example.com",
        "DEAL,adf21080-0e10-11eb-879b-05d71fb426ec",
        "LEAD,61b"
    })
    void what_cannot_be_one_is_refused_in_words_and_without_its_value(RecordType type, String written) {
        try (APipedrive pipedrive = new APipedrive()) {
            CanonicalIds.isRefused(pipedrive.source(Map.of()).source, type, written);
        }
    }
}
