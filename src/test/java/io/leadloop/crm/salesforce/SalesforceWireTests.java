package io.leadloop.crm.salesforce;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.leadloop.crm.CrmSource;
import io.leadloop.crm.CrmSweep.Page;
import io.leadloop.crm.CrmUnavailable;
import io.leadloop.crm.WebhookRefused;
import io.leadloop.crm.WebhookRequest;
import io.leadloop.inbox.Delivery;
import io.leadloop.inbox.SweepMarks.Mark;
import io.leadloop.support.Resources;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Salesforce's published answers, byte for byte, and ours to its messages. */
class SalesforceWireTests {

    private static final Mark MARK = new Mark(Instant.parse("2026-10-01T00:00:00Z"), "");
    private static final String FIRST_PAGE =
            "{\"totalSize\":3222,\"done\":false,\"nextRecordsUrl\":\"/services/data/v66.0/query/01gRO0000016PIAYA2-500\","
                    + "\"records\":[{\"attributes\":{\"type\":\"Lead\",\"url\":\"/services/data/v66.0/sobjects/Lead/00Q...\"},"
                    + "\"Id\":\"00Q000000000001EAA\",\"Status\":\"Working\","
                    + "\"SystemModstamp\":\"2026-10-03T10:20:30.000+0000\"}]}";
    private static final String LAST_PAGE =
            FIRST_PAGE.replace("\"done\":false", "\"done\":true").replace("00Q000000000001EAA", "00Q000000000002EAA");

    private final FakeSalesforce salesforce = new FakeSalesforce();
    private final ASource source = new ASource();
    private final ConnectedSalesforce crm = source.at(salesforce).connected();

    @AfterEach
    void close() {
        salesforce.close();
    }

    @Test
    void the_acknowledgement_is_the_published_one() {
        assertThat(crm.reply(2).body()).isEqualTo(Resources.text("crm/salesforce/ack.xml"));
        assertThat(crm.reply(2).contentType()).isEqualTo("text/xml;charset=UTF-8");
    }

    @Test
    void sequence_13_an_organisation_is_the_same_with_15_and_with_18_characters() throws WebhookRefused {
        CrmSource eighteen =
                new ASource().with("organization-ids", "00Dxx0000001gPFEAY").made();
        String lead = Resources.text("crm/salesforce/lead-mql.xml");
        String fifteen = lead.replace("<OrganizationId>00Dxx0000001gPFEAY", "<OrganizationId>00Dxx0000001gPF");
        for (CrmSource each : List.of(crm, eighteen)) {
            assertThat(received(each, lead)).extracting(Delivery::key).containsExactly("04lxx000000CaSdAAK");
            assertThat(received(each, fifteen)).hasSize(1);
        }
    }

    @Test
    void pages_are_followed_and_times_without_a_colon_are_read() throws CrmUnavailable {
        crm.changesSince("Lead", MARK);
        salesforce.answersOnce(200, FIRST_PAGE);
        salesforce.answersOnce(200, LAST_PAGE);
        Page page = crm.changesSince("Lead", MARK);
        assertThat(page.changes())
                .extracting(Delivery::key)
                .containsExactly(
                        "sweep:00Q000000000001EAA:2026-10-03T10:20:30Z",
                        "sweep:00Q000000000002EAA:2026-10-03T10:20:30Z");
    }

    @Test
    void a_locator_that_ended_is_asked_again_from_the_mark() throws CrmUnavailable {
        crm.changesSince("Lead", MARK);
        salesforce.answersOnce(200, FIRST_PAGE);
        assertThat(refused().words()).contains("INVALID_QUERY_LOCATOR");
    }

    @Test
    void the_token_goes_to_no_other_host() throws CrmUnavailable {
        crm.changesSince("Lead", MARK);
        salesforce.answersOnce(200, FIRST_PAGE.replace("/services/data/v66.0/query/", "https://evil.example/"));
        assertThat(refused().words()).contains("next page");
    }

    @Test
    void a_refused_query_says_why_without_the_query() throws CrmUnavailable {
        crm.changesSince("Lead", MARK);
        salesforce.answersOnce(
                400,
                FakeSalesforce.error(
                        "INVALID_FIELD",
                        "\nSELECT Id, Foo__c\n           ^\nERROR at Row:1:Column:12\nNo such column"));
        assertThat(refused().words())
                .contains("INVALID_FIELD", "No such column")
                .doesNotContain("\n");
    }

    @Test
    void an_answer_that_is_no_json_is_not_taken_for_an_empty_one() throws CrmUnavailable {
        crm.changesSince("Lead", MARK);
        salesforce.answersOnce(200, "<html>Down for maintenance</html>");
        assertThat(refused().words()).contains("something else than records");
    }

    @Test
    void what_was_stored_before_the_rest_came_is_still_read() throws Exception {
        String stored = "{\"id\":\"04lxx000000CaSdAAK\",\"type\":\"Lead\",\"fields\":{\"Id\":\"00Q000000000001EAA\","
                + "\"Status\":\"Open\",\"SystemModstamp\":\"2026-10-03T10:20:30.000Z\"}}";
        assertThat(crm.needsLookup(stored.getBytes(StandardCharsets.UTF_8))).isFalse();
        assertThat(crm.read(stored.getBytes(StandardCharsets.UTF_8))).hasFieldOrPropertyWithValue("evidence", null);
    }

    private CrmUnavailable refused() {
        return catchThrowableOfType(CrmUnavailable.class, () -> crm.changesSince("Lead", MARK));
    }

    private static List<Delivery> received(CrmSource source, String xml) throws WebhookRefused {
        return source.receive(new WebhookRequest(xml.getBytes(StandardCharsets.UTF_8), "a-secret-token", name -> null));
    }
}
