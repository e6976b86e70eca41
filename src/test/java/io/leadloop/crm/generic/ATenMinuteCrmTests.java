package io.leadloop.crm.generic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.leadloop.crm.ConfiguredSource;
import io.leadloop.crm.FakeCrm;
import io.leadloop.crm.WebhookRefused;
import io.leadloop.inbox.Delivery;
import io.leadloop.lead.LeadEvent;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Somebody follows {@code docs/adding-a-crm.md} to the letter: the files are taken out of the page. */
class ATenMinuteCrmTests {

    private static final String SAMPLE = "event=deal.stage&deal%5Bid%5D=7&auth%5Bkey%5D=made0up0token";

    @TempDir
    Path folder;

    private final FakeCrm larder =
            new FakeCrm().wants("Authorization", "Bearer made-up-key").has("/deals/7", """
            {"id":7,"stage":"Served","stage_since":"2026-11-23T09:59:10Z","state":"paid","bill":1250.5,
             "guest":{"id":"g-1","mail":"eva@example.test"},
             "extra":[{"key":"table","value":"4"},{"key":"gclid","value":"Cj0TEST-aB_9"}]}""");

    @AfterEach
    void over() {
        larder.close();
    }

    /** The n-th YAML of the page. */
    private static String fromThePage(int n) throws IOException {
        Matcher yaml = Pattern.compile("```yaml\n(.*?)```", Pattern.DOTALL)
                .matcher(Files.readString(Path.of("docs/adding-a-crm.md")));
        for (int i = 0; i <= n; i++) {
            assertThat(yaml.find()).isTrue();
        }
        return yaml.group(1);
    }

    private void write(String preset) throws IOException {
        Files.writeString(folder.resolve("larder.yaml"), preset);
    }

    private ConfiguredSource kitchen(Map<String, String> more) {
        Map<String, String> keys = new HashMap<>(Map.of(
                "preset", "larder",
                "secrets", "made0up0token",
                "consent-when-absent", "unknown",
                "read-back.token", "made-up-key",
                "read-back.base-url", larder.address(),
                "read-back.private-address", "true"));
        keys.putAll(more);
        return new ConfiguredSource(
                "kitchen", (http, clock) -> new GenericSourceType(http, clock, new Presets(folder.toString())), keys);
    }

    @Test
    void the_thirteenth_crm_works_by_one_file() throws Exception {
        write(fromThePage(0));
        ConfiguredSource source = kitchen(Map.of());
        List<Delivery> deliveries = source.receive(SAMPLE, Map.of());
        LeadEvent event = source.lead(deliveries.get(0));
        assertThat(event.subject().id()).isEqualTo("g-1");
        assertThat(event.status()).isEqualTo("Served");
        assertThat(event.outcome()).isEqualTo(LeadEvent.Outcome.WON);
        assertThat(event.occurredAt()).isEqualTo("2026-11-23T09:59:10Z");
        assertThat(event.dealId()).isEqualTo("7");
        assertThat(event.dealValue().amount().amount()).isEqualByComparingTo("1250.50");
        assertThat(event.clickIds())
                .singleElement()
                .satisfies(it -> assertThat(it.value()).isEqualTo("Cj0TEST-aB_9"));
        assertThat(event.contact().email()).isNotNull();
        assertThat(source.source.guide().orElseThrow().steps()).hasSize(1);
        assertThat(larder.calls()).containsExactly("/deals/7");
    }

    @Test
    void the_keys_that_the_page_chooses_it_by_are_enough() throws Exception {
        write(fromThePage(0));
        assertThat(fromThePage(1)).contains("preset: larder", "secrets:", "consent-when-absent:", "read-back.token:");
        assertThatThrownBy(() -> kitchen(Map.of("read-back.token", "")))
                .hasMessageContaining("read-back.token (an API key, for example made-up-key)");
    }

    @Test
    void a_wrong_secret_is_refused() throws Exception {
        write(fromThePage(0));
        WebhookRefused refused = catchThrowableOfType(
                WebhookRefused.class, () -> kitchen(Map.of()).receive(SAMPLE.replace("made0up", "other"), Map.of()));
        assertThat(refused.status()).isEqualTo(401);
    }

    @Test
    void each_key_may_be_set_by_the_source_itself_and_taken_away() throws Exception {
        write(fromThePage(0));
        ConfiguredSource source = kitchen(Map.of(
                "fields.status", "=Always",
                "fields.outcomes.won", "nobody says this",
                "fields.deal.currency", "=USD"));
        LeadEvent event = source.lead(source.receive(SAMPLE, Map.of()).get(0));
        assertThat(event.status()).isEqualTo("Always");
        assertThat(event.outcome()).isEqualTo(LeadEvent.Outcome.UNSAID);
        assertThat(event.dealValue().amount().currency().getCurrencyCode()).isEqualTo("USD");
    }

    @Test
    void an_empty_key_takes_the_presets_away() throws Exception {
        write(fromThePage(0));
        Presets presets = new Presets(folder.toString());
        Map<String, String> own = new HashMap<>(Map.of(
                "x.preset", "larder",
                "x.secrets", "made0up0token",
                "x.consent-when-absent", "unknown",
                "x.read-back.token", "made-up-key",
                "x.fields.click-ids", "",
                "x.fields.kinds", ""));
        GenericProperties properties = Presets.over(
                        presets.find("larder", "x"),
                        "x",
                        new org.springframework.boot.context.properties.bind.Binder(
                                new org.springframework.boot.context.properties.source.MapConfigurationPropertySource(
                                        own)))
                .bind("x", GenericProperties.class)
                .get();
        assertThat(properties.fields().clickIds()).isEmpty();
        assertThat(properties.fields().kinds()).isEmpty();
        assertThat(properties.fields().status()).isEqualTo("deal:/stage");
    }

    @Test
    void a_wrong_file_stops_the_start_with_the_place_named() throws Exception {
        String good = fromThePage(0);
        record Wrong(String text, String with, String words) {}
        for (Wrong it : List.of(
                new Wrong("status: deal:/stage\n", "status: stage\n", "source.fields.status is 'stage'"),
                new Wrong(
                        "status: deal:/stage\n", "stauts: deal:/stage\n", "source.fields.stauts is no key of a source"),
                new Wrong("occurred-at: deal:", "occurred-at: dael:", "fields reads the record dael"),
                new Wrong("verified: the", "verify: the", "verify is no key of a preset"),
                new Wrong("body: form", "body: xml", "source.body cannot be read"),
                new Wrong("paths: {deal: \"/deals", "paths: {deal: \"//evil/deals", "is no path"),
                new Wrong("base-url: https://api.larder.example", "base-url: ftp://x", "base-url is missing"),
                new Wrong("cited:\n  - docs", "unconfirmed2:\n  - docs", "is no key of a preset"),
                new Wrong("steps:", "steps: [", "which is no YAML"))) {
            write(good.replace(it.text(), it.with()));
            assertThatThrownBy(() -> new Presets(folder.toString()))
                    .as(it.words())
                    .hasMessageContaining("larder.yaml")
                    .hasMessageContaining(it.words());
        }
    }

    @Test
    void the_line_of_the_mistake_is_named() throws Exception {
        write(fromThePage(0).replace("status: deal:/stage\n", "status: stage\n"));
        assertThatThrownBy(() -> new Presets(folder.toString()))
                .hasMessageMatching("(?s).*source.fields.status.*line 3\\d:.*");
    }

    @Test
    void a_preset_that_nobody_knows_names_the_near_one() throws Exception {
        write(fromThePage(0));
        assertThatThrownBy(() -> kitchen(Map.of("preset", "lader")))
                .hasMessageContaining("it is 'lader': the nearest is larder")
                .hasMessageContaining("odoo");
        assertThatThrownBy(() -> kitchen(Map.of("preset", "salesforce"))).hasMessageNotContainingAny("nearest");
    }
}
