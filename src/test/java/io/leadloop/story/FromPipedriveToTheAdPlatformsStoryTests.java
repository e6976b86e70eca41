package io.leadloop.story;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.leadloop.conversion.ConversionState;
import io.leadloop.crm.pipedrive.APipedrive;
import io.leadloop.lead.Lead;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/** The life of one Pipedrive person, from the Leads Inbox to a won deal, told in order. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class FromPipedriveToTheAdPlatformsStoryTests extends SmallerCrms {

    private static final String GCLID = "EAIaIQ-pipedrive-story";

    @BeforeEach
    void november() {
        clock.set("2022-11-24T16:00:00Z");
    }

    private int send(String body) {
        int status = post("/webhooks/pipedrive", body, "Authorization", basic("leadloop", "story-password"))
                .statusCode();
        house.settles();
        return status;
    }

    private Lead lead() {
        return house.lead("pipedrive", "8").orElseThrow();
    }

    private static String deal(String status, String change) {
        return APipedrive.changed("deal-won.json", it -> {
            ObjectNode deal = (ObjectNode) it.path("data");
            deal.put("status", status)
                    .put("stage_change_time", "2022-11-22T09:00:00Z")
                    .put("update_time", change);
        });
    }

    @Test
    @Order(1)
    void a_visitor_of_the_website_comes_into_the_leads_inbox_with_the_click() {
        String created = APipedrive.changed(
                "lead-created.json",
                it -> ((ObjectNode) it.path("data").path("custom_fields"))
                        .putObject(APipedrive.GCLID_FIELD)
                        .put("type", "varchar")
                        .put("value", GCLID));
        assertThat(send(created)).isEqualTo(200);
        assertThat(lead().stage()).isEqualTo("CAPTURED");
        assertThat(lead().capturedAt()).isEqualTo("2022-11-20T09:00:00Z");
    }

    @Test
    @Order(2)
    void sales_makes_a_deal_of_it_and_google_hears_of_the_qualified_lead() {
        send(deal("open", "2022-11-22T09:00:00Z"));
        assertThat(lead().stage()).isEqualTo("SQL");
        assertThat(conversion(lead(), "SQL").state()).isEqualTo(ConversionState.ACCEPTED);
        assertThat(conversion(lead(), "SQL").occurredAt()).isEqualTo("2022-11-22T09:00:00Z");
    }

    @Test
    @Order(3)
    void the_deal_is_won_by_its_status_whatever_its_stage_is_called_and_counts_once() {
        String won = deal("won", "2022-11-24T15:11:55Z");
        send(won);
        send(won.replace("\"attempt\":1", "\"attempt\":2"));
        assertThat(lead().stage()).isEqualTo("WON");
        assertThat(conversion(lead(), "WON").state()).isEqualTo(ConversionState.ACCEPTED);
        assertThat(conversion(lead(), "WON").value().amount()).isEqualByComparingTo("100");
        assertThat(house.received("google-ads", GCLID)).hasSizeGreaterThanOrEqualTo(2);
        assertThat(house.count("select count(*) from leadloop.conversion c join leadloop.lead l on l.id = c.lead_id"
                        + " where l.source = 'pipedrive' and c.stage = 'WON' and c.destination = 'google-ads'"))
                .isEqualTo(1);
    }

    @Test
    @Order(4)
    void a_merged_persons_number_leads_to_the_one_that_stays() {
        send(APipedrive.changed("person-merged.json", it -> {}));
        assertThat(house.lead("pipedrive", "9")).map(Lead::id).contains(lead().id());
    }

    @Test
    @Order(5)
    void a_webhook_with_another_password_is_refused_in_words() {
        var answer = post("/webhooks/pipedrive", "{}", "Authorization", basic("leadloop", "guess"));
        assertThat(answer.statusCode()).isEqualTo(401);
        assertThat(answer.body()).contains("HTTP auth username");
    }
}
