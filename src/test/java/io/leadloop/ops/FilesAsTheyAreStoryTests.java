package io.leadloop.ops;

import static org.assertj.core.api.Assertions.assertThat;

import io.leadloop.conversion.Conversion;
import io.leadloop.conversion.ConversionType;
import io.leadloop.imports.ImportRun;
import io.leadloop.lead.LeadId;
import io.leadloop.support.Browser;
import io.leadloop.support.House;
import io.leadloop.support.StoryTest;
import io.leadloop.support.TestClock;
import io.leadloop.support.Workbooks;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;

/** Files as people have them, at both doors: by page and by REST. */
@StoryTest
class FilesAsTheyAreStoryTests {

    private static final String XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
    private static final String ANSWERS = "?source=shop&consentWhenAbsent=granted";
    private static final long SEED = 20_261_126;
    private static final int TRIES = 120;

    @Autowired
    House house;

    @Autowired
    TestClock clock;

    @Autowired
    ImportRun run;

    @BeforeEach
    void the_third_of_october() {
        clock.set("2026-10-03T10:25:00Z");
    }

    private HttpResponse<String> rest(String query, String type, byte[] file) {
        return house.send(house.asAdministrator("/api/leads/import" + query)
                .header("Content-Type", type)
                .POST(BodyPublishers.ofByteArray(file)));
    }

    private HttpResponse<String> rest(String query, String file) {
        return rest(query, "text/csv", file.getBytes(StandardCharsets.UTF_8));
    }

    private Browser administrator() {
        Browser admin = Browser.signedIn(house, "admin", House.PASSWORD);
        admin.get("/ops/import");
        return admin;
    }

    private void runs() {
        while (run.step()) {
            house.applies();
        }
        house.applies();
    }

    /** Gives the id of the import. */
    private String imported(String file) {
        HttpResponse<String> answer = rest(ANSWERS, file);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(202);
        runs();
        house.uploads();
        String address = answer.headers().firstValue("Location").orElseThrow();
        return address.substring(address.lastIndexOf('/') + 1);
    }

    private List<Conversion> wins(String click) {
        String lead = house.texts("select lead_id::text from leadloop.click_id where value = '" + click + "'")
                .get(0);
        return house.conversionsOf(new LeadId(UUID.fromString(lead))).stream()
                .filter(it -> it.stage().equals("WON") && it.destination().equals("google-ads"))
                .toList();
    }

    private static byte[] workbook(String lead) {
        return new Workbooks()
                .sheet(
                        "Deals",
                        List.of(
                                List.of("s:Lead ID", "s:Status", "s:Conversion Time", "s:My own column"),
                                List.of("s:" + lead, "s:MQL", "t:46298.375", "s:x")))
                .bytes();
    }

    @Test
    void a_workbook_is_read_directly_by_rest() {
        HttpResponse<String> answer = rest(ANSWERS + "&zone=Europe/Berlin", XLSX, workbook("x-rest"));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(202);
        assertThat(answer.body())
                .contains("Table of your own columns, zone Europe/Berlin, 1 row, Excel workbook, sheet 'Deals'");
        runs();
        assertThat(house.lead("shop", "x-rest").orElseThrow().stageAt()).isEqualTo("2026-10-03T07:00:00Z");
    }

    @Test
    void a_workbook_is_read_directly_on_the_page_and_said_back_before_anything_is_stored() {
        Browser admin = administrator();
        HttpResponse<String> answer = admin.sendFile("/ops/import?name=deals.xlsx", workbook("x-page"));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
        String page = answer.headers().firstValue("Location").orElseThrow();
        assertThat(admin.get(page).body())
                .contains(
                        "Table of your own columns, 1 row, Excel workbook, sheet",
                        "My own column",
                        "Before it can begin");
        assertThat(house.lead("shop", "x-page")).isEmpty();
        assertThat(admin.sendFile("/ops/import?name=deals.xlsx&sheet=Leads", workbook("x-page"))
                        .body())
                .contains("no sheet of that name");
    }

    @Test
    void what_a_google_template_is_taken_for_is_said_back() {
        Browser admin = administrator();
        String file = "Parameters:TimeZone=America/New_York,,\nGoogle Click ID,Conversion Name,Conversion Time\n"
                + "x-told-g,MQL,2026-10-03 05:00:00\n";
        String page = admin.sendFile("/ops/import?name=g.csv", file.getBytes(StandardCharsets.UTF_8))
                .headers()
                .firstValue("Location")
                .orElseThrow();
        assertThat(admin.get(page).body()).contains("Google Ads: click conversions, zone America/New_York, 1 row");
    }

    @ParameterizedTest
    @ValueSource(strings = {"google-calls", "google-store-sales", "google-customer-list", "google-analytics"})
    void what_cannot_be_imported_is_refused_in_words_at_both_doors_and_nothing_is_kept(String name) throws Exception {
        byte[] file = Files.readAllBytes(Path.of("src/test/resources/imports/kinds", name + ".csv"));
        long before = house.count("select count(*) from leadloop.file_import");
        HttpResponse<String> byRest = rest(ANSWERS, "text/csv", file);
        HttpResponse<String> byPage = administrator().sendFile("/ops/import?name=x.csv", file);
        for (HttpResponse<String> answer : List.of(byRest, byPage)) {
            assertThat(answer.statusCode()).isEqualTo(400);
            assertThat(answer.body()).contains("\"detail\":\"Th");
        }
        assertThat(house.count("select count(*) from leadloop.file_import")).isEqualTo(before);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Berlin", "insert_timezone", "<Your timezone>"})
    void a_zone_that_nobody_can_read_is_asked_for(String zone) {
        String file = "Parameters:TimeZone=" + zone + ",,\nGoogle Click ID,Conversion Name,Conversion Time\n"
                + "x-zone-g,MQL,2026-10-03 05:00:00\n";
        Browser admin = administrator();
        HttpResponse<String> answer = admin.sendFile("/ops/import?name=g.csv", file.getBytes(StandardCharsets.UTF_8));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
        String page = answer.headers().firstValue("Location").orElseThrow();
        HttpResponse<String> shown = admin.get(page);
        assertThat(shown.statusCode()).isEqualTo(200);
        assertThat(shown.body()).contains("Before it can begin", "zone");
        assertThat(rest(ANSWERS, file).statusCode()).isEqualTo(400);
    }

    @Test
    void an_adjustment_by_order_restates_and_retracts_what_was_told() {
        imported("Google Click ID,Conversion Name,Conversion Time,Conversion Value,Conversion Currency,Order ID\n"
                + "x-adj-1,Closed Won,2026-10-03T09:00:00Z,100,EUR,X-1\n"
                + "x-adj-2,Closed Won,2026-10-03T09:00:00Z,50,EUR,X-2\n");
        clock.set("2026-10-05T10:25:00Z");
        String adjustments = imported("Parameters:TimeZone=UTC\n"
                + "Order ID,Conversion Name,Adjustment Time,Adjustment Type,Adjusted Value,Adjusted Value Currency\n"
                + "X-1,Closed Won,2026-10-05 09:00:00,RESTATE,70,EUR\n"
                + "X-2,Closed Won,2026-10-05 09:00:00,RETRACT,,\n"
                + "X-3,Closed Won,2026-10-05 09:00:00,RESTATE,70,EUR\n"
                + "X-1,Qualified,2026-10-05 09:00:00,RESTATE,70,EUR\n");
        assertThat(wins("x-adj-1"))
                .filteredOn(it -> it.type() == ConversionType.RESTATEMENT)
                .singleElement()
                .satisfies(it -> assertThat(it.value().plainAmount()).isEqualByComparingTo("70"));
        assertThat(wins("x-adj-2"))
                .filteredOn(it -> it.type() != ConversionType.CONVERSION)
                .singleElement()
                .satisfies(it -> assertThat(it.valueRule()).startsWith("TAKEN_BACK"));
        assertThat(house.count("select count(*) from leadloop.deal where id = 'X-3'"))
                .isZero();
        assertThat(house.texts("select left(reason, 16) from leadloop.file_import_bad_row where import_id = '"
                        + adjustments + "' order by line"))
                .containsExactly("no sale is known", "the sale went on");
    }

    @Test
    void an_adjustment_of_microsoft_finds_the_sale_by_its_click_and_second() {
        String header = "Parameters:TimeZone=+0000,,,,,,,\nMicrosoft Click ID,Conversion Name,Conversion Time,"
                + "Conversion Value,Conversion Currency,Adjustment Type,Adjusted Value,Adjustment Time\n";
        String sale = "f894f652ea334e739002f7167ab8f8e3,Closed Won,2026-10-03 09:00:00,100,EUR,";
        imported(header + sale + ",,\n");
        clock.set("2026-10-05T10:25:00Z");
        imported(header + sale + "Restate,70,2026-10-05 09:00:00\n" + sale.replace("09:00:00", "09:00:07")
                + "Restate,60,2026-10-05 09:00:00\n");
        assertThat(house.count("select count(*) from leadloop.deal d join leadloop.click_id c on c.lead_id = d.lead_id"
                        + " where c.value = 'f894f652ea334e739002f7167ab8f8e3'"))
                .isEqualTo(1);
        assertThat(house.count("select count(*) from leadloop.deal d join leadloop.click_id c on c.lead_id = d.lead_id"
                        + " where c.value = 'f894f652ea334e739002f7167ab8f8e3' and d.amount = 70"))
                .isEqualTo(1);
    }

    /** Random bytes, columns, zones and damaged workbooks; the seed is fixed, so that a failure comes again. */
    @Test
    @Timeout(240)
    void whatever_comes_no_answer_is_a_fault_of_ours_and_every_import_can_be_opened() {
        Random random = new Random(SEED);
        Browser admin = administrator();
        for (int i = 0; i < TRIES; i++) {
            byte[] file = FileFuzz.file(random);
            String what = "try " + i + " of " + SEED + ": " + Arrays.hashCode(file);
            HttpResponse<String> byPage = admin.sendFile("/ops/import?name=fuzz-" + i, file);
            assertThat(byPage.statusCode()).as(what + byPage.body()).isIn(201, 400);
            byPage.headers().firstValue("Location").ifPresent(page -> {
                HttpResponse<String> opened = admin.get(page);
                assertThat(opened.statusCode()).as(what + opened.body()).isEqualTo(200);
            });
            HttpResponse<String> byRest = rest(ANSWERS + "&zone=UTC&timeOfDay=12:00", "text/csv", file);
            assertThat(byRest.statusCode()).as(what + byRest.body()).isIn(202, 400);
        }
        runs();
        assertThat(house.count("select count(*) from leadloop.file_import where state in ('IMPORTING', 'CHECKING')"))
                .isZero();
    }
}
