package io.leadloop.story;

import static org.assertj.core.api.Assertions.assertThat;

import io.leadloop.crm.linkedinleads.ALinkedInForm;
import io.leadloop.lead.Lead;
import io.leadloop.support.Resources;
import org.junit.jupiter.api.Test;

/** A form's lead and the CRM's record: one where the declared rule covers them, two in every other case. */
class LeadFormJoinStoryTests extends LeadForms {

    private Lead crm(String record) {
        return house.lead("generic", record).orElseThrow();
    }

    private Lead form(String id) {
        return house.lead("meta-form", id).orElseThrow();
    }

    private void crmTells(String record, String status, String at, String leadId) {
        house.leadReaches(record, status, at, "meta_lead_id=" + leadId);
        house.settles();
    }

    @Test
    void the_crms_record_that_carries_the_leads_id_is_the_forms_lead_and_goes_on_by_it() {
        metaHas("8123456789012306");
        metaTells("8123456789012306");
        crmTells("crm-306", "SQL", "2026-10-03T10:23:00Z", "8123456789012306");
        assertThat(crm("crm-306").id()).isEqualTo(form("8123456789012306").id());
        assertThat(crm("crm-306").stage()).isEqualTo("SQL");
        assertThat(house.told("meta", "8123456789012306").toString()).contains("lead_id");
        crmTells("crm-306", "Closed Lost", "2026-10-03T10:24:00Z", "8123456789012306");
        assertThat(crm("crm-306").id()).isEqualTo(form("8123456789012306").id());
    }

    @Test
    void in_the_other_order_it_is_the_same_and_the_stage_stays_the_crms() {
        crmTells("crm-307", "SQL", "2026-10-03T10:23:00Z", "8123456789012307");
        metaHas("8123456789012307");
        metaTells("8123456789012307");
        assertThat(form("8123456789012307").id()).isEqualTo(crm("crm-307").id());
        assertThat(form("8123456789012307").stage()).isEqualTo("SQL");
    }

    @Test
    void a_second_record_of_the_crm_with_the_same_id_stays_apart_and_is_shown() {
        metaHas("8123456789012308");
        metaTells("8123456789012308");
        crmTells("crm-308", "MQL", "2026-10-03T10:22:00Z", "8123456789012308");
        crmTells("crm-309", "SQL", "2026-10-03T10:23:00Z", "8123456789012308");
        assertThat(crm("crm-308").id()).isEqualTo(form("8123456789012308").id());
        assertThat(crm("crm-309").id()).isNotEqualTo(crm("crm-308").id());
        assertThat(crm("crm-308").stage()).isEqualTo("MQL");
        assertThat(page("/ops/sources"))
                .contains(
                        "as <code>same-id-in</code> says",
                        "Not joined",
                        crm("crm-309").id().value().toString());
    }

    @Test
    void two_records_in_one_batch_are_no_exception() {
        metaHas("8123456789012310");
        metaTells("8123456789012310");
        house.leadReaches("crm-310", "MQL", "2026-10-03T10:22:00Z", "meta_lead_id=8123456789012310");
        house.leadReaches("crm-311", "MQL", "2026-10-03T10:23:00Z", "meta_lead_id=8123456789012310");
        house.settles();
        assertThat(crm("crm-310").id()).isEqualTo(form("8123456789012310").id());
        assertThat(crm("crm-311").id()).isNotEqualTo(crm("crm-310").id());
    }

    @Test
    void what_were_two_leads_already_stays_two() {
        house.leadReaches("crm-312", "MQL", "2026-10-03T10:22:00Z", "gclid=story-312-g");
        metaHas("8123456789012312");
        metaTells("8123456789012312");
        crmTells("crm-312", "SQL", "2026-10-03T10:23:00Z", "8123456789012312");
        assertThat(crm("crm-312").id()).isNotEqualTo(form("8123456789012312").id());
    }

    @Test
    void a_record_whose_id_was_replaced_takes_no_second_lead_of_the_form() {
        metaHas("8123456789012313");
        metaTells("8123456789012313");
        crmTells("crm-313", "MQL", "2026-10-03T10:22:00Z", "8123456789012313");
        crmTells("crm-313", "SQL", "2026-10-03T10:23:00Z", "8123456789012314");
        metaHas("8123456789012314");
        metaTells("8123456789012314");
        assertThat(crm("crm-313").id()).isEqualTo(form("8123456789012313").id());
        assertThat(form("8123456789012314").id()).isNotEqualTo(crm("crm-313").id());
        assertThat(crm("crm-313").stage()).isEqualTo("SQL");
    }

    @Test
    void a_record_that_carries_two_ids_of_the_form_is_neither() {
        metaHas("8123456789012315");
        metaTells("8123456789012315");
        metaHas("8123456789012316");
        metaTells("8123456789012316");
        house.leadReaches(
                "crm-315",
                "MQL",
                "2026-10-03T10:22:00Z",
                "meta_lead_id=8123456789012315",
                "meta_lead_id=8123456789012316");
        house.settles();
        assertThat(crm("crm-315").id())
                .isNotIn(form("8123456789012315").id(), form("8123456789012316").id());
    }

    @Test
    void without_the_rule_the_same_id_joins_nothing() {
        LINKEDIN.has(it -> it.put("id", "story-no-rule-6"));
        String body =
                Resources.text("crm/linkedinleads/notification.json").replace(ALinkedInForm.ID, "story-no-rule-6");
        assertThat(post("linkedin-form", body, ALinkedInForm.signed(body)).statusCode())
                .isEqualTo(200);
        house.leadReaches("crm-no-rule", "MQL", "2026-10-03T10:23:00Z", "li_lead_id=story-no-rule-6");
        house.settles();
        assertThat(house.lead("linkedin-form", "story-no-rule-6").orElseThrow().id())
                .isNotEqualTo(crm("crm-no-rule").id());
    }
}
