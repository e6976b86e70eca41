package io.leadloop.destination.linkedin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.leadloop.destination.ActionMaker;
import io.leadloop.destination.ActionMaker.NotMade;
import io.leadloop.destination.FakePlatform;
import io.leadloop.destination.FakePlatform.Answer;
import io.leadloop.destination.OneAccount;
import io.leadloop.lead.StageKind;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Making a conversion rule: POST /rest/conversions of LinkedIn's Postman collection (linkedin-marketing-conversions), answered
 * with 201 and the rule; windows by learn.microsoft.com conversions-api-schema (1, 7, 30, 90; 365 for some types).
 */
class LinkedInRulesTests {

    private static final String NO_RULES = "{\"elements\":[],\"paging\":{\"start\":0,\"count\":100}}";

    private final FakePlatform linkedIn = new FakePlatform();

    @AfterEach
    void close() {
        linkedIn.close();
    }

    private ActionMaker maker(String... more) {
        Map<String, String> keys = new HashMap<>(Map.of(
                "base-url", linkedIn.address().toString(), "access-token", "fixed", "report.ad-account-id", "77"));
        for (int at = 0; at < more.length; at += 2) {
            keys.put(more[at], more[at + 1]);
        }
        return OneAccount.of(new LinkedInType()::linkedInAccounts, keys)
                .catalogue()
                .orElseThrow()
                .maker()
                .orElseThrow();
    }

    private ActionMaker.Preview qualified() {
        return maker().preview("LeadLoop SQL", StageKind.QUALIFIED, true);
    }

    @Test
    void a_rule_is_made_as_the_document_says() throws Exception {
        linkedIn.answers(Answer.of(201, "{\"id\":4711,\"name\":\"LeadLoop SQL\"}"));
        assertThat(maker().make(qualified())).isEqualTo("4711");
        FakePlatform.Heard heard = linkedIn.requests().get(0);
        assertThat(heard.method()).isEqualTo("POST");
        assertThat(heard.address()).isEqualTo("/rest/conversions?autoAssociationType=ALL_CAMPAIGNS");
        assertThat(heard.header("X-Restli-Protocol-Version")).isEqualTo("2.0.0");
        assertThat(heard.header("X-RestLi-Method")).isEmpty();
        assertThat(heard.header("Authorization")).isEqualTo("Bearer fixed");
        assertThat(new ObjectMapper().readTree(linkedIn.heard().get(0))).isEqualTo(new ObjectMapper().readTree("""
                        {"name":"LeadLoop SQL","account":"urn:li:sponsoredAccount:77","conversionMethod":"CONVERSIONS_API",
                         "type":"QUALIFIED_LEAD","attributionType":"LAST_TOUCH_BY_CAMPAIGN",
                         "postClickAttributionWindowSize":90,"viewThroughAttributionWindowSize":7}
                        """));
    }

    @Test
    void a_secondary_one_is_tied_to_no_campaign_and_says_so_before() throws Exception {
        ActionMaker.Preview won = maker().preview("Won", StageKind.REVENUE, false);
        assertThat(won.lines()).anySatisfy(it -> assertThat(it).contains("tied to no campaign"));
        linkedIn.answers(Answer.of(201, "{\"id\":1}"));
        maker().make(won);
        assertThat(linkedIn.requests().get(0).address()).endsWith("autoAssociationType=NONE");
        assertThat(linkedIn.heard().get(0)).contains("\"type\":\"PURCHASE\"");
    }

    @ParameterizedTest
    @CsvSource({"400d, 365", "365d, 365", "89d, 30", "7d, 7", "3d, 1"})
    void its_window_is_the_longest_of_linkedins_that_the_account_looks_back(String oldest, int window)
            throws Exception {
        linkedIn.answers(Answer.of(201, "{\"id\":1}"));
        maker("max-click-age", oldest).make(qualified());
        assertThat(linkedIn.heard().get(0)).contains("\"postClickAttributionWindowSize\":" + window + ",");
    }

    /** "Not idempotent: a retry makes a second rule" (facts/accounts.md 3.3). */
    @Test
    void a_name_that_the_account_has_is_refused_before_anything_is_made() throws Exception {
        linkedIn.answers(
                Answer.of(200, "{\"elements\":[{\"id\":5,\"name\":\"leadloop sql\",\"enabled\":true}]}"),
                Answer.of(200, NO_RULES));
        assertThatThrownBy(() -> maker().check(qualified()))
                .isInstanceOf(NotMade.class)
                .hasMessageContaining("one of the name 'leadloop sql' already");
        assertThat(maker().check(qualified())).contains("cannot check it without making it", "none of that name");
        assertThat(linkedIn.requests()).allSatisfy(it -> assertThat(it.method()).isEqualTo("GET"));
    }

    @ParameterizedTest
    @CsvSource({"403, must manage the ad account", "401, connect it again", "426, api-version", "400, Campaign Manager"
    })
    void a_refusal_is_said_in_words(int status, String words) {
        linkedIn.answers(Answer.of(status, "{\"message\":\"secret words\"}"));
        assertThatThrownBy(() -> maker().make(qualified()))
                .isInstanceOf(NotMade.class)
                .hasMessageContaining(words)
                .hasMessageNotContaining("secret words");
    }

    @Test
    void silence_and_an_answer_without_an_id_are_not_taken_for_a_rule() {
        linkedIn.answers(Answer.silence(), Answer.of(201, "{}"), Answer.silence(), Answer.silence());
        assertThatThrownBy(() -> maker().make(qualified())).hasMessageContaining("may have been made all the same");
        assertThatThrownBy(() -> maker().make(qualified())).hasMessageContaining("names no rule");
        assertThatThrownBy(() -> maker().check(qualified())).hasMessageContaining("did not answer. Nothing was made");
    }
}
