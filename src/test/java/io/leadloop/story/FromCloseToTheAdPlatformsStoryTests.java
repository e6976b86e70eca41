package io.leadloop.story;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.leadloop.conversion.ConversionState;
import io.leadloop.crm.close.AClose;
import io.leadloop.inbox.CrmSweeps;
import io.leadloop.lead.Lead;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.springframework.beans.factory.annotation.Autowired;

/** The life of one lead of Close, from the form to a won opportunity, told in order. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class FromCloseToTheAdPlatformsStoryTests extends SmallerCrms {

    @Autowired
    CrmSweeps sweeps;

    @BeforeEach
    void january() {
        clock.set("2019-01-15T13:00:00Z");
    }

    private int send(String body) {
        Map<String, String> headers = AClose.signed(body, clock.instant());
        int status = post(
                        "/webhooks/close",
                        body,
                        "close-sig-hash",
                        headers.get("close-sig-hash"),
                        "close-sig-timestamp",
                        headers.get("close-sig-timestamp"))
                .statusCode();
        house.settles();
        return status;
    }

    private Lead lead() {
        return house.lead("close", "lead_1").orElseThrow();
    }

    @Test
    @Order(1)
    void a_form_makes_a_lead_with_the_click() {
        assertThat(send(AClose.changed("lead-created.json", it -> {}))).isEqualTo(200);
        assertThat(lead().stage()).isEqualTo("CAPTURED");
    }

    @Test
    @Order(2)
    void sales_qualifies_it_and_google_hears_of_it_at_closes_time() {
        send(AClose.changed("lead-created.json", it -> {
            it.put("id", "ev_qualified").put("action", "updated").put("date_created", "2019-01-10T08:00:00.000000");
            it.putArray("changed_fields").add("status_id").add("status_label");
            ((ObjectNode) it.path("data")).put("status_id", "stat_q").put("status_label", "Qualified");
        }));
        assertThat(lead().stage()).isEqualTo("SQL");
        assertThat(conversion(lead(), "SQL").state()).isEqualTo(ConversionState.ACCEPTED);
        assertThat(conversion(lead(), "SQL").occurredAt()).isEqualTo("2019-01-10T08:00:00Z");
    }

    @Test
    @Order(3)
    void the_opportunity_is_won_and_counts_once_though_it_is_told_twice() {
        String won = AClose.changed("opportunity-won.json", it -> {});
        send(won);
        send(won);
        assertThat(lead().stage()).isEqualTo("WON");
        assertThat(conversion(lead(), "WON").state()).isEqualTo(ConversionState.ACCEPTED);
        assertThat(conversion(lead(), "WON").value().amount()).isEqualByComparingTo("1000");
        assertThat(house.count("select count(*) from leadloop.inbox_message where source = 'close'"))
                .isEqualTo(3);
    }

    @Test
    @Order(4)
    void an_opportunity_waits_while_close_is_busy() {
        CLOSE.isBusyOnce();
        send(AClose.changed("opportunity-won.json", it -> {
            it.put("id", "ev_value").putArray("changed_fields").add("value");
            ((ObjectNode) it.path("data")).put("value", 120000);
        }));
        assertThat(house.inboxState("Close's limit of calls")).isEqualTo("LOOKUP");
        clock.set("2019-01-15T13:05:00Z");
        house.settles();
        assertThat(house.count(
                        "select count(*) from leadloop.inbox_message where source = 'close' and state = 'PROCESSED'"))
                .isEqualTo(4);
    }

    @Test
    @Order(5)
    void a_second_opportunity_whose_webhook_was_lost_is_found_by_the_sweep_with_its_own_time() {
        CLOSE.logs("opportunity-won.json", "ev_lost", "2019-01-15T12:55:00.000000", it -> {
            it.put("object_id", "oppo_2");
            ((ObjectNode) it.path("data")).put("id", "oppo_2");
        });
        sweeps.sweep();
        sweeps.sweep();
        house.settles();
        assertThat(house.conversionsOf(lead().id()).stream()
                        .filter(it ->
                                it.stage().equals("WON") && it.destination().equals("google-ads"))
                        .map(it -> it.occurredAt().toString()))
                .containsExactlyInAnyOrder("2019-01-15T12:48:23.395Z", "2019-01-15T12:55:00Z");
        assertThat(house.count("select sum(lost) from leadloop.crm_sweep where source = 'close'"))
                .isEqualTo(1);
    }

    @Test
    @Order(6)
    void a_webhook_that_close_did_not_sign_is_refused_in_words() {
        var answer = post("/webhooks/close", "{}", "close-sig-hash", "00", "close-sig-timestamp", "1547557200");
        assertThat(answer.statusCode()).isEqualTo(401);
        assertThat(answer.body()).contains("signature_key");
    }
}
