package io.leadloop.crm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.leadloop.inbox.Delivery;
import io.leadloop.inbox.SourceChange;
import io.leadloop.inbox.Untranslatable;
import io.leadloop.lead.Consent;
import io.leadloop.lead.Deal;
import io.leadloop.lead.DealValue;
import io.leadloop.lead.ExternalId;
import io.leadloop.lead.ExternalId.RecordType;
import io.leadloop.lead.HashedContact;
import io.leadloop.lead.LeadEvent;
import io.leadloop.lead.NotARecordId;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.mock.env.MockEnvironment;

/** One record has one id, whichever door it comes by; here of a CRM that writes its ids in capitals. */
class CrmSourcesTests {

    private final CrmSources sources = new CrmSources(
            new MockEnvironment().withProperty("leadloop.crm.sources.loud.type", "capitals"),
            List.of(new Capitals()),
            List::of);

    private SourceChange read(String message) throws Untranslatable {
        return sources.read("loud", message.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void what_a_message_says_is_read_with_canonical_ids_only() throws Exception {
        LeadEvent event = ((SourceChange.Event) read("l-1")).event();
        assertThat(event.subject()).isEqualTo(ExternalId.lead("loud", "L-1"));
        assertThat(event.aliases()).containsExactly(ExternalId.deal("loud", "D-1"));
        assertThat(event.dealId()).isEqualTo("D-1");
        assertThat(event.status()).isEqualTo("won");
    }

    @Test
    void so_are_merges_and_erasures() throws Exception {
        assertThat(read("merge"))
                .isEqualTo(new SourceChange.Merge(ExternalId.lead("loud", "A"), ExternalId.lead("loud", "B")));
        assertThat(read("erasure")).isEqualTo(new SourceChange.Erasure(ExternalId.lead("loud", "A")));
    }

    @Test
    void a_placeholder_parks_its_event() {
        assertThat(catchThrowableOfType(Untranslatable.class, () -> read("null")))
                .hasMessageContaining("placeholder");
    }

    @Test
    void other_doors_ask_by_the_name_of_the_source() throws Exception {
        assertThat(sources.record("loud", RecordType.LEAD, " l-1 ")).isEqualTo(ExternalId.lead("loud", "L-1"));
        assertThat(sources.record("files", RecordType.DEAL, "'d-1")).isEqualTo(ExternalId.deal("files", "d-1"));
        assertThat(catchThrowableOfType(
                        NotARecordId.class, () -> sources.record("files", RecordType.LEAD, "undefined")))
                .hasMessageContaining("placeholder");
    }

    @Test
    void who_names_no_source_finds_a_record_in_each_spelling() {
        assertThat(sources.spellingsOf(" 'l-1")).containsExactlyInAnyOrder("'l-1", "l-1", "L-1");
        assertThat(sources.spellingsOf("(not set)")).isEmpty();
    }

    private static CrmSources configured(String name, String made) {
        return new CrmSources(
                new MockEnvironment().withProperty("leadloop.crm.sources." + name + ".type", "capitals"),
                List.of(new Capitals()),
                () -> List.of(new StoredSource(made, "capitals", 1, Map.of())));
    }

    /** Its webhooks would be checked with the secrets of one of the two, and nobody could say of which. */
    @Test
    void a_name_that_is_configured_and_made_in_the_browser_stops_the_start() {
        assertThat(catchThrowableOfType(IllegalStateException.class, () -> configured("loud", "loud")))
                .hasMessageContaining("Remove leadloop.crm.sources.loud from the configuration")
                .hasMessageContaining("a source is made in one of the two places");
        assertThat(configured("loud", "quiet").names()).containsExactlyInAnyOrder("loud", "quiet");
    }

    private static final class Capitals implements CrmSourceType {

        @Override
        public String type() {
            return "capitals";
        }

        @Override
        public CrmSource create(String name, String prefix, Binder configuration) {
            return new Loud(name);
        }
    }

    private record Loud(String name) implements CrmSource {

        @Override
        public List<Delivery> receive(WebhookRequest request) {
            return List.of();
        }

        @Override
        public WebhookReply reply(int events) {
            return new WebhookReply(200, "text/plain", "");
        }

        @Override
        public SourceChange read(byte[] payload) {
            String message = new String(payload, StandardCharsets.UTF_8);
            return switch (message) {
                case "merge" -> new SourceChange.Merge(ExternalId.lead(name, "a"), ExternalId.lead(name, "b"));
                case "erasure" -> new SourceChange.Erasure(ExternalId.lead(name, "a"));
                default -> new SourceChange.Event(won(message));
            };
        }

        @Override
        public String canonicalId(RecordType type, String id) throws NotARecordId {
            return CrmIds.meant(id).toUpperCase(Locale.ROOT);
        }

        private LeadEvent won(String lead) {
            return new LeadEvent(
                    ExternalId.lead(name, lead),
                    List.of(ExternalId.deal(name, "d-1")),
                    "won",
                    LeadEvent.Outcome.WON,
                    Instant.EPOCH,
                    null,
                    List.of(),
                    HashedContact.NONE,
                    null,
                    Consent.UNKNOWN,
                    null,
                    new Deal("d-1", DealValue.UNTOLD));
        }
    }
}
