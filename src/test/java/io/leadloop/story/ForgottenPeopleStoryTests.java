package io.leadloop.story;

import static org.assertj.core.api.Assertions.assertThat;

import io.leadloop.conversion.ConversionState;
import io.leadloop.inbox.LeadEvents;
import io.leadloop.lead.ExternalId;
import io.leadloop.lead.HashedContact;
import io.leadloop.lead.LeadId;
import io.leadloop.support.Browser;
import io.leadloop.support.House;
import io.leadloop.support.StoryTest;
import io.leadloop.support.TestClock;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.camunda.bpm.engine.HistoryService;
import org.camunda.bpm.engine.RuntimeService;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** People who want to be forgotten, who take their consent back, and who were two records in the CRM. */
@StoryTest
class ForgottenPeopleStoryTests {

    private static final String AT = "2026-10-03T09:00:00Z";

    @Autowired
    House house;

    @Autowired
    TestClock clock;

    @Autowired
    RuntimeService engine;

    @Autowired
    HistoryService history;

    @Autowired
    LeadEvents merging;

    @Autowired
    PlatformTransactionManager transactions;

    @BeforeEach
    void the_third_of_october() {
        clock.set("2026-10-03T10:25:00Z");
    }

    private HttpResponse<String> post(String path, String body) {
        return house.send(house.asAdministrator(path)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body)));
    }

    private long rowsOf(LeadId lead) {
        long rows = 0;
        for (String table : new String[] {"conversion", "click_id", "stage_change", "lead_alias", "inbox_message"}) {
            rows += house.count("select count(*) from leadloop." + table + " where lead_id = '" + lead + "'");
        }
        return rows + house.count("select count(*) from leadloop.lead where id = '" + lead + "'");
    }

    @Test
    void a_person_found_by_mail_is_gone_from_our_rows_and_from_the_engine_and_does_not_come_back() {
        house.leadReaches("forget-me", "MQL", AT, "gclid=forget-me-g");
        house.applies();
        LeadId lead = house.lead("generic", "forget-me").orElseThrow().id();
        HttpResponse<String> receipt =
                post("/api/erasures", "{\"person\":{\"email\":\"Forget-Me@example.com\"},\"reason\":\"asked\"}");
        assertThat(receipt.statusCode()).as(receipt.body()).isEqualTo(200);
        assertThat(receipt.body()).contains("\"leads\":1", "\"waiting\":1").doesNotContain("forget-me@");
        assertThat(rowsOf(lead)).isZero();
        assertThat(engine.createProcessInstanceQuery()
                        .processInstanceBusinessKey(lead.toString())
                        .count())
                .isZero();
        assertThat(history.createHistoricProcessInstanceQuery()
                        .processInstanceBusinessKey(lead.toString())
                        .count())
                .isZero();
        house.leadReaches("forget-me", "SQL", "2026-10-03T10:00:00Z", "gclid=forget-me-g");
        house.settles();
        assertThat(house.lead("generic", "forget-me")).isEmpty();
        assertThat(house.received("google-ads", "forget-me-g")).isEmpty();
    }

    @Test
    void no_table_of_ours_or_of_the_engine_holds_anything_of_the_person_any_more() {
        house.leadReaches("dump-me", "MQL", AT, "gclid=dump-me-click");
        house.settles();
        HashedContact hashes = house.lead("generic", "dump-me").orElseThrow().contact();
        post("/api/erasures", "{\"person\":{\"crmId\":\"dump-me\"}}");
        for (String trace : List.of(
                "dump-me@example.com",
                "dump-me-click",
                String.valueOf(hashes.email()),
                String.valueOf(hashes.emailAllStripped()))) {
            assertThat(house.tablesThatHold(trace)).as(trace).isEmpty();
        }
    }

    @Test
    void a_lead_can_be_forgotten_by_its_id_also_after_it_was_told() {
        house.leadReaches("forget-id", "MQL", AT, "gclid=forget-id-g");
        house.settles();
        LeadId lead = house.lead("generic", "forget-id").orElseThrow().id();
        assertThat(house.send(house.asAdministrator("/api/leads/" + lead).DELETE())
                        .statusCode())
                .isEqualTo(200);
        assertThat(rowsOf(lead)).isZero();
        assertThat(house.send(house.asAdministrator("/api/leads/" + lead).DELETE())
                        .statusCode())
                .isEqualTo(404);
    }

    @Test
    void other_people_stay() {
        house.leadReaches("forget-1", "MQL", AT, "gclid=forget-1-g");
        house.leadReaches("forget-11", "MQL", AT, "gclid=forget-11-g");
        house.applies();
        post("/api/erasures", "{\"person\":{\"crmId\":\"forget-1\"}}");
        assertThat(house.lead("generic", "forget-1")).isEmpty();
        assertThat(house.lead("generic", "forget-11")).isPresent();
    }

    @Test
    void nobody_is_searched_for_by_nothing() {
        assertThat(post("/api/erasures/search", "{\"email\":\" \"}").statusCode())
                .isEqualTo(400);
        HttpResponse<String> unreadable = post("/api/erasures", "{\"person\":{\"phone\":\"0151/23456789\"}}");
        assertThat(unreadable.statusCode()).isEqualTo(400);
        assertThat(unreadable.body()).contains("country's code").doesNotContain("0151");
        assertThat(post("/api/erasures", "{\"person\":{\"phone\":\"0151/23456789\",\"country\":\"DE\"}}")
                        .statusCode())
                .isEqualTo(404);
    }

    @Test
    void the_page_shows_the_receipt_once_the_person_is_gone() {
        house.leadReaches("page-me", "MQL", AT, "gclid=page-me-g");
        house.applies();
        LeadId lead = house.lead("generic", "page-me").orElseThrow().id();
        String page = Browser.signedIn(house, "admin", House.PASSWORD)
                .post("/ops/erasure/erase", List.of(Map.entry("lead", lead.toString()), Map.entry("reason", "asked")))
                .body();
        assertThat(page).contains("<h2>Forgotten</h2>", "What a platform was told before stays there");
        assertThat(house.lead("generic", "page-me")).isEmpty();
        assertThat(house.texts("select verb from leadloop.audit_entry")).contains("ERASE");
    }

    @Test
    void the_page_says_that_it_could_not_look_instead_of_that_nothing_is_here() {
        Browser admin = Browser.signedIn(house, "admin", House.PASSWORD);
        assertThat(admin.get("/ops/erasure").body()).contains("Country of the phone");
        for (String phone : List.of("", "0151/23456789")) {
            assertThat(admin.post("/ops/erasure/search", List.of(Map.entry("phone", phone)))
                            .body())
                    .contains("role=\"alert\"")
                    .doesNotContain("Nothing of this person is here");
        }
        assertThat(admin.post(
                                "/ops/erasure/search",
                                List.of(Map.entry("phone", "0151/23456789"), Map.entry("country", "DE")))
                        .body())
                .contains("Nothing of this person is here");
    }

    @Test
    void a_merged_lead_leaves_its_click_and_what_was_told_to_the_winner() {
        house.leadReaches("loser", "MQL", AT, "gclid=loser-g");
        house.settles();
        house.leadReaches("winner", "CAPTURED", AT);
        house.settles();
        boolean merged = Boolean.TRUE.equals(new TransactionTemplate(transactions)
                .execute(tx ->
                        merging.merge(ExternalId.lead("generic", "loser"), ExternalId.lead("generic", "winner"))));
        assertThat(merged).isTrue();
        house.leadReaches("winner", "MQL", "2026-10-03T10:00:00Z");
        house.leadReaches("loser", "SQL", "2026-10-03T10:10:00Z");
        house.settles();
        LeadId winner = house.lead("generic", "winner").orElseThrow().id();
        assertThat(house.lead("generic", "loser").orElseThrow().id()).isEqualTo(winner);
        assertThat(house.conversionsOf(winner))
                .filteredOn(it -> it.stage().equals("MQL") && it.destination().equals("google-ads"))
                .singleElement()
                .satisfies(it -> assertThat(it.state()).isEqualTo(ConversionState.ACCEPTED));
        assertThat(house.told("google-ads", "2026-10-03T10:10:00Z").toString()).contains("loser-g");
    }

    @Test
    void a_person_forgotten_under_one_of_two_merged_records_is_forgotten_under_both() {
        house.leadReaches("merged-a", "MQL", AT);
        house.leadReaches("merged-b", "MQL", AT);
        house.applies();
        LeadId a = house.lead("generic", "merged-a").orElseThrow().id();
        String hash = String.valueOf(
                house.lead("generic", "merged-a").orElseThrow().contact().email());
        new TransactionTemplate(transactions)
                .executeWithoutResult(tx ->
                        merging.merge(ExternalId.lead("generic", "merged-a"), ExternalId.lead("generic", "merged-b")));
        assertThat(post("/api/erasures", "{\"person\":{\"crmId\":\"merged-b\"}}")
                        .body())
                .contains("\"leads\":2");
        assertThat(rowsOf(a)).isZero();
        assertThat(house.tablesThatHold(hash)).isEmpty();
    }

    @Test
    void a_person_who_only_waits_in_the_inbox_is_found_by_mail_and_forgotten() {
        house.leadReaches("only-waits", "Nobody maps this", AT, "gclid=only-waits-click");
        house.applies();
        assertThat(post("/api/erasures/search", "{\"email\":\"ONLY-waits@example.com\"}")
                        .body())
                .contains("\"waitingEvents\":1");
        HttpResponse<String> receipt = post("/api/erasures", "{\"person\":{\"email\":\"only-waits@example.com\"}}");
        assertThat(receipt.body()).contains("\"leads\":0", "\"events\":1");
        assertThat(house.count("select count(*) from leadloop.inbox_message where ordering_key = 'generic:only-waits'"))
                .isZero();
        house.leadReaches("only-waits", "MQL", "2026-10-03T10:00:00Z");
        house.applies();
        assertThat(house.lead("generic", "only-waits")).isEmpty();
        assertThat(post("/api/erasures", "{\"person\":{\"email\":\"only-waits@example.com\"}}")
                        .statusCode())
                .as("nothing is left of the person")
                .isEqualTo(404);
    }

    @Test
    void a_deal_that_waits_for_its_lead_is_not_given_to_somebody_else_after_its_person_was_forgotten() {
        house.leadReaches("two-one", "MQL", AT, "gclid=two-of-one-click");
        house.leadReaches("two-other", "MQL", AT, "gclid=two-of-one-click");
        house.applies();
        house.genericSends("""
                {"status":"Closed Won","occurredAt":"%s","lead":{"email":"two-one@example.com"},
                 "deal":{"id":"two-deal","amount":5,"currency":"EUR"},
                 "clickIds":[{"kind":"gclid","value":"two-of-one-click"}]}""".formatted(AT));
        house.applies();
        post("/api/erasures", "{\"person\":{\"email\":\"two-one@example.com\"}}");
        house.applies();
        assertThat(house.lead("generic", "two-other").orElseThrow().stage()).isEqualTo("MQL");
        assertThat(house.count(
                        "select count(*) from leadloop.inbox_message where 'generic:DEAL:two-deal' = any(waiting_for)"))
                .isZero();
    }

    @Test
    void an_id_that_is_a_mail_does_not_stay_in_the_inbox() {
        house.leadReaches("jana@home.example", "MQL", AT);
        house.applies();
        post("/api/erasures", "{\"person\":{\"crmId\":\"jana@home.example\"}}");
        assertThat(house.tablesThatHold("jana@home.example")).isEmpty();
    }

    @Test
    void people_forgotten_while_their_events_are_applied_do_not_come_back() throws Exception {
        int people = 40;
        for (int i = 0; i < people; i++) {
            house.leadReaches("raced-" + i, "MQL", AT, "gclid=raced-" + i + "-click");
        }
        house.applies();
        for (int i = 0; i < people; i++) {
            house.leadReaches("raced-" + i, "SQL", "2026-10-03T10:00:00Z", "gclid=raced-" + i + "-click");
        }
        ExecutorService pool = Executors.newFixedThreadPool(4);
        try {
            List<Callable<Integer>> work = new ArrayList<>();
            for (int i = 0; i < people; i++) {
                String one = "{\"person\":{\"crmId\":\"raced-" + i + "\"}}";
                work.add(() -> post("/api/erasures", one).statusCode());
                work.add(() -> {
                    house.applies();
                    return 200;
                });
            }
            for (Future<Integer> done : pool.invokeAll(work)) {
                assertThat(done.get()).isEqualTo(200);
            }
        } finally {
            pool.shutdown();
        }
        house.settles();
        assertThat(house.count("select count(*) from leadloop.lead where external_id like 'raced-%'"))
                .isZero();
        assertThat(house.count("select count(*) from leadloop.lead_alias where external_id like 'raced-%'"))
                .isZero();
        assertThat(house.count("select count(*) from leadloop.click_id where value like 'raced-%'"))
                .isZero();
    }
}
