package io.leadloop.story;

import static org.assertj.core.api.Assertions.assertThat;

import io.leadloop.conversion.ActionHolds;
import io.leadloop.conversion.Conversion;
import io.leadloop.conversion.ConversionState;
import io.leadloop.support.Browser;
import io.leadloop.support.House;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/** Google refuses the action of MQL: what waits for it goes out when the action is resumed, and no button says otherwise. */
@ExtendWith(OutputCaptureExtension.class)
class HeldActionsStoryTests extends OneConversion {

    @Autowired
    ActionHolds actions;

    private Browser admin;

    @BeforeEach
    void an_administrator() {
        admin = Browser.signedIn(house, "admin", House.PASSWORD);
    }

    @AfterEach
    void nothing_is_held() {
        house.faults("google-ads");
        house.administratorPosts("/api/destinations/google-ads/resume");
        house.uploads();
    }

    private Conversion held(String lead) {
        house.faults("google-ads", "{\"fault\":\"BAD_ACTION\",\"matching\":\"1001\"}");
        Conversion conversion = planned(lead);
        house.uploads();
        house.faults("google-ads");
        assertThat(actions.of("google-ads")).hasSize(1);
        return now(conversion);
    }

    private String page(String path) {
        return admin.get(path).body().replaceAll("\\s+", " ");
    }

    private static String text(String html) {
        return html.replaceAll("<[^>]*>", "").replaceAll("\\s+", " ");
    }

    @Test
    void the_page_of_failures_names_the_hold_once_and_offers_to_resume_it() {
        held("ha1");
        String page = page("/ops/failures");
        assertThat(page).contains(">Resume this action<").doesNotContain("Send all again");
        assertThat(text(page)).contains("Google Ads refuses the action mql; 1 conversion waits for it");
    }

    @Test
    void a_press_there_lets_it_go_comes_back_and_says_so() {
        Conversion conversion = held("ha2");
        HttpResponse<String> after = admin.post(
                "/ops/destinations/google-ads/resume",
                List.of(Map.entry("action", "mql"), Map.entry("back", "/ops/failures")));
        assertThat(after.uri().getPath()).isEqualTo("/ops/failures");
        assertThat(after.body())
                .contains("role=\"status\"", "Google Ads: the action mql is resumed. What waited goes out now.");
        house.uploads();
        assertThat(now(conversion).state()).isEqualTo(ConversionState.ACCEPTED);
    }

    @Test
    void no_press_leads_to_a_page_of_others() {
        held("ha3");
        assertThat(admin.post(
                                "/ops/destinations/google-ads/resume",
                                List.of(Map.entry("action", "mql"), Map.entry("back", "https://evil.example/")))
                        .uri()
                        .getPath())
                .isEqualTo("/ops/destinations");
    }

    @Test
    void the_leads_page_offers_the_verb_that_helps_and_not_the_one_that_does_nothing() {
        Conversion conversion = held("ha4");
        assertThat(page("/ops/leads/" + conversion.lead()))
                .contains(">Resume this action<", "/ops/leads/" + conversion.lead() + "#c-" + conversion.id())
                .doesNotContain(">Send again<");
    }

    @Test
    void who_sends_it_again_by_rest_or_in_bulk_is_told_that_it_waits_for_the_action() {
        Conversion conversion = held("ha5");
        HttpResponse<String> answer = house.send(house.asAdministrator("/api/conversions/" + conversion.id() + "/retry")
                .POST(BodyPublishers.noBody()));
        assertThat(answer.statusCode()).isEqualTo(409);
        assertThat(answer.body()).contains("refuses the action mql. It goes out when that action is resumed.");
        assertThat(now(conversion).state()).isEqualTo(ConversionState.PLANNED);
    }

    @Test
    void cockpit_is_told_of_the_hold_and_of_what_waits_for_it() {
        Conversion conversion = held("ha6");
        String situation = house.send(house.asAdministrator("/api/situation")).body();
        assertThat(situation).contains("\"held\":[{\"hold\":{\"destination\":\"google-ads\",\"action\":\"mql\"");
        assertThat(situation).contains("\"waiting\":1}").contains("\"failing\":[]");
        assertThat(house.send(house.asAdministrator("/api/leads/" + conversion.lead() + "/dossier"))
                        .body())
                .contains("\"verbs\":[\"RESUME_ACTION\",\"DROP\"]");
    }

    @Test
    void what_comes_back_by_itself_leaves_no_trouble_in_the_log(CapturedOutput log) {
        Conversion conversion = held("ha7");
        clock.pass(Duration.ofMinutes(2));
        house.retriesAreDue();
        house.uploads();
        assertThat(now(conversion).state()).isEqualTo(ConversionState.ACCEPTED);
        assertThat(actions.of("google-ads")).isEmpty();
        assertThat(log.getAll()).doesNotContain("Could not end");
    }

    @Test
    void the_leads_page_renews_itself_while_something_is_under_way_and_not_afterwards() {
        Conversion conversion = planned("ha8");
        String page = page("/ops/leads/" + conversion.lead());
        Matcher asks = Pattern.compile("hx-get=\"(/ops/leads/[^\"]*/standing[?]was=[^\"]*)\"")
                .matcher(page);
        assertThat(asks.find()).isTrue();
        assertThat(admin.get(asks.group(1)).statusCode()).as("nothing changed").isEqualTo(204);
        house.uploads();
        assertThat(page(asks.group(1)))
                .contains("id=\"standing\"", "class=\"state ACCEPTED\"")
                .doesNotContain("hx-get", "<aside");
    }

    @Test
    void a_press_on_a_leads_page_says_at_its_card_what_came_of_it() {
        house.faults("google-ads", "{\"fault\":\"BAD_ROW\",\"matching\":\"ha9-g\"}");
        Conversion conversion = planned("ha9");
        house.uploads();
        house.faults("google-ads");
        HttpResponse<String> after = admin.post("/ops/conversions/" + conversion.id() + "/retry", List.of());
        assertThat(after.body().replaceAll("\\s+", " "))
                .containsPattern(
                        "id=\"c-" + conversion.id()
                                + "\"(?:(?!</section>).)*role=\"status\">Sent again: it goes out within seconds, or as soon as its account takes something[.]<");
        house.uploads();
        assertThat(admin.post("/ops/conversions/" + conversion.id() + "/retry", List.of())
                        .body())
                .contains("The platform has this conversion already");
    }

    @Test
    void what_waits_for_a_hold_or_a_pause_is_counted_once_on_the_overview_and_in_the_menu() {
        held("ha10");
        clock.pass(Duration.ofSeconds(6));
        String overview = page("/");
        assertThat(text(overview)).contains("Needs attention 1 ");
        assertThat(overview).contains("title=\"1 wait for somebody\"");
        assertThat(text(page("/ops/failures"))).contains("Needs attention 1 ");
    }
}
