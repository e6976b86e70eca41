package io.leadloop.story;

import static org.assertj.core.api.Assertions.assertThat;

import io.leadloop.pipeline.LivePipeline;
import io.leadloop.pipeline.PipelineVersion;
import io.leadloop.pipeline.PipelineVersions;
import io.leadloop.support.Browser;
import io.leadloop.support.House;
import io.leadloop.support.StoryTest;
import io.leadloop.support.TestClock;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.identity.User;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** What people see and may do on the pipeline page. */
@StoryTest
class ThePipelinePageStoryTests {

    private static final Pattern INPUT =
            Pattern.compile("<input type=\"hidden\" name=\"(draft|revision)\" value=\"([^\"]+)\"");

    @Autowired
    House house;

    @Autowired
    IdentityService identity;

    @Autowired
    LivePipeline live;

    @Autowired
    PipelineVersions versions;

    @Autowired
    TestClock clock;

    @BeforeEach
    void people() {
        clock.set("2026-10-03T10:25:00Z");
        for (String group : List.of("sales-ops", "viewers", "operators")) {
            String id = name(group);
            if (identity.createUserQuery().userId(id).count() == 0) {
                User user = identity.newUser(id);
                user.setPassword(House.PASSWORD);
                identity.saveUser(user);
                identity.createMembership(id, group);
            }
        }
    }

    private static String name(String group) {
        return "page" + group.replace("-", "");
    }

    private Browser as(String group) {
        return Browser.signedIn(house, name(group), House.PASSWORD);
    }

    /** The fields of the draft that stand on the page. */
    private static List<Map.Entry<String, String>> draftOn(String page) {
        Map<String, String> fields = new TreeMap<>();
        Matcher found = INPUT.matcher(page);
        while (found.find()) {
            fields.put(found.group(1), found.group(2));
        }
        return List.copyOf(fields.entrySet());
    }

    @Test
    void viewers_look_and_cannot_edit() {
        Browser viewer = as("viewers");
        assertThat(viewer.get("/ops/pipeline?view=tables").body())
                .contains("What is reported where", "You may look", "the deal&#39;s amount")
                .doesNotContain("Edit in a draft");
        assertThat(viewer.post("/ops/pipeline/begin", List.of()).statusCode()).isEqualTo(403);
        assertThat(as("operators").post("/ops/pipeline/begin", List.of()).statusCode())
                .isEqualTo(403);
    }

    @Test
    void sales_ops_map_a_status_publish_with_a_comment_and_the_waiting_event_is_applied() {
        house.leadReaches("page-waits", "Page said yes", "2026-10-02T08:00:00Z", "gclid=page-waits");
        house.applies();
        Browser salesOps = as("sales-ops");
        salesOps.post("/ops/pipeline/begin", List.of());
        String page = salesOps.get("/ops/pipeline?view=tables").body();
        assertThat(page).contains("No rule knows these", "Page said yes", "Save draft");

        List<Map.Entry<String, String>> save = new ArrayList<>(draftOn(page));
        save.addAll(theTables(live.version()));
        save.add(Map.entry("unmapped.status", "Page said yes"));
        save.add(Map.entry("unmapped.stage", "SQL"));
        salesOps.post("/ops/pipeline/save", save);
        page = salesOps.get("/ops/pipeline?view=tables").body();
        assertThat(page).contains("&quot;Page said yes&quot; now means SQL.");

        List<Map.Entry<String, String>> publish = new ArrayList<>(draftOn(page));
        publish.add(Map.entry("comment", "They say yes in another way"));
        HttpResponse<String> published = salesOps.post("/ops/pipeline/publish", publish);
        assertThat(published.body()).contains("is live", "They say yes in another way", name("sales-ops"));

        clock.pass(Duration.ofSeconds(3));
        house.applies();
        assertThat(house.lead("generic", "page-waits").orElseThrow().stage()).isEqualTo("SQL");
    }

    @Test
    void a_wrong_file_is_refused_in_words_and_changes_nothing() {
        Browser salesOps = as("sales-ops");
        salesOps.post("/ops/pipeline/begin", List.of());
        PipelineVersion before = versions.draftOf(name("sales-ops")).orElseThrow();
        String file = before.files().stageMapping().replaceFirst("\"SQL\"(, \"Sales Qualified\")", "''.getClass()");
        String body = salesOps.upload(
                        "/ops/pipeline/upload", before.id().toString(), before.revision(), "stage-mapping.dmn", file)
                .body();
        assertThat(body).contains("LeadLoop runs no expressions out of files");
        assertThat(versions.draftOf(name("sales-ops")).orElseThrow().files()).isEqualTo(before.files());
    }

    @Test
    void one_lead_is_walked_through_the_draft_and_the_platform_is_asked_without_counting_anything() {
        house.leadReaches("page-walk", "SQL", "2026-10-02T08:00:00Z", "gclid=page-walk-click-id");
        house.settles();
        String id = house.lead("generic", "page-walk").orElseThrow().id().toString();
        Browser salesOps = as("sales-ops");
        assertThat(salesOps.get("/ops/pipeline/sample?lead=" + id).body())
                .contains("Google Ads / sql", "Ask Google Ads")
                .doesNotContain("page-walk-click-id", "page-walk@example.com");
        int told = house.received("google-ads", "page-walk").size();
        assertThat(salesOps.post(
                                "/ops/pipeline/sample",
                                List.of(
                                        Map.entry("lead", id),
                                        Map.entry("destination", "google-ads"),
                                        Map.entry("action", "sql")))
                        .body())
                .contains("It said:", "ACCEPTED");
        assertThat(house.received("google-ads", "page-walk")).hasSize(told);
    }

    /** The rows of a version as the page's form sends them. */
    private static List<Map.Entry<String, String>> theTables(PipelineVersion version) {
        List<Map.Entry<String, String>> sent = new ArrayList<>();
        version.stages().forEach(it -> {
            sent.add(Map.entry("stage.id", it.id()));
            sent.add(Map.entry("stage.name", it.name()));
            sent.add(Map.entry("stage.kind", it.kind().name()));
            sent.add(Map.entry(
                    "stage.allowedDays",
                    it.allowedDays() == null ? "" : it.allowedDays().toString()));
            sent.add(Map.entry("stage.holdHours", Integer.toString(it.holdHours())));
            sent.add(Map.entry("stage.adjustment", it.adjustment().name()));
        });
        version.pipeline().statuses().forEach(it -> {
            sent.add(Map.entry("rule.id", it.id()));
            sent.add(Map.entry("rule.note", it.note()));
            sent.add(Map.entry("rule.source", String.join(" ", it.source().words())));
            sent.add(Map.entry("rule.record", String.join(",", it.record().words())));
            sent.add(Map.entry("rule.status", String.join("\r\n", it.status().words())));
            sent.add(Map.entry("rule.outcome", String.join(",", it.outcome().words())));
            sent.add(Map.entry("rule.stage", it.stage()));
        });
        version.pipeline().reports().forEach(it -> {
            sent.add(Map.entry("line.id", it.id()));
            sent.add(Map.entry("line.note", it.note()));
            sent.add(Map.entry("line.stage", it.stage()));
            sent.add(Map.entry(
                    "line.country", String.join(" ", it.leads().country().words())));
            sent.add(Map.entry("line.source", ""));
            sent.add(Map.entry(
                    "line.utmSource", String.join("; ", it.leads().utmSource().words())));
            sent.add(Map.entry(
                    "line.utmMedium", String.join("; ", it.leads().utmMedium().words())));
            sent.add(Map.entry(
                    "line.campaign", String.join("; ", it.leads().campaign().words())));
            sent.add(Map.entry("line.dealSize", it.leads().dealSize().inWords()));
            sent.add(Map.entry("line.destination", it.destination()));
            sent.add(Map.entry("line.action", it.action()));
            sent.add(Map.entry("line.role", it.role().name()));
            sent.add(Map.entry("line.value", it.value().name()));
            sent.add(Map.entry("line.match", it.match().name()));
        });
        return sent;
    }
}
