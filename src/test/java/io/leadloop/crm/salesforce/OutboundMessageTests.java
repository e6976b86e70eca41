package io.leadloop.crm.salesforce;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.leadloop.crm.CrmSource;
import io.leadloop.crm.RoundedMoney;
import io.leadloop.crm.WebhookRefused;
import io.leadloop.crm.WebhookRequest;
import io.leadloop.inbox.SourceChange;
import io.leadloop.support.Resources;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The SOAP envelope in the spellings of Salesforce and of other SOAP stacks, and what must not pass. */
class OutboundMessageTests {

    private static final String LEAD = Resources.text("crm/salesforce/lead-mql.xml");
    private static final String DEALS = Resources.text("crm/salesforce/opportunity-won.xml");

    @Test
    void a_lead_is_read_with_its_fields() throws WebhookRefused {
        OutboundMessage message = read(LEAD);
        assertThat(message.organizationId()).isEqualTo("00Dxx0000001gPFEAY");
        assertThat(message.notifications()).singleElement().satisfies(it -> {
            assertThat(it.id()).isEqualTo("04lxx000000CaSdAAK");
            assertThat(it.type()).isEqualTo("Lead");
            assertThat(it.field("gclid__C")).contains("EAIaIQobChMI-FAKE_gclid-AbC123");
            assertThat(it.field("Company")).contains("Acme & Söhne");
        });
    }

    @Test
    void several_notifications_stay_in_order() throws WebhookRefused {
        assertThat(read(DEALS).notifications())
                .extracting(Notification::id)
                .containsExactly("04lxx000000CaSeAAK", "04lxx000000CaSfAAK");
    }

    @Test
    void other_prefixes_and_no_xsi_type_are_read_too() throws WebhookRefused {
        String zeep = LEAD.replace("soapenv:", "ns0:")
                .replace("xmlns:soapenv", "xmlns:ns0")
                .replace("sf:", "ns1:")
                .replace("xmlns:sf", "xmlns:ns1")
                .replace(" xsi:type=\"ns1:Lead\"", "");
        assertThat(read(zeep).notifications())
                .singleElement()
                .satisfies(it -> assertThat(it.type()).isEqualTo("Lead"));
    }

    @Test
    void sequence_13_a_document_type_is_refused() {
        String withDtd = LEAD.replace("?>", "?><!DOCTYPE x [<!ENTITY e SYSTEM \"file:///etc/passwd\">]>");
        assertThat(refusal(withDtd).status()).isEqualTo(400);
    }

    @Test
    void sequence_13_a_billion_laughs_are_refused_before_the_first() {
        String bomb =
                "<?xml version=\"1.0\"?><!DOCTYPE lolz [<!ENTITY a \"lol\"><!ENTITY b \"&a;&a;&a;&a;&a;&a;&a;&a;\">"
                        + "<!ENTITY c \"&b;&b;&b;&b;&b;&b;&b;&b;\">]><lolz>&c;</lolz>";
        assertThat(refusal(bomb).words()).contains("document type");
    }

    @Test
    void sequence_13_a_hundred_and_one_notifications_are_refused() {
        String one = LEAD.substring(LEAD.indexOf("<Notification>"), LEAD.indexOf("</notifications>"));
        assertThat(refusal(LEAD.replace(one, one.repeat(101))).words()).contains("at most 100");
    }

    @Test
    void sequence_13_an_empty_or_foreign_document_is_refused() {
        assertThat(refusal("").status()).isEqualTo(400);
        assertThat(refusal("<a/>").words()).contains("no outbound message");
    }

    private static WebhookRefused refusal(String xml) {
        return catchThrowableOfType(WebhookRefused.class, () -> read(xml));
    }

    private static OutboundMessage read(String xml) throws WebhookRefused {
        return OutboundMessage.read(xml.getBytes(StandardCharsets.UTF_8));
    }

    @ParameterizedTest
    @CsvSource({
        "32.839999999999996,32.84",
        "333.3333333333,333.33",
        "0.30000000000000004,0.30",
        "1.2345678999E3,1234.57"
    })
    void an_amount_with_many_decimals_is_rounded_to_its_minor_unit_and_says_so(String told, String amount)
            throws Exception {
        String message = DEALS.replace("120000.0", told);
        CrmSource source = new ASource().made();
        byte[] payload = source.receive(
                        new WebhookRequest(message.getBytes(StandardCharsets.UTF_8), "a-secret-token", name -> null))
                .get(0)
                .payload();
        RoundedMoney.isTold(((SourceChange.Event) source.read(payload)).event().dealValue(), amount, "EUR");
    }
}
