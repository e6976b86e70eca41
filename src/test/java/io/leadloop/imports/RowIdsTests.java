package io.leadloop.imports;

import static org.assertj.core.api.Assertions.assertThat;

import io.leadloop.csv.CsvRecords;
import io.leadloop.lead.Consent;
import io.leadloop.lead.ExternalId;
import io.leadloop.lead.LeadEvent;
import io.leadloop.lead.NotARecordId;
import io.leadloop.lead.RecordForms;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Ids of leads and deals as spreadsheets, forms and exports write them. */
class RowIdsTests {

    /** A source that writes its ids in capitals. */
    private static final RecordForms CAPITALS = (source, type, id) -> {
        if (id.contains("!")) {
            throw new NotARecordId("ids of the shop have no exclamation mark");
        }
        return new ExternalId(source, type, id.toUpperCase(Locale.ROOT));
    };

    private static final List<ImportField> COLUMNS = List.of(
            ImportField.LEAD_ID,
            ImportField.DEAL_ID,
            ImportField.STATUS,
            ImportField.OCCURRED_AT,
            ImportField.AMOUNT,
            ImportField.CURRENCY,
            ImportField.EMAIL);

    private static RowReader.Reading read(String lead, String deal, String amount) {
        RowReader reader = new RowReader(
                COLUMNS,
                new ImportOptions("shop", Consent.State.GRANTED, null, null, null, null, null, null, null),
                new RowIdentity(
                        "shop",
                        false,
                        CAPITALS,
                        it -> "%08x".formatted(it.hashCode()).repeat(8)),
                Instant.parse("2026-11-27T00:00:00Z"));
        return reader.read(new CsvRecords.Row(
                7, List.of(lead, deal, "Won", "2026-11-20T10:00:00Z", amount, "USD", "eva@example.test"), null));
    }

    private static LeadEvent event(String lead, String deal, String amount) {
        RowReader.Reading read = read(lead, deal, amount);
        assertThat(read.mistakes()).isEmpty();
        return Objects.requireNonNull(read.event());
    }

    @ParameterizedTest
    @ValueSource(strings = {"null", "(not set)", "undefined", "{{deal.id}}", "0", "-", "n/a"})
    void a_placeholder_is_no_deal(String placeholder) {
        LeadEvent event = event("L-1", placeholder, "");
        assertThat(event.deal()).isNull();
        assertThat(event.aliases()).isEmpty();
    }

    @Test
    void two_wins_with_the_same_placeholder_are_two_deals() {
        assertThat(event("L-1", "null", "10").deal().id())
                .startsWith("file-")
                .isNotEqualTo(event("L-2", "null", "999").deal().id());
    }

    @ParameterizedTest
    @ValueSource(strings = {"null", "(not set)", "0"})
    void a_placeholder_is_no_lead_and_the_row_is_that_of_its_mail(String placeholder) {
        assertThat(event(placeholder, "D-1", "10").subject())
                .isEqualTo(event("", "D-1", "10").subject());
    }

    @ParameterizedTest
    @ValueSource(strings = {"'000124a", "=\"000124a\"", "\u00a0000124a\u200b ", "000124a", "\ufeff'000124A"})
    void an_id_is_read_as_it_was_meant_in_the_form_of_its_source(String written) {
        LeadEvent event = event(written, written, "10");
        assertThat(event.subject()).isEqualTo(ExternalId.lead("shop", "000124A"));
        assertThat(event.deal().id()).isEqualTo("000124A");
        assertThat(event.aliases()).containsExactly(ExternalId.deal("shop", "000124A"));
    }

    @Test
    void a_mailbox_or_a_phone_in_the_place_of_an_id_is_never_kept_in_clear() {
        assertThat(event("Eva@Example.test", "+49 30 5550100", "10"))
                .satisfies(it -> assertThat(it.subject().id()).startsWith("MAIL-"))
                .satisfies(it -> assertThat(it.deal().id()).startsWith("PHONE-"))
                .satisfies(
                        it -> assertThat(it.toString().toLowerCase(Locale.ROOT)).doesNotContain("eva@", "5550100"));
    }

    @Test
    void what_cannot_be_an_id_of_the_source_makes_a_bad_row_that_names_the_field_and_not_the_value() {
        assertThat(read("secret!", "secret!", "10").reason())
                .isEqualTo("Lead id (lead.id): ids of the shop have no exclamation mark;"
                        + " Deal or order id (deal.id): ids of the shop have no exclamation mark");
    }

    @ParameterizedTest
    @ValueSource(strings = {"51;62", "51; 62; 73", "51,62"})
    void a_cell_that_names_several_contacts_names_none(String several) {
        assertThat(read(several, "D-1", "10").reason())
                .isEqualTo("Lead id (lead.id) names several records; leave the one that the row is about");
    }
}
