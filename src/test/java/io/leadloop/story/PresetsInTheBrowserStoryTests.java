package io.leadloop.story;

import static org.assertj.core.api.Assertions.assertThat;

import io.leadloop.crm.FakeCrm;
import io.leadloop.crm.generic.APreset;
import io.leadloop.support.Browser;
import io.leadloop.support.House;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A CRM that a preset knows is made on the pages, from its card to its first webhook; no file, no restart. */
class PresetsInTheBrowserStoryTests extends BeforeAnythingIsConnected {

    /** Keys of which a form has one field for all members, typed in lines. */
    private static final List<String> MAPS = List.of("fields.click-ids", "read-back.headers");

    private static final FakeCrm CRM = APreset.records(new FakeCrm());

    @AfterAll
    static void over() {
        CRM.close();
    }

    @BeforeEach
    void the_day_of_the_samples() {
        clock.set("2026-11-23T10:05:00Z");
    }

    static Stream<String> names() {
        return APreset.names().stream();
    }

    private static List<Map.Entry<String, String>> typed(String preset) {
        Map<String, String> fields = new TreeMap<>();
        Map<String, String> keys = APreset.keys(preset, CRM);
        keys.put("fields.status", "=SQL");
        keys.forEach((key, value) -> MAPS.stream()
                .filter(it -> key.startsWith(it + "."))
                .findFirst()
                .ifPresentOrElse(
                        map -> fields.merge(
                                "key." + map,
                                key.substring(map.length() + 1) + " = " + value,
                                (one, other) -> one + "\n" + other),
                        () -> fields.put("key." + key, value)));
        fields.putAll(Map.of("type", "generic", "version", "0", "state", "ON", "name", "made-" + preset));
        return new ArrayList<>(fields.entrySet());
    }

    @ParameterizedTest
    @MethodSource("names")
    void its_form_is_typed_and_its_first_webhook_is_a_lead_with_the_click_id_or_asked_for_at_the_crm(String preset) {
        Browser admin = Browser.signedIn(house, "admin", House.PASSWORD);
        HttpResponse<String> made = admin.post("/ops/connections/source", typed(preset));
        assertThat(made.body())
                .contains("is on, on every node within seconds.", "Set up in", "/webhooks/made-" + preset);
        assertThat(made.body()).doesNotContain("&lt;your host", "&lt;source&gt;");
        assertThat(PresetWebhooks.send(house, "made-" + preset, APreset.sent(preset))
                        .statusCode())
                .isEqualTo(202);
        house.applies();
        if (APreset.isAskedBack(preset)) {
            // The CRM's stand-in lives on this machine, which a source made in the browser may not call.
            assertThat(house.texts("select state || ' ' || reason from leadloop.inbox_message where source = 'made-"
                            + preset + "'"))
                    .singleElement()
                    .asString()
                    .startsWith("LOOKUP ")
                    .contains("private network");
            return;
        }
        assertThat(house.texts("select coalesce(c.value, '-') from leadloop.click_id c join leadloop.lead_alias a on"
                        + " a.lead_id = c.lead_id where a.source = 'made-" + preset + "'"))
                .isNotEmpty()
                .allMatch(it -> it.endsWith("TEST-aB_9"));
        assertThat(admin.get("/ops/sources").body())
                .contains("deliveries-made-" + preset, ">applied</span>", "what it did</a>");
    }

    @Test
    void the_cards_lead_to_a_form_that_asks_for_what_only_the_owner_knows() {
        Browser admin = Browser.signedIn(house, "admin", House.PASSWORD);
        assertThat(admin.get("/ops/connections/source/new").body())
                .contains("By a preset", "monday.com", "type=generic&amp;preset=monday", "CallRail");
        String form = admin.get("/ops/connections/source/new?type=generic&preset=monday")
                .body();
        String first = form.substring(0, form.indexOf("More settings"));
        assertThat(first)
                .contains("Set up in monday.com", "/webhooks/&lt;name&gt;/&lt;secret&gt;")
                .contains("id=\"f-read-back.token\"", "gclid = item:/column_values/[id=text_gclid]/text")
                .contains("value=\"monday\"", "id=\"f-secrets\"", "id=\"f-consent-when-absent\"")
                .doesNotContain("id=\"f-verification\"");
    }

    /** What only its owner knows is asked for beside the field. */
    @Test
    void a_form_without_what_the_preset_asks_for_is_refused_in_words_and_keeps_the_steps() {
        Browser admin = Browser.signedIn(house, "admin", House.PASSWORD);
        List<Map.Entry<String, String>> less = typed("monday").stream()
                .filter(it -> !it.getKey().equals("key.fields.click-ids"))
                .toList();
        HttpResponse<String> page = admin.post("/ops/connections/source", less);
        assertThat(page.statusCode()).isEqualTo(400);
        assertThat(page.body()).contains("fields.click-ids.gclid", "Set up in monday.com");
    }
}
