package io.leadloop.story;

import static org.assertj.core.api.Assertions.assertThat;

import io.leadloop.conversion.ConversionState;
import io.leadloop.crm.dynamics.ADynamics;
import io.leadloop.lead.Lead;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/** The life of one lead of Dynamics 365 Sales, from the first call to a won opportunity, told in order. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class FromDynamicsToTheAdPlatformsStoryTests extends SmallerCrms {

    private static final String HOOK = "/webhooks/dynamics?code=" + ADynamics.KEY;

    @BeforeEach
    void september() {
        clock.set("2017-09-27T08:00:00Z");
    }

    private int send(String body, String... headers) {
        int status = post(HOOK, body, headers).statusCode();
        house.settles();
        return status;
    }

    private Lead lead() {
        return house.lead("dynamics", ADynamics.LEAD).orElseThrow();
    }

    @Test
    @Order(1)
    void a_lead_is_called_and_stands_captured_since_then() {
        assertThat(send(ADynamics.changed("lead-contacted.json", it -> {}))).isEqualTo(200);
        assertThat(lead().stage()).isEqualTo("CAPTURED");
        assertThat(lead().capturedAt()).isEqualTo("2017-09-20T08:00:00Z");
    }

    @Test
    @Order(2)
    void sales_qualifies_it_in_a_message_that_was_too_large_to_carry_its_columns() {
        DYNAMICS.lead(it -> it.put("statuscode", 3)
                .put("statuscode@OData.Community.Display.V1.FormattedValue", "Qualified")
                .put("modifiedon", "2017-09-23T08:00:00Z"));
        send(
                ADynamics.changed("lead-contacted.json", it -> {
                    it.remove("InputParameters");
                    it.put("CorrelationId", "6a1c2d3e-4a5b-4c6d-8e7f-ffffffffffff");
                }),
                "x-ms-dynamics-msg-size-exceeded",
                "true");
        assertThat(lead().stage()).isEqualTo("SQL");
        assertThat(conversion(lead(), "SQL").state()).isEqualTo(ConversionState.ACCEPTED);
        assertThat(conversion(lead(), "SQL").occurredAt()).isEqualTo("2017-09-23T08:00:00Z");
    }

    @Test
    @Order(3)
    void the_opportunity_that_came_of_it_is_won_and_counts_once_though_it_is_told_twice() {
        String won = ADynamics.changed("opportunity-won.json", it -> {});
        send(won);
        send(won);
        assertThat(lead().stage()).isEqualTo("WON");
        assertThat(conversion(lead(), "WON").state()).isEqualTo(ConversionState.ACCEPTED);
        assertThat(conversion(lead(), "WON").occurredAt()).isEqualTo("2017-09-26T00:04:07Z");
        assertThat(conversion(lead(), "WON").value().amount()).isEqualByComparingTo("1200.5");
        assertThat(house.count("select count(*) from leadloop.inbox_message where source = 'dynamics'"))
                .isEqualTo(3);
    }

    @Test
    @Order(4)
    void a_webhook_with_another_key_is_refused_in_words_that_do_not_repeat_it() {
        var answer = post("/webhooks/dynamics?code=guess", "{}");
        assertThat(answer.statusCode()).isEqualTo(401);
        assertThat(answer.body()).contains("one of secrets").doesNotContain("guess");
    }
}
