package io.leadloop.crm.close;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.leadloop.crm.CrmSource;
import io.leadloop.lead.ExternalId.RecordType;
import io.leadloop.lead.NotARecordId;
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
            CrmSource source = close.source(Map.of()).source;
            assertThat(source.canonicalId(type, written)).isEqualTo(canonical);
            assertThat(source.canonicalId(type, canonical)).isEqualTo(canonical);
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
            CrmSource source = close.source(Map.of()).source;
            NotARecordId refused = catchThrowableOfType(NotARecordId.class, () -> source.canonicalId(type, written));
            assertThat(refused.words()).doesNotContain(":" + written).endsWith(".");
        }
    }
}
