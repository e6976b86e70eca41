package io.leadloop.story;

import static org.assertj.core.api.Assertions.assertThat;

import io.leadloop.lead.ContactRule;
import io.leadloop.support.Browser;
import io.leadloop.support.House;
import io.leadloop.support.People;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.camunda.bpm.engine.IdentityService;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** Who is who is a rule of sales ops: they see and choose by which rule a lead form's lead and the CRM's record are one. */
class SalesOpsChooseTheJoinRuleStoryTests extends BeforeAnythingIsConnected {

    private static final String RULE = "/ops/connections/source/ads-form/join";

    @Autowired
    IdentityService identity;

    private Browser sonja;

    @BeforeEach
    void a_form_and_a_crm_without_a_rule() {
        assertThat(brand.put("source/ads-form", """
                        {"type":"google-leads","state":"ON","keys":{"secrets[0]":"the-forms-key","consent-when-absent":"granted"}}""").statusCode()).isEqualTo(200);
        People.join(identity, "sonja-joins", "sales-ops");
        sonja = Browser.signedIn(house, "sonja-joins", House.PASSWORD);
    }

    private long version() {
        return house.count("select version from leadloop.connection where name = 'ads-form'");
    }

    private static List<Map.Entry<String, String>> chosen(long version, String days, String... crms) {
        List<Map.Entry<String, String>> fields = new ArrayList<>();
        fields.add(Map.entry("version", Long.toString(version)));
        fields.add(Map.entry("days", days));
        List.of(crms).forEach(it -> fields.add(Map.entry("byContact", it)));
        return fields;
    }

    @Test
    void without_one_the_page_says_that_they_stay_two_and_with_one_when_they_are_one() {
        assertThat(sonja.get("/ops/sources").body())
                .contains("<b>stay two leads</b>", "Choose when a lead of this form", RULE);
        assertThat(sonja.post(RULE, chosen(version(), "14", "generic")).body())
                .contains("is saved")
                .contains("<b>Joined with the CRM's record</b> by the contact", "14 days")
                .doesNotContain("<b>stay two leads</b>");
        assertThat(sources.contactRules())
                .contains(new ContactRule("ads-form", List.of("generic"), Duration.ofDays(14)));
        assertThat(house.texts(
                        "select actor || ' ' || verb || ' ' || detail from leadloop.audit_entry where subject_id ="
                                + " 'ads-form' and actor = 'sonja-joins'"))
                .singleElement()
                .asString()
                .contains("UPDATE", "same-contact-in", "same-contact-within");
    }

    @Test
    void nothing_ticked_takes_it_back_and_the_forms_key_stays() {
        sonja.post(RULE, chosen(version(), "7", "generic"));
        assertThat(sonja.post(RULE, chosen(version(), "7")).body()).contains("<b>stay two leads</b>");
        assertThat(sources.contactRules()).noneMatch(it -> it.form().equals("ads-form"));
        assertThat(sources.problemOf("ads-form")).isEmpty();
        assertThat(sources.find("ads-form")).isPresent();
    }

    @Test
    void what_is_no_choice_is_refused_in_words_and_changes_nothing() {
        long before = version();
        assertThat(sonja.post(RULE, chosen(before, "7", "nobody")).statusCode()).isEqualTo(400);
        assertThat(sonja.post(RULE, chosen(before, "7", "ads-form")).statusCode())
                .isEqualTo(400);
        assertThat(sonja.post(RULE, chosen(before, "91", "generic")).body()).contains("at most 90 days");
        assertThat(sonja.post(RULE, chosen(before + 1, "7", "generic")).body()).contains("meanwhile");
        assertThat(version()).isEqualTo(before);
    }

    @Test
    void every_other_key_of_the_connection_stays_with_the_administrators() {
        assertThat(sonja.post("/ops/connections/source", chosen(version(), "7")).statusCode())
                .isEqualTo(403);
        assertThat(sonja.post(RULE.replace("ads-form", "generic"), chosen(1, "7"))
                        .statusCode())
                .isEqualTo(404);
        People.join(identity, "victor-joins", "viewers");
        Browser victor = Browser.signedIn(house, "victor-joins", House.PASSWORD);
        assertThat(victor.get("/ops/sources").body()).doesNotContain(RULE).contains("<b>stay two leads</b>");
        assertThat(victor.post(RULE, chosen(version(), "7", "generic")).statusCode())
                .isEqualTo(403);
    }
}
