package io.leadloop.crm.hubspot;

import static io.leadloop.crm.hubspot.AHubSpotSource.change;
import static io.leadloop.crm.hubspot.AHubSpotSource.event;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.leadloop.crm.CrmUnavailable;
import io.leadloop.inbox.Delivery;
import io.leadloop.inbox.SweepMarks.Mark;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** How often HubSpot is asked for each kind of event, exactly; and what it says when it refuses. */
class HubSpotLookupCountTests {

    private static final String CONTACT = "POST contacts/batch/read";
    private static final String DEAL = "POST deals/batch/read";
    private static final String PEOPLE = "GET deals/5/associations/contacts";
    private static final String PIPELINES = "GET pipelines";

    private final FakeHubSpot hubSpot = new FakeHubSpot();
    private final AHubSpotSource crm = new AHubSpotSource(hubSpot, Map.of());

    @BeforeEach
    void a_deal_of_two_contacts() {
        hubSpot.records()
                .stage("default", "closedwon", "Won", "1.0", true)
                .set("contacts", "1", "2026-10-02T09:00:00Z", "lifecyclestage", "lead")
                .set("contacts", "2", "2026-10-02T09:00:00Z", "lifecyclestage", "lead")
                .set("deals", "5", "2026-10-02T11:00:00Z", "pipeline", "default")
                .set("deals", "5", "2026-10-02T11:00:00Z", "dealstage", "closedwon");
        hubSpot.records().associate("5", "1", null);
    }

    @AfterEach
    void close() {
        hubSpot.close();
    }

    private List<String> calls() {
        return hubSpot.calls().stream()
                .map(it -> it.replaceFirst("/crm/objects/2026-09/", "")
                        .replaceFirst("/crm/pipelines/2026-09/deals", "pipelines")
                        .replaceFirst("\\?.*", ""))
                .toList();
    }

    @Test
    void a_contact_costs_one_call_whatever_happened_to_it() throws Exception {
        crm.means(change("contact.propertyChange", "1", "lifecyclestage", "lead", 1790000001000L));
        assertThat(calls()).containsExactly(CONTACT);
        crm.means(event("object.creation", "1", ",\"objectTypeId\":\"0-1\""));
        assertThat(calls()).containsExactly(CONTACT, CONTACT);
        for (Delivery one : crm.receive(
                "[" + event("contact.merge", "1", ",\"primaryObjectId\":1,\"mergedObjectIds\":[2]") + "]")) {
            crm.means(one);
        }
        assertThat(calls()).containsExactly(CONTACT, CONTACT, CONTACT);
    }

    @Test
    void a_deal_that_gets_its_contact_costs_what_a_deal_costs() throws Exception {
        crm.means(event(
                "object.associationChange",
                "5",
                ",\"fromObjectTypeId\":\"0-3\",\"toObjectTypeId\":\"0-1\",\"fromObjectId\":5,\"toObjectId\":1"));
        assertThat(calls()).containsExactly(DEAL, PIPELINES, PEOPLE, CONTACT);
    }

    @Test
    void several_contacts_are_read_together_and_not_at_all_where_one_is_the_primary() throws Exception {
        hubSpot.records().associate("5", "2", null);
        crm.means(event("object.creation", "5", ",\"objectTypeId\":\"0-3\""));
        assertThat(calls()).containsExactly(DEAL, PIPELINES, PEOPLE, CONTACT);
        hubSpot.records().associate("5", "3", "Primary");
        crm.means(event("object.creation", "5", ",\"objectTypeId\":\"0-3\""));
        assertThat(calls().subList(4, calls().size())).containsExactly(DEAL, PEOPLE);
    }

    @Test
    void what_the_sweep_has_read_is_not_read_again() throws Exception {
        Mark yesterday = new Mark(Instant.parse("2026-10-02T08:00:00Z"), "");
        for (Delivery found : crm.source.changesSince("CONTACT", yesterday).changes()) {
            crm.means(found);
        }
        assertThat(calls()).containsExactly("POST contacts/search", CONTACT);
        for (Delivery found : crm.source.changesSince("DEAL", yesterday).changes()) {
            crm.means(found);
        }
        assertThat(calls().subList(2, calls().size()))
                .containsExactly("POST deals/search", DEAL, PIPELINES, PEOPLE, CONTACT);
    }

    private CrmUnavailable refused(AHubSpotSource source) {
        return catchThrowableOfType(
                CrmUnavailable.class,
                () -> source.means(change("contact.propertyChange", "1", "lifecyclestage", "lead", 1790000001000L)));
    }

    @Test
    void a_refused_token_and_a_missing_scope_are_told_apart_in_hubspots_own_words() {
        hubSpot.refuses(
                401,
                "{\"status\":\"error\",\"message\":\"The API key pat-na1-0a1b2c3d-1111-2222-3333-444455556666 of"
                        + " jane@example.com was deleted.\",\"category\":\"INVALID_AUTHENTICATION\"}",
                null);
        CrmUnavailable token = refused(crm);
        assertThat(token.kind()).isEqualTo(CrmUnavailable.Kind.SIGN_IN_REFUSED);
        assertThat(token.words())
                .contains("access-token", "INVALID_AUTHENTICATION: The API key *** of *** was deleted.");
        hubSpot.refuses(
                403,
                "{\"category\":\"MISSING_SCOPES\",\"message\":\"This app hasn't been granted all required scopes\"}",
                null);
        CrmUnavailable scope = refused(crm);
        assertThat(scope.kind()).isEqualTo(CrmUnavailable.Kind.ACCESS_DENIED);
        assertThat(scope.words()).contains("MISSING_SCOPES", "hasn't been granted");
    }

    @Test
    void a_refresh_token_that_has_ended_is_a_refusal() {
        AHubSpotSource app = new AHubSpotSource(
                hubSpot, Map.of("access-token", "", "client-id", "c", "client-secret", "s", "refresh-token", "r"));
        hubSpot.refuses(
                400, "{\"error\":\"invalid_grant\",\"error_description\":\"missing or invalid refresh token\"}", null);
        CrmUnavailable ended = refused(app);
        assertThat(ended.kind()).isEqualTo(CrmUnavailable.Kind.SIGN_IN_REFUSED);
        assertThat(ended.words()).contains("invalid_grant: missing or invalid refresh token", "install the app again");
    }
}
