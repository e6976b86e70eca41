package io.leadloop.crm.salesforce;

import static org.assertj.core.api.Assertions.assertThat;

import io.leadloop.crm.CanonicalIds;
import io.leadloop.lead.ExternalId.RecordType;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The case-safe form of record ids, against captured pairs. */
class SalesforceIdTests {

    @ParameterizedTest
    @CsvSource({
        "00D7F00000107Xs, 00D7F00000107XsUAI",
        "00D5Y000001MPM7, 00D5Y000001MPM7UAO",
        "00Do0000000e0vQ, 00Do0000000e0vQEAQ",
        "00Dxx0000001gPF, 00Dxx0000001gPFEAY",
        "0067F000003pmdW, 0067F000003pmdWQAQ",
        "00Q1N00000bS2eO, 00Q1N00000bS2eOUAS",
        "0061N00000WD1sh, 0061N00000WD1shQAD",
        "04l7F000008aeAy, 04l7F000008aeAyQAI",
        "003xx000004TmiQ, 003xx000004TmiQAAS"
    })
    void fifteen_characters_become_eighteen(String shortForm, String longForm) {
        assertThat(SalesforceId.canonical(shortForm)).isEqualTo(longForm);
        assertThat(SalesforceId.canonical(longForm)).isEqualTo(longForm);
    }

    @ParameterizedTest
    @CsvSource({"00Q1N00000bS2eO", "' 00Q1N00000bS2eO\u00a0'", "'''00Q1N00000bS2eO'", "00Q1N00000bS2eOUAS"})
    void every_door_takes_both_and_keeps_eighteen(String written) throws Exception {
        CanonicalIds.isOneForm(new ASource().made(), RecordType.LEAD, written, "00Q1N00000bS2eOUAS");
    }

    @ParameterizedTest
    @CsvSource({"00q1n00000bs2eouas", "00Q1N00000BS2EOUAS", "00q1N00000bS2eOuAs"})
    void eighteen_characters_carry_their_case_through_systems_that_fold_it(String folded) throws Exception {
        assertThat(new ASource().made().canonicalId(RecordType.LEAD, folded)).isEqualTo("00Q1N00000bS2eOUAS");
    }

    @ParameterizedTest
    @CsvSource({"null", "000000000000000", "000000000000000AAA", "512", "00Q1N00000bS2e", "jane.doe@example.com"})
    void what_cannot_be_one_is_refused_in_words(String written) {
        CanonicalIds.isRefused(new ASource().made(), RecordType.LEAD, written);
    }
}
