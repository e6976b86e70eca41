package io.leadloop.story;

import static org.assertj.core.api.Assertions.assertThat;

import io.leadloop.crm.FakeCrm;
import io.leadloop.crm.generic.APreset;
import io.leadloop.support.Browser;
import io.leadloop.support.House;
import io.leadloop.support.StoryTest;
import io.leadloop.support.TestClock;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** Each CRM that a preset knows sends its webhook over the wire, in front of its API. */
@StoryTest
class PresetsThroughTheDoorStoryTests {

    private static final FakeCrm CRM = APreset.records(new FakeCrm());

    @Autowired
    House house;

    @Autowired
    TestClock clock;

    /** Each source has the name of its preset, and one status that the shipped mapping knows. */
    @DynamicPropertySource
    static void presets(DynamicPropertyRegistry registry) {
        for (String name : APreset.names()) {
            Map<String, String> keys = APreset.keys(name, CRM);
            keys.put("fields.status", "=SQL");
            keys.forEach((key, value) -> registry.add("leadloop.crm.sources." + name + "." + key, () -> value));
        }
    }

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

    private long stored(String source) {
        return house.count("select count(*) from leadloop.inbox_message where source = '" + source + "'");
    }

    @ParameterizedTest
    @MethodSource("names")
    void its_webhook_becomes_a_lead_with_the_click_id_byte_for_byte(String name) {
        long before = stored(name);
        HttpResponse<String> answer = PresetWebhooks.send(house, name, APreset.sent(name));
        assertThat(answer.statusCode()).isEqualTo(202);
        assertThat(answer.body()).isEqualTo("{\"accepted\":1}");
        assertThat(stored(name)).isEqualTo(before + 1);
        house.applies();
        assertThat(house.texts("select coalesce(c.value, '-') from leadloop.click_id c join leadloop.lead_alias a on"
                        + " a.lead_id = c.lead_id where a.source = '" + name + "'"))
                .isNotEmpty()
                .allMatch(it -> it.endsWith("TEST-aB_9"));
    }

    @ParameterizedTest
    @MethodSource("names")
    void a_wrong_secret_is_refused_by_a_problem_and_nothing_is_stored(String name) {
        long before = stored(name);
        HttpResponse<String> answer = PresetWebhooks.send(house, name, APreset.forged(name));
        assertThat(answer.statusCode()).isEqualTo(401);
        assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/problem+json");
        assertThat(answer.body()).contains("nothing was stored").doesNotContain("eva");
        assertThat(stored(name)).isEqualTo(before);
    }

    @Test
    void handshakes_are_answered_at_the_door_and_store_nothing() {
        long before = stored("monday") + stored("keap");
        HttpResponse<String> challenge = PresetWebhooks.send(
                house, "monday", APreset.sent("monday", "{\"challenge\":\"made-up\"}", APreset.SECRET));
        assertThat(challenge.statusCode()).isEqualTo(200);
        assertThat(challenge.body()).isEqualTo("{\"challenge\":\"made-up\"}");
        HttpResponse<String> hook = PresetWebhooks.send(
                house, "keap", new APreset.Request("", APreset.SECRET, Map.of("X-Hook-Secret", "made-up-hook")));
        assertThat(hook.statusCode()).isEqualTo(200);
        assertThat(hook.headers().firstValue("X-Hook-Secret")).hasValue("made-up-hook");
        assertThat(stored("monday") + stored("keap")).isEqualTo(before);
    }

    @Test
    void the_page_shows_each_presets_steps_and_a_sample_can_be_tried() {
        Browser admin = Browser.signedIn(house, "admin", House.PASSWORD);
        assertThat(admin.get("/ops/sources").body())
                .contains(
                        "Set up in",
                        "Odoo",
                        "preset odoo",
                        "/webhooks/odoo/&lt;secret&gt;",
                        "Send Webhook Notification",
                        "monday.com",
                        "changedAt")
                .contains("Usually means", "public documentation", "/ops/sources/odoo/try")
                .doesNotContain("/ops/sources/attio/try", APreset.SECRET, "a-token", "made0up");
        HttpResponse<String> tried = house.send(house.asAdministrator("/api/sources/activecampaign/try")
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(APreset.sent("activecampaign").body())));
        assertThat(tried.body()).contains("gclid Cj0TEST-aB_9", "\"mistakes\":[]", "\"stage\":\"SQL\"");
    }
}
