package io.leadloop.ops;

import static org.assertj.core.api.Assertions.assertThat;

import io.leadloop.imports.FileImport;
import io.leadloop.imports.ImportRun;
import io.leadloop.imports.LeadFiles;
import io.leadloop.support.Browser;
import io.leadloop.support.House;
import io.leadloop.support.StoryTest;
import io.leadloop.support.TestClock;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.identity.User;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** Files by page and by REST, and who may send them. */
@StoryTest
class ImportDoorsStoryTests {

    private static final String FILE = """
            Lead ID,Status,Conversion Time,Google Click ID
            %1$s-1,MQL,2026-10-03 09:00,%1$s-1-g
            %1$s-2,MQL,2026-10-03 09:10,%1$s-2-g
            """;

    @Autowired
    House house;

    @Autowired
    TestClock clock;

    @Autowired
    LeadFiles imports;

    @Autowired
    ImportRun run;

    @Autowired
    IdentityService identity;

    @BeforeEach
    void the_third_of_october() {
        clock.set("2026-10-03T10:25:00Z");
    }

    private Browser signedIn(String user, String group) {
        if (identity.createUserQuery().userId(user).count() == 0) {
            User created = identity.newUser(user);
            created.setPassword("a-long-password-1");
            identity.saveUser(created);
            identity.createMembership(user, group);
        }
        return Browser.signedIn(house, user, "a-long-password-1");
    }

    private HttpResponse<String> rest(String query, String file) {
        return house.send(house.asAdministrator("/api/leads/import" + query)
                .header("Content-Type", "text/csv")
                .POST(BodyPublishers.ofString(file)));
    }

    private void runs() {
        while (run.step()) {
            house.applies();
        }
        house.applies();
    }

    private static byte[] file(String name) {
        return FILE.formatted(name).getBytes(StandardCharsets.UTF_8);
    }

    @Test
    void rest_takes_a_file_with_its_answers_and_tells_how_far_it_is() {
        HttpResponse<String> answer =
                rest("?source=shop&consentWhenAbsent=granted&zone=Europe/Berlin&name=rest.csv", FILE.formatted("rest"));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(202);
        runs();
        String address = answer.headers().firstValue("Location").orElseThrow();
        assertThat(house.send(house.asAdministrator(address)).body())
                .contains("\"state\":\"DONE\"", "\"good\":2", "\"bad\":0");
        assertThat(house.lead("shop", "rest-1").orElseThrow().stageAt()).isEqualTo("2026-10-03T07:00:00Z");
        assertThat(house.send(house.asAdministrator(address + "/bad-rows")).body())
                .isEqualTo("line,reason\r\n");
    }

    @Test
    void rest_names_everything_that_is_missing_and_keeps_nothing() {
        long before = house.count("select count(*) from leadloop.file_import");
        HttpResponse<String> answer = rest("", FILE.formatted("missing"));
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.headers().firstValue("Content-Type").orElse("")).startsWith("application/problem+json");
        assertThat(answer.body()).contains("source", "consentWhenAbsent");
        assertThat(rest("?source=shop&consentWhenAbsent=granted", FILE.formatted("missing"))
                        .body())
                .contains("None of the first rows", "zone");
        assertThat(rest("?source=shop&consentWhenAbsent=perhaps", FILE.formatted("missing"))
                        .statusCode())
                .isEqualTo(400);
        assertThat(rest("?source=shop&consentWhenAbsent=granted&zone=UTC&column=Status:nonsense", FILE.formatted("m"))
                        .statusCode())
                .isEqualTo(400);
        assertThat(house.count("select count(*) from leadloop.file_import")).isEqualTo(before);
    }

    @Test
    void an_export_of_deals_is_not_taken_for_one_of_contacts() {
        String answers = "?source=portal&consentWhenAbsent=granted&zone=UTC&timeOfDay=12:00"
                + "&column=Deal%20Stage:status&column=Close%20Date:occurredAt";
        long before = house.count("select count(*) from leadloop.file_import");
        HttpResponse<String> answer = rest(answers, """
                Record ID,Deal Name,Deal Stage,Close Date,Amount,Currency
                61,Muster,Closed Won,2026-10-02,900,EUR
                """);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(400);
        assertThat(answer.body()).contains("This is a file of deals", "Associated Contact IDs");
        assertThat(house.count("select count(*) from leadloop.file_import")).isEqualTo(before);

        assertThat(rest(answers, """
                Record ID,Deal Name,Deal Stage,Close Date,Amount,Currency,Associated Contact IDs
                610,Muster,Closed Won,2026-10-02,900,EUR,61
                """).statusCode()).isEqualTo(202);
        runs();
        assertThat(house.lead("portal", "610")).isEmpty();
        assertThat(house.lead("portal", "61").orElseThrow().stage()).isEqualTo("WON");
        assertThat(house.count("select count(*) from leadloop.deal where id = '610'"))
                .isEqualTo(1);
    }

    @Test
    void a_source_in_another_letter_case_than_configured_is_refused() {
        long before = house.count("select count(*) from leadloop.file_import");
        HttpResponse<String> answer =
                rest("?source=Generic&consentWhenAbsent=granted&zone=UTC", FILE.formatted("case"));
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains("'Generic' is configured as 'generic'");
        assertThat(house.count("select count(*) from leadloop.file_import")).isEqualTo(before);
    }

    @Test
    void a_broken_file_is_told_in_one_sentence() {
        assertThat(rest("?source=shop&consentWhenAbsent=granted&zone=UTC", FILE.formatted("broken") + "x,\"MQL,\n")
                        .body())
                .contains("\"detail\":\"A quote that opens in line 4 is not closed.")
                .doesNotContain("Something is missing");
    }

    @Test
    void sales_ops_upload_answer_try_and_import_on_the_page() {
        Browser eva = signedIn("importeva", "sales-ops");
        eva.get("/ops/import");
        HttpResponse<String> uploaded = eva.sendFile("/ops/import?name=fair.csv", file("page"));
        assertThat(uploaded.statusCode()).as(uploaded.body()).isEqualTo(201);
        String page = uploaded.headers().firstValue("Location").orElseThrow();
        assertThat(eva.get(page).body()).contains("Before it can begin", "zone", "fair.csv");
        List<Map.Entry<String, String>> form = List.of(
                Map.entry("source", "fair"),
                Map.entry("consentWhenAbsent", "GRANTED"),
                Map.entry("zone", "UTC"),
                Map.entry("meaning", "lead.id"),
                Map.entry("meaning", "status"),
                Map.entry("meaning", "occurredAt"),
                Map.entry("meaning", "gclid"),
                Map.entry("verb", "try"));
        assertThat(eva.post(page, form).body()).contains("Dry run: nothing is changed");
        assertThat(eva.get(page + "/progress").body()).contains("would be new", "Cancel");
        runs();
        HttpResponse<String> over = eva.get(page + "/progress");
        assertThat(over.headers().firstValue("HX-Refresh"))
                .as("the page renews itself")
                .contains("true");
        assertThat(eva.get(page).body()).contains("The dry run is over").doesNotContain("Before it can begin");
        List<Map.Entry<String, String>> real = new java.util.ArrayList<>(form);
        real.set(7, Map.entry("verb", "import"));
        assertThat(eva.post(page, real).body()).contains("Importing.");
        runs();
        assertThat(eva.get(page).body()).contains("Done.");
        assertThat(house.lead("fair", "page-2").orElseThrow().stage()).isEqualTo("MQL");
    }

    @Test
    void viewers_look_only() {
        Browser eva = signedIn("importeva", "sales-ops");
        eva.get("/ops/import");
        String page = eva.sendFile("/ops/import?name=mine.csv", file("view"))
                .headers()
                .firstValue("Location")
                .orElseThrow();
        Browser viewer = signedIn("importviewer", "viewers");
        assertThat(viewer.get(page).statusCode()).isEqualTo(200);
        assertThat(viewer.get("/ops/import").body()).contains("mine.csv", "You may look");
        assertThat(viewer.sendFile("/ops/import?name=x.csv", file("view")).statusCode())
                .isEqualTo(403);
        assertThat(viewer.post(page + "/cancel", List.of()).statusCode()).isEqualTo(403);
        UUID id = UUID.fromString(page.substring(page.lastIndexOf('/') + 1));
        assertThat(imports.find(id).orElseThrow().state()).isEqualTo(FileImport.State.UPLOADED);
        imports.discard(id);
    }

    @Test
    void a_file_in_another_encoding_is_refused_with_what_to_do() {
        Browser eva = signedIn("importeva", "sales-ops");
        eva.get("/ops/import");
        HttpResponse<String> answer =
                eva.sendFile("/ops/import?name=x.csv", "Name\nM\u00fcller\n".getBytes(StandardCharsets.ISO_8859_1));
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains("Line 2", "UTF-8");
    }

    @Test
    void a_file_head_that_names_no_zone_asks_which_one_counts_and_its_page_opens() {
        String file = "Parameters:TimeZone=Berlin\n" + FILE.formatted("zone");
        HttpResponse<String> rest = rest("?source=shop&consentWhenAbsent=granted", file);
        assertThat(rest.statusCode()).as(rest.body()).isEqualTo(400);
        assertThat(rest.body()).contains("TimeZone=Berlin", "is Europe/Berlin meant");
        assertThat(rest("?source=shop&consentWhenAbsent=granted&zone=insert_timezone", file)
                        .statusCode())
                .isEqualTo(400);
        assertThat(rest("?source=shop&consentWhenAbsent=granted&zone=Europe/Berlin", file)
                        .statusCode())
                .isEqualTo(202);
        runs();
        assertThat(house.lead("shop", "zone-1").orElseThrow().stageAt()).isEqualTo("2026-10-03T07:00:00Z");

        Browser eva = signedIn("importeva", "sales-ops");
        eva.get("/ops/import");
        HttpResponse<String> uploaded = eva.sendFile(
                "/ops/import?name=berlin.csv",
                ("Parameters:TimeZone=<Your timezone>\n" + FILE.formatted("head")).getBytes(StandardCharsets.UTF_8));
        assertThat(uploaded.statusCode()).as(uploaded.body()).isEqualTo(201);
        String page = uploaded.headers().firstValue("Location").orElseThrow();
        HttpResponse<String> shown = eva.get(page);
        assertThat(shown.statusCode()).isEqualTo(200);
        assertThat(shown.body()).contains("TimeZone=&lt;Your timezone&gt;, which is no time zone");

        UUID id = UUID.fromString(page.substring(page.lastIndexOf('/') + 1));
        house.sql("update leadloop.file_import set answers = answers || '{\"zone\": \"Berlin\"}' where id = '" + id
                + "'");
        HttpResponse<String> stored = eva.get(page);
        assertThat(stored.statusCode()).as("what an earlier release stored").isEqualTo(200);
        assertThat(stored.body()).contains("zone is no time zone", "is Europe/Berlin meant");
        imports.discard(id);
    }

    @Test
    void every_zone_form_of_googles_template_comes_out_at_the_right_second() {
        Map<String, String> seconds = Map.of(
                "Etc/GMT+8", "2026-10-02T17:00:00Z",
                "-0500", "2026-10-02T14:00:00Z",
                "GMT-0500", "2026-10-02T14:00:00Z",
                "UTC+2", "2026-10-02T07:00:00Z",
                "+0530", "2026-10-02T03:30:00Z",
                "Asia/Calcutta", "2026-10-02T03:30:00Z",
                "America/Port-au-Prince", "2026-10-02T13:00:00Z");
        int number = 0;
        for (Map.Entry<String, String> zone : seconds.entrySet()) {
            String name = "form" + number++;
            String file = "Parameters:EntityType=OFFLINECONVERSION;TimeZone=" + zone.getKey() + ";,,,\n"
                    + "Lead ID,Status,Conversion Time,Google Click ID\n"
                    + name + ",MQL,2026-10-02 09:00:00," + name + "-g\n";
            HttpResponse<String> answer = rest("?source=shop&consentWhenAbsent=granted", file);
            assertThat(answer.statusCode()).as(zone.getKey() + answer.body()).isEqualTo(202);
            runs();
            assertThat(house.lead("shop", name).orElseThrow().stageAt())
                    .as(zone.getKey())
                    .isEqualTo(zone.getValue());
        }
    }
}
