package io.leadloop.story;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.leadloop.conversion.Conversion;
import io.leadloop.conversion.ConversionState;
import io.leadloop.destination.Destination;
import io.leadloop.support.Browser;
import io.leadloop.support.House;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** Ad accounts and CRMs that people make while the application runs. */
class ConnectionsStoryTests extends BeforeAnythingIsConnected {

    @Nested
    class An_account_made_by_REST {

        @Test
        void takes_the_next_conversion_with_its_keys_and_without_a_restart() {
            assertThat(brand.put(brand.document("ON", BrandUk.SECRET, "")).statusCode())
                    .isEqualTo(200);
            assertThat(brand.toldOf("made-anna"))
                    .extracting(Conversion::state)
                    .containsExactly(ConversionState.ACCEPTED);
            assertThat(brand.received())
                    .singleElement()
                    .asString()
                    .contains("/700700/events", "access_token=" + BrandUk.SECRET, "made-anna-f");
        }

        @Test
        void is_known_as_a_draft_and_when_it_is_switched_off_and_then_its_rows_say_that_it_is_off() {
            brand.put(brand.document("DRAFT", BrandUk.SECRET, ""));
            assertThat(destinations.find("brand-uk")).map(Destination::isOn).contains(false);
            assertThat(brand.toldOf("made-bea"))
                    .extracting(Conversion::state, Conversion::reason)
                    .containsExactly(tuple(ConversionState.REFUSED, "DESTINATION_OFF"));
            brand.put(brand.document("ON", BrandUk.SECRET, ""));
            assertThat(destinations.find("brand-uk")).map(Destination::isOn).contains(true);
            brand.put(brand.document("OFF", BrandUk.SECRET, ""));
            assertThat(brand.toldOf("made-cleo")).extracting(Conversion::reason).containsExactly("DESTINATION_OFF");
        }

        @Test
        void uses_a_new_token_from_the_next_upload_on() {
            brand.put(brand.document("ON", BrandUk.SECRET, ""));
            brand.put(brand.document("ON", "renewed", ""));
            brand.toldOf("made-dora");
            assertThat(brand.received()).singleElement().asString().contains("access_token=renewed");
        }

        @Test
        void keeps_a_secret_that_is_left_out_and_changes_nothing_when_it_is_sent_again() {
            brand.put(brand.document("ON", BrandUk.SECRET, ""));
            String without = brand.document("ON", "", "").replace("\"access-token\":\"\",", "");
            assertThat(brand.put("account/brand-uk?dryRun=true", without).body())
                    .contains("\"changed\":[]");
            assertThat(brand.put(without).body()).contains("\"changed\":[]");
            assertThat(house.count("select version from leadloop.connection where name = 'brand-uk'"))
                    .isEqualTo(1);
            brand.toldOf("made-emil");
            assertThat(brand.received()).singleElement().asString().contains("access_token=" + BrandUk.SECRET);
        }

        /** "version makes a change fail if somebody else was faster", also in the same moment. */
        @Test
        void is_changed_by_one_of_those_who_change_it_at_once() throws Exception {
            for (int round = 0; round < 4; round++) {
                brand.put(brand.document("DRAFT", BrandUk.SECRET, ""));
                int version = (int) house.count("select version from leadloop.connection where name = 'brand-uk'");
                List<Callable<Integer>> writers = IntStream.range(0, 6)
                        .<Callable<Integer>>mapToObj(it -> () -> brand.put("{\"type\":\"meta\",\"label\":\"Label " + it
                                        + "\",\"version\":" + version + ",\"keys\":{\"dataset-id\":\"" + it
                                        + "\",\"base-url\":\"" + brand.address() + "\"}}")
                                .statusCode())
                        .toList();
                ExecutorService threads = Executors.newFixedThreadPool(writers.size());
                try {
                    List<Integer> answers = new ArrayList<>();
                    for (Future<Integer> it : threads.invokeAll(writers)) {
                        answers.add(it.get());
                    }
                    assertThat(answers).containsOnlyOnce(200);
                } finally {
                    threads.shutdownNow();
                }
            }
        }

        @Test
        void keeps_its_state_where_a_document_says_none_and_refuses_a_field_that_no_connection_has() {
            brand.put(brand.document("ON", BrandUk.SECRET, ""));
            brand.put("{\"type\":\"meta\",\"label\":\"Renamed\",\"keys\":{\"dataset-id\":\"700700\",\"base-url\":\""
                    + brand.address() + "\"}}");
            assertThat(house.texts("select state || label from leadloop.connection where name = 'brand-uk'"))
                    .containsExactly("ONRenamed");
            HttpResponse<String> misspelt = brand.put("{\"type\":\"meta\",\"kyes\":{}}");
            assertThat(misspelt.statusCode()).isEqualTo(400);
            assertThat(misspelt.body()).contains("has no field 'kyes'");
            assertThat(brand.put("{\"type\":\"meta\",\"label\":\"a\",\"label\":\"b\"}")
                            .statusCode())
                    .isEqualTo(400);
        }

        @Test
        void says_what_a_document_would_change_and_changes_nothing() {
            assertThat(brand.put("account/brand-uk?dryRun=true", brand.document("ON", BrandUk.SECRET, ""))
                            .body())
                    .contains("\"isNew\":true", "access-token", "dataset-id", "state")
                    .doesNotContain(BrandUk.SECRET);
            assertThat(house.count("select count(*) from leadloop.connection")).isZero();
        }
    }

    @Nested
    class Its_secrets {

        @Test
        void stand_readable_in_no_table_no_answer_and_no_page() {
            String answer = brand.put(brand.document("ON", BrandUk.SECRET, "")).body();
            brand.toldOf("made-fritz");
            String list = house.send(house.asAdministrator("/api/connections")).body();
            String page = Browser.signedIn(house, "admin", House.PASSWORD)
                    .get("/ops/connections/account/brand-uk")
                    .body();
            assertThat(List.of(answer, list, page))
                    .allSatisfy(it -> assertThat(it).doesNotContain(BrandUk.SECRET));
            assertThat(list).contains("\"secrets\":[\"access-token\"]");
            assertThat(page).contains("set; type to replace it");
            assertThat(house.tablesThatHold(BrandUk.SECRET)).isEmpty();
            assertThat(house.texts("select detail from leadloop.audit_entry where subject = 'CONNECTION'"))
                    .containsExactly("meta, on, changed: access-token, base-url, dataset-id, label, state");
        }

        @Test
        void are_asked_for_again_when_they_would_go_to_another_address() {
            brand.put(brand.document("ON", BrandUk.SECRET, ""));
            HttpResponse<String> answer = brand.put(
                    "{\"type\":\"meta\",\"state\":\"ON\",\"keys\":{\"dataset-id\":\"1\",\"base-url\":\"http://localhost:1\"}}");
            assertThat(answer.statusCode()).isEqualTo(400);
            assertThat(answer.body()).contains("The address base-url changed: type the secrets again (access-token).");
        }

        @Test
        void are_asked_for_again_when_a_path_would_lead_them_elsewhere() {
            String source = "/api/connections/source/portal-two";
            String keys = "\"portal-id\":\"33\",\"public-url\":\"https://x.example/webhooks/portal-two\"";
            house.send(house.asAdministrator(source)
                    .header("Content-Type", "application/json")
                    .PUT(HttpRequest.BodyPublishers.ofString(
                            "{\"type\":\"hubspot\",\"state\":\"DRAFT\",\"keys\":{%s,\"client-secret\":\"%s\"}}"
                                    .formatted(keys, BrandUk.SECRET))));
            HttpResponse<String> answer = house.send(house.asAdministrator(source)
                    .header("Content-Type", "application/json")
                    .PUT(HttpRequest.BodyPublishers.ofString(
                            "{\"type\":\"hubspot\",\"state\":\"DRAFT\",\"version\":1,\"keys\":{%s,\"token-path\":\".evil.example/x\"}}"
                                    .formatted(keys))));
            assertThat(answer.statusCode()).isEqualTo(400);
            assertThat(answer.body()).contains("token-path changed: type the secrets again (client-secret)");
        }

        @Test
        void take_no_variable_of_the_machine() {
            brand.put(brand.document("ON", "${user.home}", ""));
            brand.toldOf("made-gerd");
            assertThat(brand.received()).singleElement().asString().contains("access_token=%24%7Buser.home%7D");
        }
    }

    @Nested
    class A_source_made_by_REST {

        private int sends() {
            return house.send(house.request("/webhooks/shop")
                            .header("X-LeadLoop-Token", "the-shops-own-word")
                            .header("Content-Type", "application/json")
                            .POST(HttpRequest.BodyPublishers.ofString(
                                    House.event("made-hans", "SQL", "2026-10-02T09:00:00Z", ",\"id\":\"e-1\""))))
                    .statusCode();
        }

        @Test
        void takes_webhooks_as_long_as_it_is_on() {
            assertThat(sends()).isEqualTo(404);
            HttpResponse<String> made = brand.put("source/shop", """
                    {"type":"generic","state":"ON","keys":{"verification":"token","secrets[0]":"the-shops-own-word",
                     "consent-when-absent":"granted"}}
                    """);
            assertThat(made.body()).contains("\"isNew\":true");
            assertThat(sends()).isBetween(200, 202);
            house.settles();
            assertThat(house.lead("shop", "made-hans")).isPresent();
            assertThat(house.tablesThatHold("the-shops-own-word")).isEmpty();
            brand.put("source/shop", "{\"type\":\"generic\",\"state\":\"REMOVED\"}");
            assertThat(sends()).isEqualTo(404);
        }

        @Test
        void is_refused_with_the_keys_that_are_missing() {
            HttpResponse<String> answer = brand.put("source/close-uk", "{\"type\":\"close\",\"state\":\"ON\"}");
            assertThat(answer.statusCode()).isEqualTo(400);
            assertThat(answer.body()).contains("organization-id", "api-key", "secrets");
        }
    }
}
