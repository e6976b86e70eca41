package io.leadloop.crm.generic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.leadloop.crm.ConfiguredSource;
import io.leadloop.crm.FakeCrm;
import io.leadloop.crm.WebhookRefused;
import io.leadloop.inbox.Delivery;
import io.leadloop.inbox.SourceChange;
import io.leadloop.lead.LeadEvent;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * Chats that an ad began, by the preset of WhatsApp: bodies as developers.facebook.com's webhooks reference (messages/text) has them.
 */
class ChatsAsLeadsTests {

    private static final String SAMPLE = APreset.of("whatsapp").sample().strip();

    private final ConfiguredSource source = source(Map.of());

    private static ConfiguredSource source(Map<String, String> more) {
        Map<String, String> keys = new HashMap<>(APreset.keys("whatsapp", new FakeCrm()));
        keys.putAll(more);
        return new ConfiguredSource(
                "whatsapp", (http, clock) -> new GenericSourceType(http, clock, new Presets("no/such/folder")), keys);
    }

    private List<Delivery> sends(String body) throws WebhookRefused {
        APreset.Request request = APreset.sent("whatsapp", body, APreset.SECRET);
        return source.receive(request.body(), request.token(), request.headers());
    }

    private LeadEvent event(Delivery delivery) throws Exception {
        return ((SourceChange.Event) source.source.read(delivery.payload())).event();
    }

    @Test
    void only_the_message_that_an_ad_began_is_a_lead_and_the_phone_stands_in_none_of_its_ids() throws Exception {
        List<Delivery> deliveries = sends(SAMPLE);
        assertThat(deliveries).hasSize(1);
        assertThat(deliveries.get(0).key() + deliveries.get(0).orderingKey()).doesNotContain("4930901820", "wamid");
        LeadEvent chat = event(deliveries.get(0));
        assertThat(chat.subject().id()).matches("[0-9a-f]{64}");
        assertThat(chat.contact().phoneE164()).isNotNull();
        assertThat(chat.clickIds())
                .extracting(it -> it.kind() + " " + it.value())
                .containsExactly("CTWA_CLID ARAkTEST-aB_9");
    }

    @Test
    void a_repetition_is_the_same_event_and_another_message_another_lead() throws Exception {
        Delivery first = sends(SAMPLE).get(0);
        Delivery again = sends(SAMPLE).get(0);
        Delivery other =
                sends(SAMPLE.replace("wamid.made0up\"", "wamid.another\"")).get(0);
        assertThat(again.key()).isEqualTo(first.key());
        assertThat(other.key()).isNotEqualTo(first.key());
    }

    @Test
    void every_message_of_every_change_of_every_entry_counts() throws Exception {
        String entry = SAMPLE.substring(SAMPLE.indexOf("{\"id\""), SAMPLE.length() - 2);
        String both = SAMPLE.replace(entry, entry + "," + entry.replace("wamid.made0up\"", "wamid.another\""));
        assertThat(sends(both)).hasSize(2);
    }

    @Test
    void a_click_whose_id_a_provider_dropped_begins_a_lead_without_it() throws Exception {
        LeadEvent chat = event(
                sends(SAMPLE.replace(",\"ctwa_clid\":\"ARAkTEST-aB_9\"", "")).get(0));
        assertThat(chat.clickIds()).isEmpty();
    }

    @Test
    void what_holds_no_message_is_answered_and_nothing_else_is_taken_for_one() throws Exception {
        assertThat(
                        sends(
                                "{\"object\":\"whatsapp_business_account\",\"entry\":[{\"id\":\"1\",\"changes\":[{\"value\":"
                                        + "{\"statuses\":[{\"id\":\"wamid.made0up\",\"status\":\"read\"}]},\"field\":\"messages\"}]}]}"))
                .isEmpty();
        assertThat(sends("{\"object\":\"page\"}")).isEmpty();
        assertThatThrownBy(() -> sends("{\"entry\":[{\"changes\":[{\"value\":{\"messages\":[1]}}]}]}"))
                .isInstanceOf(WebhookRefused.class);
    }

    @Test
    void meta_may_prove_the_address_by_the_verify_token_and_by_no_other() throws Exception {
        Map<String, String> asked =
                Map.of("hub.mode", "subscribe", "hub.verify_token", "made-up-words", "hub.challenge", "1158201444");
        assertThat(source.source.challenge(asked).orElseThrow().body()).isEqualTo("1158201444");
        Map<String, String> wrong = new HashMap<>(asked);
        wrong.put("hub.verify_token", "other-words");
        WebhookRefused refused = catchThrowableOfType(WebhookRefused.class, () -> source.source.challenge(wrong));
        assertThat(refused.status()).isEqualTo(403);
        assertThat(source.source.challenge(Map.of("x", "y"))).isEmpty();
    }

    @Test
    void places_in_the_body_around_do_not_go_with_it_and_the_start_says_so() {
        assertThatThrownBy(() -> source(Map.of("fields.origin.referrer", "body:/object")))
                .hasMessageContaining("no place may begin with body:");
    }
}
