package io.leadloop.crm.salesforce;

import static org.assertj.core.api.Assertions.assertThat;

import io.leadloop.crm.CrmUnavailable;
import io.leadloop.crm.CrmWriteBack.Status;
import io.leadloop.lead.ExternalId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Telling Salesforce where conversions stand. */
class StatusWriteBackTests {

    private static final ExternalId DEAL = ExternalId.deal("sf", "0067F000003pmdWQAQ");
    private static final ExternalId LEAD = ExternalId.lead("sf", "00Q000000000001EAA");

    private final FakeSalesforce salesforce = new FakeSalesforce();
    private final ASource source = new ASource().at(salesforce);

    @AfterEach
    void close() {
        salesforce.close();
    }

    @Test
    void it_is_off_until_it_is_configured() {
        assertThat(source.connected().writesBack()).isFalse();
    }

    @Test
    void a_row_for_each_conversion_goes_into_the_custom_object() throws CrmUnavailable {
        ConnectedSalesforce crm = toCustomObject();
        assertThat(crm.writesBack()).isTrue();
        assertThat(crm.maxBatch()).isEqualTo(200);
        assertThat(crm.write(
                        List.of(status(DEAL, "k1", "ACCEPTED", null), status(LEAD, "k2", "REFUSED", "CLICK_TOO_OLD"))))
                .containsExactly(null, null);
        assertThat(salesforce.patches())
                .singleElement()
                .hasToString("{\"allOrNone\":false,\"records\":["
                        + "{\"attributes\":{\"type\":\"Ad_Conversion__c\"},\"Conversion_Key__c\":\"k1\","
                        + "\"Deal__c\":\"0067F000003pmdWQAQ\",\"Reason__c\":null,\"Upload_Status__c\":\"ACCEPTED\"},"
                        + "{\"attributes\":{\"type\":\"Ad_Conversion__c\"},\"Conversion_Key__c\":\"k2\","
                        + "\"Deal__c\":null,\"Reason__c\":\"CLICK_TOO_OLD\",\"Upload_Status__c\":\"REFUSED\"}]}");
    }

    @Test
    void a_bad_row_fails_alone_and_says_why() throws CrmUnavailable {
        List<@Nullable String> results =
                toCustomObject().write(List.of(status(DEAL, "k1", "ACCEPTED", null), status(DEAL, "k2", "FAIL", null)));
        assertThat(results.get(0)).isNull();
        assertThat(results.get(1)).contains("REQUIRED_FIELD_MISSING", "X__c");
    }

    @Test
    void a_locked_row_is_tried_once_more() throws CrmUnavailable {
        assertThat(toCustomObject()
                        .write(List.of(status(DEAL, "k1", "LOCKED", null), status(DEAL, "k2", "SENT", null))))
                .containsExactly(null, null);
        assertThat(salesforce.patches()).hasSize(2);
        assertThat(salesforce.patches().get(1).path("records")).hasSize(1);
    }

    @Test
    void two_hundred_go_in_one_call() throws CrmUnavailable {
        List<Status> statuses = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            statuses.add(status(DEAL, "k" + i, "ACCEPTED", null));
        }
        assertThat(toCustomObject().write(statuses)).hasSize(200).containsOnlyNulls();
        assertThat(salesforce.patches()).hasSize(1);
    }

    @Test
    void fields_of_the_opportunity_take_the_newest_status_of_the_deal() throws CrmUnavailable {
        ConnectedSalesforce crm = to("Opportunity");
        assertThat(crm.write(List.of(status(DEAL, "k1", "SENT", null), status(DEAL, "k2", "ACCEPTED", null))))
                .containsExactly(null, null);
        assertThat(salesforce.patches().get(0).path("records")).singleElement().satisfies(it -> {
            assertThat(it.path("id").asText()).isEqualTo(DEAL.id());
            assertThat(it.path("Upload_Status__c").asText()).isEqualTo("ACCEPTED");
        });
        assertThat(crm.write(List.of(status(LEAD, "k3", "SENT", null))).get(0))
                .contains("write-back goes to Opportunity");
    }

    @Test
    void a_converted_lead_is_never_written_to() throws CrmUnavailable {
        salesforce.row("Lead", "Id", LEAD.id(), "IsConverted", true);
        salesforce.row("Lead", "Id", "00Q000000000002EAA", "IsConverted", false);
        List<@Nullable String> results = to("Lead")
                .write(List.of(
                        status(LEAD, "k1", "SENT", null),
                        status(ExternalId.lead("sf", "00Q000000000002EAA"), "k2", "SENT", null)));
        assertThat(results.get(0)).startsWith("CANNOT_UPDATE_CONVERTED_LEAD");
        assertThat(results.get(1)).isNull();
        assertThat(salesforce.patches().get(0).toString()).doesNotContain(LEAD.id());
    }

    private ConnectedSalesforce toCustomObject() {
        return source.with("write-back.object", "Ad_Conversion__c")
                .with("write-back.key-field", "Conversion_Key__c")
                .with("write-back.fields.deal", "Deal__c")
                .with("write-back.fields.reason", "Reason__c")
                .with("write-back.fields.state", "Upload_Status__c")
                .connected();
    }

    private ConnectedSalesforce to(String object) {
        return source.with("write-back.object", object)
                .with("write-back.fields.state", "Upload_Status__c")
                .connected();
    }

    private static Status status(ExternalId record, String key, String state, @Nullable String reason) {
        return new Status(record, key, "WON", "google-ads", state, reason, Instant.parse("2026-11-22T09:00:00Z"));
    }
}
