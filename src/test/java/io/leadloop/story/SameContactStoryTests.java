package io.leadloop.story;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.leadloop.crm.googleleads.AGoogleForm;
import io.leadloop.lead.Lead;
import io.leadloop.support.Threads;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * A form's lead and a CRM's record with the same mail or phone: one where {@code same-contact-in} covers them without doubt, two and
 * in sight where it does not.
 */
class SameContactStoryTests extends LeadForms {

    @Autowired
    PlatformTransactionManager transactions;

    @AfterEach
    void october_again() {
        clock.set("2026-10-03T10:25:00Z");
    }

    /** A lead of Google's form, told at once. */
    private void formTells(String id, String email, String phone) {
        String body = AGoogleForm.lead(lead -> {
            lead.put("lead_id", id).put("gcl_id", "EAIaIQob-" + id);
            for (var column : lead.path("user_column_data")) {
                switch (column.path("column_id").asText()) {
                    case "EMAIL" -> ((ObjectNode) column).put("string_value", email);
                    case "PHONE_NUMBER" -> ((ObjectNode) column).put("string_value", phone);
                    default -> {}
                }
            }
        });
        assertThat(post("google-form", body, Map.of()).statusCode()).isEqualTo(200);
    }

    private void crmTells(String record, String status, String at, String email, String phone) {
        house.genericSends("""
                {"status":"%s","occurredAt":"%s","lead":{"id":"%s","email":"%s","phone":"%s"},"clickIds":[],
                 "consent":{"adUserData":"granted","adPersonalization":"granted"}}""".formatted(status, at, record, email, phone));
    }

    private Lead crm(String record) {
        return house.lead("generic", record).orElseThrow();
    }

    private Lead form(String id) {
        return house.lead("google-form", id).orElseThrow();
    }

    private void areOne(String record, String id) {
        assertThat(crm(record).id()).isEqualTo(form(id).id());
        assertThat(page("/ops/leads/" + crm(record).id())).doesNotContain("not-joined");
    }

    /** Two leads, and each one's page names the other. */
    private void areTwoInSight(String record, String id) {
        assertThat(crm(record).id()).isNotEqualTo(form(id).id());
        assertThat(page("/ops/leads/" + crm(record).id()))
                .contains("Perhaps the same person, not joined", form(id).id().toString());
        assertThat(page("/ops/leads/" + form(id).id()))
                .contains(crm(record).id().toString());
        assertThat(page("/ops/sources")).contains("as <code>same-contact-in</code> says", "Not joined");
    }

    private void areTwo(String record, String id) {
        assertThat(crm(record).id()).isNotEqualTo(form(id).id());
        assertThat(page("/ops/leads/" + crm(record).id())).doesNotContain("Perhaps the same person");
    }

    @Test
    void the_only_record_with_the_forms_mail_is_its_lead_and_goes_on_with_its_click() {
        formTells("contact-1", "One@Example.com", "");
        house.settles();
        crmTells("crm-c1", "SQL", "2026-10-03T10:23:00Z", "one@example.com ", "");
        house.settles();
        areOne("crm-c1", "contact-1");
        assertThat(crm("crm-c1").stage()).isEqualTo("SQL");
        assertThat(house.texts(
                        "select c.stage || ' ' || k.value from leadloop.conversion c join leadloop.click_id k on k.id ="
                                + " c.click_id where c.destination = 'google-ads' and c.lead_id = '"
                                + crm("crm-c1").id() + "'"))
                .contains("SQL EAIaIQob-contact-1");
        crmTells("crm-c1", "Closed Lost", "2026-10-03T10:24:00Z", "one@example.com", "");
        house.settles();
        areOne("crm-c1", "contact-1");
    }

    @Test
    void in_the_other_order_it_is_the_same() {
        crmTells("crm-c2", "SQL", "2026-10-03T10:23:00Z", "two@example.com", "");
        house.settles();
        formTells("contact-2", "two@example.com", "");
        house.settles();
        areOne("crm-c2", "contact-2");
        assertThat(form("contact-2").stage()).isEqualTo("SQL");
    }

    @Test
    void a_record_whose_first_step_is_long_ago_is_out_of_the_window_in_either_order() {
        crmTells("crm-old1", "MQL", "2026-08-01T10:00:00Z", "old1@example.com", "");
        house.settles();
        formTells("contact-old1", "old1@example.com", "");
        house.settles();
        areTwo("crm-old1", "contact-old1");
        formTells("contact-old2", "old2@example.com", "");
        house.settles();
        crmTells("crm-old2", "MQL", "2026-08-01T10:00:00Z", "old2@example.com", "");
        house.settles();
        areTwo("crm-old2", "contact-old2");
    }

    @Test
    void in_one_batch_it_is_the_same() {
        formTells("contact-3", "three@example.com", "");
        crmTells("crm-c3", "MQL", "2026-10-03T10:23:00Z", "three@example.com", "");
        house.settles();
        areOne("crm-c3", "contact-3");
    }

    @Test
    void the_phone_joins_where_one_side_tells_no_mail() {
        formTells("contact-4", "", "+1 650-555-0104");
        house.settles();
        crmTells("crm-c4", "MQL", "2026-10-03T10:23:00Z", "four@example.com", "+16505550104");
        house.settles();
        areOne("crm-c4", "contact-4");
    }

    @Test
    void one_phone_under_two_mail_addresses_is_ambiguous() {
        formTells("contact-5", "five@example.com", "+16505550105");
        house.settles();
        crmTells("crm-c5", "MQL", "2026-10-03T10:23:00Z", "office@example.com", "+16505550105");
        house.settles();
        areTwoInSight("crm-c5", "contact-5");
    }

    @Test
    void a_second_record_with_the_same_mail_stays_apart_in_sight() {
        formTells("contact-6", "six@example.com", "");
        house.settles();
        crmTells("crm-c6", "MQL", "2026-10-03T10:22:00Z", "six@example.com", "");
        house.settles();
        crmTells("crm-c6b", "SQL", "2026-10-03T10:23:00Z", "six@example.com", "");
        house.settles();
        assertThat(crm("crm-c6").id()).isEqualTo(form("contact-6").id());
        assertThat(crm("crm-c6").stage()).isEqualTo("MQL");
        areTwoInSight("crm-c6b", "contact-6");
    }

    @Test
    void of_two_leads_of_the_form_with_one_mail_none_is_chosen() {
        formTells("contact-7", "seven@example.com", "");
        house.settles();
        formTells("contact-7b", "seven@example.com", "");
        house.settles();
        crmTells("crm-c7", "SQL", "2026-10-03T10:23:00Z", "seven@example.com", "");
        house.settles();
        areTwoInSight("crm-c7", "contact-7");
        areTwoInSight("crm-c7", "contact-7b");
    }

    @Test
    void of_two_records_of_the_crm_none_is_chosen_when_the_form_tells_later() {
        crmTells("crm-c8", "MQL", "2026-10-03T10:22:00Z", "eight@example.com", "");
        crmTells("crm-c8b", "MQL", "2026-10-03T10:23:00Z", "eight@example.com", "");
        house.settles();
        formTells("contact-8", "eight@example.com", "");
        house.settles();
        areTwoInSight("crm-c8", "contact-8");
        areTwoInSight("crm-c8b", "contact-8");
    }

    @Test
    void further_apart_than_the_days_of_the_rule_they_are_two_enquiries() {
        formTells("contact-9", "nine@example.com", "");
        house.settles();
        clock.set("2026-10-11T10:25:00Z");
        crmTells("crm-c9", "MQL", "2026-10-10T10:21:00Z", "nine@example.com", "");
        house.settles();
        areTwo("crm-c9", "contact-9");
    }

    @Test
    void what_were_two_leads_already_stays_two_in_sight() {
        formTells("contact-10", "ten@example.com", "");
        crmTells("crm-c10", "MQL", "2026-10-03T10:22:00Z", "other-ten@example.com", "");
        house.settles();
        crmTells("crm-c10", "SQL", "2026-10-03T10:23:00Z", "ten@example.com", "");
        house.settles();
        areTwoInSight("crm-c10", "contact-10");
    }

    @Test
    void a_record_without_mail_and_phone_joins_nobody() {
        formTells("contact-11", "eleven@example.com", "");
        house.settles();
        house.genericSends("""
                {"status":"SQL","occurredAt":"2026-10-03T10:23:00Z","lead":{"id":"crm-c11"},"deal":{"id":"deal-c11"},
                 "clickIds":[],"consent":{"adUserData":"granted","adPersonalization":"granted"}}""");
        house.settles();
        areTwo("crm-c11", "contact-11");
    }

    @Test
    void a_form_without_the_rule_joins_nobody() {
        metaHas("8123456789012399");
        metaTells("8123456789012399");
        String mail = house.texts("select email_sha256 from leadloop.lead where external_id = '8123456789012399'")
                .get(0);
        crmTells("crm-c12", "MQL", "2026-10-03T10:23:00Z", "twelve@example.com", "");
        house.settles();
        house.sql("update leadloop.lead set email_sha256 = '" + mail + "' where external_id = 'crm-c12'");
        assertThat(crm("crm-c12").id())
                .isNotEqualTo(house.lead("meta-form", "8123456789012399")
                        .orElseThrow()
                        .id());
        assertThat(page("/ops/leads/" + crm("crm-c12").id())).doesNotContain("Perhaps the same person");
    }

    @Test
    void of_two_nodes_the_second_one_waits_for_the_first_ones_lead() {
        formTells("contact-13", "thirteen@example.com", "");
        house.settles();
        String mail = house.texts("select email_sha256 from leadloop.lead where external_id = 'contact-13'")
                .get(0);
        crmTells("crm-c13", "MQL", "2026-10-03T10:23:00Z", "thirteen@example.com", "");
        CompletableFuture<Void> second = new TransactionTemplate(transactions).execute(first -> {
            house.texts("select pg_advisory_xact_lock(hashtextextended('" + mail + "', 4417))::text");
            CompletableFuture<Void> applying = CompletableFuture.runAsync(house::applies, Threads.OWN);
            while (house.count("select count(*) from pg_locks where locktype = 'advisory' and not granted") == 0) {
                assertThat(applying).isNotDone();
                Thread.onSpinWait();
            }
            return applying;
        });
        second.join();
        areOne("crm-c13", "contact-13");
    }
}
