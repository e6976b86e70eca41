package io.leadloop.story;

import static org.assertj.core.api.Assertions.assertThat;

import io.leadloop.support.Browser;
import io.leadloop.support.Chromium;
import io.leadloop.support.House;
import io.leadloop.support.StoryTest;
import io.leadloop.support.TestClock;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.By;
import org.springframework.beans.factory.annotation.Autowired;

/** A form with a mistake comes back as it was typed, unfolded, with its words beside the field that is wrong. */
@StoryTest
class FormsThatAreRefusedStoryTests {

    @Autowired
    House house;

    @Autowired
    TestClock clock;

    @BeforeEach
    void the_third_of_october() {
        clock.set("2026-10-03T10:25:00Z");
    }

    private String lead(String name) {
        house.leadReaches(name, "MQL", "2026-10-02T08:00:00Z", "gclid=" + name);
        house.settles();
        return house.lead("generic", name).orElseThrow().id().toString();
    }

    @Test
    void moving_a_lead_with_an_amount_of_two_meanings_loses_nothing() {
        String lead = lead("refused-move");
        By form = By.xpath("//form[contains(@action, '/move')]");
        try (Chromium admin = Chromium.open(house)) {
            admin.signIn("admin");
            admin.go("/ops/leads/" + lead);
            admin.press(By.xpath("//summary[contains(., 'Move to a stage by hand')]"));
            admin.see(form);
            admin.choose(By.xpath("//form[contains(@action, '/move')]//select[@name='stage']"), "Closed won");
            admin.see(By.xpath("//form[contains(@action, '/move')]//input[@name='occurredAt']"))
                    .sendKeys("10022026\t1130AM");
            admin.type(By.xpath("//form[contains(@action, '/move')]//input[@name='amount']"), "1.000");
            admin.type(By.xpath("//form[contains(@action, '/move')]//input[@name='currency']"), "EUR");
            admin.type(By.xpath("//form[contains(@action, '/move')]//input[@name='comment']"), "Signed by fax");
            admin.press("Move");
            admin.see(form, "may mean thousands or decimals");
            admin.see(By.xpath("//form[contains(@action, '/move')]//input[@name='amount' and contains(@class,"
                    + " 'is-invalid') and @aria-describedby]"));
            admin.comes(By.xpath("//form[contains(@action, '/move')]//input[@name='amount']"), "1.000");
            admin.comes(By.xpath("//form[contains(@action, '/move')]//input[@name='comment']"), "Signed by fax");
            admin.comes(By.xpath("//form[contains(@action, '/move')]//select[@name='stage']"), "WON");
            admin.comes(By.xpath("//form[contains(@action, '/move')]//input[@name='occurredAt']"), "2026-10-02T11:30");
            admin.type(By.xpath("//form[contains(@action, '/move')]//input[@name='amount']"), "1.000,00");
            admin.press("Move");
            admin.see("Moved to WON.");
        }
    }

    @Test
    void acknowledging_without_a_reason_keeps_the_day_and_says_which_field_is_missing() {
        String lead = lead("refused-acknowledge");
        Browser admin = Browser.signedIn(house, "admin", House.PASSWORD);
        assertThat(admin.post(
                                "/ops/leads/" + lead + "/acknowledge",
                                List.of(Map.entry("until", "2026-10-20"), Map.entry("comment", " ")))
                        .body())
                .contains("data-form=\"form[action=&#39;/ops/leads/" + lead + "/acknowledge&#39;]\"")
                .contains("data-name=\"until\" data-value=\"2026-10-20\"")
                .contains("data-wrong=\"true\" data-name=\"comment\"");
    }

    @Test
    void a_correction_that_cannot_be_read_keeps_the_click_id_and_the_reason() {
        String lead = lead("refused-correct");
        String conversion =
                house.conversion("refused-correct", "MQL", "google-ads").id().toString();
        Browser admin = Browser.signedIn(house, "admin", House.PASSWORD);
        assertThat(admin.post(
                                "/ops/conversions/" + conversion + "/correct",
                                List.of(
                                        Map.entry("amount", "1,000"),
                                        Map.entry("currency", "EUR"),
                                        Map.entry("clickId", "typed-click"),
                                        Map.entry("clickKind", "gclid"),
                                        Map.entry("comment", "From the call")))
                        .body())
                .contains(lead, "may mean thousands or decimals")
                .contains("data-name=\"amount\" data-value=\"1,000\"")
                .contains("data-name=\"clickId\" data-value=\"typed-click\"")
                .contains("data-name=\"comment\" data-value=\"From the call\"");
    }

    @Test
    void looking_for_a_person_with_an_unreadable_phone_keeps_every_field() {
        Browser admin = Browser.signedIn(house, "admin", House.PASSWORD);
        assertThat(admin.post(
                                "/ops/erasure/search",
                                List.of(Map.entry("email", "jane@example.com"), Map.entry("phone", "0151 1")))
                        .body())
                .contains("value=\"jane@example.com\"", "value=\"0151 1\"")
                .contains("data-wrong=\"true\" data-name=\"phone\"");
    }

    @Test
    void an_audit_search_for_a_day_that_is_none_keeps_the_other_words() {
        Browser admin = Browser.signedIn(house, "admin", House.PASSWORD);
        assertThat(admin.get("/ops/audit?person=eva&from=1026-11-20").body())
                .contains("value=\"eva\"", "data-wrong=\"true\" data-name=\"from\"");
    }
}
