package io.leadloop.story;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.leadloop.conversion.Conversion;
import io.leadloop.conversion.ConversionState;
import io.leadloop.ops.desk.AuditLog;
import io.leadloop.ops.desk.BulkWork;
import io.leadloop.ops.desk.LeadSearch;
import io.leadloop.support.House;
import io.leadloop.support.StoryTest;
import io.leadloop.support.TestClock;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.camunda.bpm.engine.FormService;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.task.Task;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;

/** What an operator does about conversions that a platform refused: one by one, corrected, or by cause. */
@StoryTest
class OperatorsMendStoryTests {

    private static final String AT = "2026-10-03T09:00:00Z";

    @Autowired
    House house;

    @Autowired
    TestClock clock;

    @Autowired
    BulkWork bulk;

    @Autowired
    AuditLog audit;

    @Autowired
    LeadSearch search;

    @Autowired
    TaskService tasks;

    @Autowired
    FormService forms;

    @Autowired
    IdentityService identity;

    private final ObjectMapper json = new ObjectMapper();

    @BeforeEach
    void the_third_of_october() {
        clock.set("2026-10-03T10:25:00Z");
    }

    @AfterEach
    void the_platforms_behave_again() {
        house.faults("google-ads");
        house.faults("meta");
    }

    private HttpResponse<String> post(String path, String body) {
        return house.send(house.asAdministrator(path)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body)));
    }

    private Conversion rejected(String lead) {
        house.leadReaches(lead, "MQL", AT, "gclid=" + lead + "-g");
        house.faults("google-ads", "{\"fault\":\"BAD_ROW\",\"matching\":\"" + lead + "-g\"}");
        house.settles();
        return house.conversion(lead, "MQL", "google-ads");
    }

    private JsonNode bulkJob(String body) throws IOException {
        HttpResponse<String> answer = post("/api/conversions/bulk", body);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(202);
        return json.readTree(answer.body());
    }

    @Test
    void four_hundred_of_one_cause_are_sent_again_in_the_background_and_each_once() throws IOException {
        for (int i = 0; i < 400; i++) {
            house.leadReaches("bulk-" + i + "-", "MQL", AT, "fbclid=bulk-" + i + "-f");
        }
        house.faults("meta", "{\"fault\":\"BAD_ROW\",\"matching\":\"bulk-\"}");
        house.settles();
        String reason = house.conversion("bulk-0-", "MQL", "meta").reason();
        house.faults("meta");
        JsonNode job = bulkJob("{\"verb\":\"retry\",\"destination\":\"meta\",\"state\":\"REJECTED\",\"reason\":\""
                + reason + "\",\"comment\":\"the dataset is back\"}");
        assertThat(job.path("total").asInt()).isEqualTo(400);
        assertThat(post("/api/conversions/bulk", "{\"verb\":\"drop\",\"destination\":\"meta\",\"state\":\"REJECTED\"}")
                        .statusCode())
                .as("another job finds them taken")
                .isEqualTo(400);
        house.administratorPosts(
                "/api/conversions/" + house.conversion("bulk-7-", "MQL", "meta").id() + "/retry");
        bulk.work();
        bulk.work();
        house.uploads();
        assertThat(house.received("meta", ".bulk-"))
                .hasSize(400)
                .allSatisfy(it -> assertThat(it.path("deliveries").asInt()).isEqualTo(1));
        JsonNode after = json.readTree(house.send(house.asAdministrator(
                                "/api/conversions/bulk/" + job.path("id").asText())
                        .GET())
                .body());
        assertThat(after.path("done").asInt()).isEqualTo(399);
        assertThat(after.path("skipped").asInt())
                .as("the one that was sent by hand")
                .isEqualTo(1);
        assertThat(after.path("finishedAt").isNull()).isFalse();
        assertThat(audit.newest(null, 500))
                .anySatisfy(
                        it -> assertThat(it.detail()).startsWith("send again 400 of meta (refused by the platform: "));
    }

    @Test
    void one_that_cannot_be_done_does_not_hold_up_the_others() throws IOException {
        house.genericSends(
                House.event("silent-0", "MQL", AT, "", "fbclid=silent-0-f").replace("granted", "denied"));
        house.settles();
        JsonNode job = bulkJob("{\"verb\":\"retry\",\"destination\":\"meta\",\"state\":\"REFUSED\","
                + "\"reason\":\"CONSENT_DENIED\"}");
        bulk.work();
        assertThat(bulk.find(UUID.fromString(job.path("id").asText()))
                        .orElseThrow()
                        .skipped())
                .isEqualTo(job.path("total").asLong());
        assertThat(house.conversion("silent-0", "MQL", "meta").state()).isEqualTo(ConversionState.REFUSED);
    }

    @Test
    void a_click_id_is_corrected_with_a_comment_and_the_conversion_accepted_under_its_key() {
        Conversion before = rejected("mistyped");
        HttpResponse<String> answer = post(
                "/api/conversions/" + before.id() + "/correct",
                "{\"clickKind\":\"gclid\",\"clickId\":\"RightOne_-1\",\"comment\":\"typo in the CRM\"}");
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        house.uploads();
        Conversion after = house.conversion("mistyped", "MQL", "google-ads");
        assertThat(after.state()).isEqualTo(ConversionState.ACCEPTED);
        assertThat(after.dedupeKey()).isEqualTo(before.dedupeKey());
        assertThat(house.received("google-ads", "RightOne_-1")).hasSize(1);
        assertThat(audit.newest(before.lead().value(), 10)).singleElement().satisfies(it -> {
            assertThat(it.actor()).isEqualTo("admin");
            assertThat(it.comment()).isEqualTo("typo in the CRM");
            assertThat(it.detail())
                    .contains("click id to gclid RightO... (11 characters)")
                    .doesNotContain("RightOne");
        });
    }

    @Test
    void a_value_is_corrected_and_told() {
        Conversion before = rejected("undervalued");
        assertThat(post(
                                "/api/conversions/" + before.id() + "/correct",
                                "{\"amount\":\"129.90\",\"currency\":\"EUR\",\"comment\":\"as invoiced\"}")
                        .statusCode())
                .isEqualTo(200);
        house.faults("google-ads");
        house.uploads();
        assertThat(house.told("google-ads", "undervalued-g").toString()).contains("129.9");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {"clickKind":"gclid","clickId":"x"}                                              | 400 | Say why
            {"amount":"5","comment":"c"}                                                     | 400 | together
            {"amount":"-5","currency":"EUR","comment":"c"}                                   | 400 | negative
            {"clickKind":"fbclid","clickId":"x","comment":"c"}                               | 409 | does not match by fbclid
            {"clickKind":"gclid","clickId":"undefined","comment":"c"}                        | 409 | a word or a template
            {"clickKind":"gclid","clickId":"a b\\nc","comment":"c"}                             | 409 | holds blanks
            {"clickKind":"gclid","clickId":"0AAAAAgbraid","comment":"c"}                     | 409 | Choose gbraid
            {"clickKind":"gclid","clickId":"x","clickedAt":"2026-01-01T00:00:00Z","comment":"c"} | 409 | older than the platform
            {"comment":"c"}                                                                  | 409 | Nothing was corrected
            """)
    void a_correction_that_cannot_be_sent_changes_nothing(String body, int status, String words) {
        Conversion before = rejected("uncorrected-" + Math.abs(body.hashCode()));
        HttpResponse<String> answer = post("/api/conversions/" + before.id() + "/correct", body);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        assertThat(answer.body()).contains(words);
        assertThat(house.conversionsOf(before.lead()))
                .filteredOn(it -> it.id().equals(before.id()))
                .containsExactly(before);
    }

    @Test
    void what_the_platform_has_is_never_corrected() {
        house.leadReaches("accepted-one", "MQL", AT, "gclid=accepted-one-g");
        house.settles();
        Conversion accepted = house.conversion("accepted-one", "MQL", "google-ads");
        HttpResponse<String> answer = post(
                "/api/conversions/" + accepted.id() + "/correct",
                "{\"amount\":\"5\",\"currency\":\"EUR\",\"comment\":\"c\"}");
        assertThat(answer.statusCode()).isEqualTo(409);
    }

    @Test
    void tasklist_tells_the_reason_and_its_form_works() {
        Conversion rejected = rejected("in-tasklist");
        Task task = tasks.createTaskQuery()
                .processInstanceBusinessKey(rejected.id().toString())
                .singleResult();
        assertThat(task.getDescription()).contains("google-ads refused").contains(String.valueOf(rejected.reason()));
        assertThat(forms.getTaskFormVariables(task.getId())).containsKey("decision");
        assertThat(forms.getRenderedTaskForm(task.getId())).isNotNull();
        assertThat(task.getName()).isEqualTo("Fix or drop: MQL of in-tasklist to google-ads");
        identity.setAuthentication("olga", List.of("operators"));
        try {
            tasks.complete(task.getId(), java.util.Map.of("decision", "DROPPED"));
        } finally {
            identity.clearAuthentication();
        }
        assertThat(audit.newest(rejected.lead().value(), 5))
                .as("what is decided in Tasklist is written down too")
                .extracting(it -> it.actor() + " " + it.verb())
                .containsExactly("olga DROP");
        assertThat(house.conversion("in-tasklist", "MQL", "google-ads").state()).isEqualTo(ConversionState.DROPPED);
    }

    @Test
    void a_lead_is_found_by_the_crms_id_by_its_click_and_by_mail_or_phone_in_any_form() {
        house.genericSends(House.event("sought", "MQL", AT, "", "gclid=Sought_Click")
                .replace("\"email\":", "\"phone\":\"+49 30 901820\",\"email\":"));
        house.settles();
        UUID lead = house.lead("generic", "sought").orElseThrow().id().value();
        for (String words : List.of(
                "sought",
                "Sought_Click",
                " SOUGHT@example.com ",
                "+4930901820",
                "+49 (30) 90 18 20",
                lead.toString())) {
            assertThat(search.find(words, null))
                    .as(words)
                    .extracting(it -> it.id().value())
                    .contains(lead);
        }
        assertThat(search.find("030 901820", "de")).hasSize(1);
        assertThat(search.find("sought_click", null)).as("byte for byte").isEmpty();
        assertThat(search.find("nobody@example.com", null)).isEmpty();
    }

    @Test
    void a_test_call_asks_the_platform_and_counts_nothing() {
        // The newest one is tried, and other stories tell of later days.
        Instant now = Instant.ofEpochSecond(
                house.count(
                        "select coalesce(max(extract(epoch from updated_at)), 1791023100)::bigint + 3600 from leadloop.conversion"));
        clock.set(now.toString());
        house.genericSends(House.event("rehearsed", "MQL", now.minusSeconds(60).toString(), "", "gclid=rehearsed-g")
                .replace("2026-10-01T08:00:00Z", now.minusSeconds(86_400).toString()));
        house.settles();
        long before = house.received("google-ads", "").size();
        HttpResponse<String> answer = post("/api/destinations/google-ads/test", "");
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body())
                .contains("the newest conversion that it took", "would be taken (validateOnly: nothing counts)");
        assertThat(house.received("google-ads", "")).hasSize((int) before);
    }

    @Test
    void a_lead_of_a_source_that_is_not_connected_any_more_is_found_by_its_id() {
        house.leadReaches("of-an-old-crm", "MQL", "2026-10-03T09:00:00Z");
        house.applies();
        house.sql("update leadloop.lead_alias set source = 'a-former-crm' where external_id = 'of-an-old-crm'");
        assertThat(search.find("of-an-old-crm", null)).hasSize(1);
    }
}
