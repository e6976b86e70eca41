package io.leadloop.story;

import static org.assertj.core.api.Assertions.assertThat;

import io.leadloop.conversion.Conversion;
import io.leadloop.conversion.ConversionState;
import io.leadloop.lead.Consent;
import io.leadloop.lead.Lead;
import io.leadloop.support.Browser;
import io.leadloop.support.House;
import java.time.Duration;
import java.util.List;
import org.camunda.bpm.engine.externaltask.ExternalTask;
import org.junit.jupiter.api.Test;

/** What people do to uploads and leads in Cockpit reaches the rows at once, in words (cases B3, B5, B6). */
class UploadsInCockpitStoryTests extends OneConversion {

    @Test
    void an_upload_that_is_cancelled_says_so_at_once_and_can_be_sent_again() {
        Conversion conversion = planned("b3");
        String instance = process(conversion).getId();
        house.send(house.asAdministrator(
                        "/camunda/api/engine/engine/default/process-instance/" + instance + "?skipCustomListeners=true")
                .DELETE());
        if (process(conversion) != null) {
            // Cockpit's own sign-in is a session; the deed is the same.
            runtime.deleteProcessInstance(instance, "by hand", true, true);
        }
        assertThat(now(conversion).state()).isEqualTo(ConversionState.CANCELLED);
        assertThat(now(conversion).detail()).contains("Cockpit");
        house.administratorPosts("/api/conversions/" + conversion.id() + "/retry");
        house.settles();
        assertThat(now(conversion).state()).isEqualTo(ConversionState.ACCEPTED);
        assertThat(house.received("google-ads", "b3-g")).hasSize(1);
    }

    @Test
    void an_external_task_that_somebody_completes_is_no_delivery() {
        Conversion conversion = planned("b3b");
        ExternalTask task = tasks.createExternalTaskQuery()
                .processInstanceId(process(conversion).getId())
                .singleResult();
        tasks.lock(task.getId(), "somebody", 10_000);
        tasks.complete(task.getId(), "somebody");
        assertThat(now(conversion).state()).isEqualTo(ConversionState.CANCELLED);
        assertThat(ends(conversion)).containsExactly("End_EndedInCockpit");
    }

    @Test
    void an_external_task_that_somebody_ends_by_an_error_is_no_delivery() {
        Conversion conversion = planned("b3c");
        ExternalTask task = tasks.createExternalTaskQuery()
                .processInstanceId(process(conversion).getId())
                .singleResult();
        tasks.lock(task.getId(), "somebody", 10_000);
        tasks.handleBpmnError(task.getId(), "somebody", "ConversionEnded");
        assertThat(now(conversion).state()).isEqualTo(ConversionState.CANCELLED);
        assertThat(ends(conversion)).containsExactly("End_EndedByHand");
    }

    @Test
    void an_upload_whose_retries_somebody_sets_to_0_needs_attention_until_they_are_set_again() {
        Conversion conversion = planned("b3e");
        ExternalTask task = tasks.createExternalTaskQuery()
                .processInstanceId(process(conversion).getId())
                .singleResult();
        tasks.setRetries(task.getId(), 0);
        clock.set("2026-10-03T10:28:00Z");
        assertThat(attention()).contains("Google Ads:", "no retries left in Cockpit");
        tasks.setRetries(task.getId(), 1);
        assertThat(attention()).doesNotContain("no retries left in Cockpit");
        house.settles();
        assertThat(now(conversion).state()).isEqualTo(ConversionState.ACCEPTED);
    }

    private String attention() {
        return Browser.signedIn(house, "admin", House.PASSWORD)
                .get("/ops/failures")
                .body();
    }

    @Test
    void an_upload_that_waits_stores_nothing_but_its_task() {
        Conversion conversion = planned("b3d");
        assertThat(runtime.createEventSubscriptionQuery()
                        .processInstanceId(process(conversion).getId())
                        .count())
                .isZero();
    }

    @Test
    void a_lead_that_is_suspended_keeps_its_events_waiting_until_it_is_activated() {
        planned("b5");
        String instance = house.lead("generic", "b5").orElseThrow().processInstanceId();
        runtime.suspendProcessInstanceById(instance);
        house.leadReaches("b5", "SQL", "2026-10-03T09:30:00Z");
        house.applies();
        assertThat(house.inboxState("Suspended in Cockpit since 2026-10-03 10:25 UTC"))
                .isEqualTo("WAITING");
        for (int i = 0; i < 10; i++) {
            clock.pass(Duration.ofMinutes(1));
            house.applies();
        }
        assertThat(house.inboxState("Suspended in Cockpit since 2026-10-03 10:25 UTC"))
                .isEqualTo("WAITING");
        runtime.activateProcessInstanceById(instance);
        clock.pass(Duration.ofMinutes(1));
        house.applies();
        assertThat(house.lead("generic", "b5").orElseThrow().stage()).isEqualTo("SQL");
    }

    @Test
    void a_suspended_lead_is_activated_on_its_page_and_its_events_go_on_at_once() {
        planned("b5-2");
        Lead lead = house.lead("generic", "b5-2").orElseThrow();
        runtime.suspendProcessInstanceById(lead.processInstanceId());
        house.leadReaches("b5-2", "SQL", "2026-10-03T09:30:00Z");
        house.applies();
        Browser admin = Browser.signedIn(house, "admin", House.PASSWORD);
        assertThat(admin.get("/ops/leads/" + lead.id()).body()).contains("/activate\"", ">Activate<");
        assertThat(admin.get("/").body()).contains("suspended in Cockpit: open the lead");
        assertThat(admin.post("/ops/leads/" + lead.id() + "/activate", List.of())
                        .body())
                .contains("Activated. 1 event goes on now.")
                .doesNotContain("/activate\"");
        house.applies();
        assertThat(house.lead("generic", "b5-2").orElseThrow().stage()).isEqualTo("SQL");
        assertThat(admin.get("/ops/audit?verb=ACTIVATE").body()).contains("b5-2");
    }

    @Test
    void a_lead_with_a_second_token_says_in_words_what_happened_and_goes_on_after_a_cancel() {
        planned("b6");
        String instance = house.lead("generic", "b6").orElseThrow().processInstanceId();
        runtime.createProcessInstanceModification(instance)
                .startBeforeActivity("Wait_Sql")
                .execute();
        house.leadReaches("b6", "SQL", "2026-10-03T09:30:00Z");
        house.applies();
        assertThat(house.inboxState("second token")).isEqualTo("PARKED");
        runtime.deleteProcessInstance(instance, "by hand", true, true);
        house.administratorPosts("/api/inbox/"
                + house.count("select max(id) from leadloop.inbox_message where state = 'PARKED'") + "/replay");
        house.applies();
        assertThat(house.lead("generic", "b6").orElseThrow().stage()).isEqualTo("SQL");
    }

    @Test
    void a_denial_does_not_wait_for_a_lead_that_is_suspended() {
        Conversion waits = planned("b5-3");
        String instance = house.lead("generic", "b5-3").orElseThrow().processInstanceId();
        runtime.suspendProcessInstanceById(instance);
        house.genericSends(
                House.event("b5-3", "SQL", "2026-10-03T09:30:00Z", "").replace("granted", "denied"));
        house.settles();
        assertThat(house.lead("generic", "b5-3").orElseThrow())
                .returns("MQL", Lead::stage)
                .returns(Consent.State.DENIED, it -> it.consent().adUserData());
        assertThat(now(waits).state()).isEqualTo(ConversionState.WITHDRAWN);
        assertThat(house.received("google-ads", "b5-3-g")).isEmpty();
        runtime.activateProcessInstanceById(instance);
        clock.pass(Duration.ofMinutes(1));
        house.applies();
        assertThat(house.lead("generic", "b5-3").orElseThrow().stage()).isEqualTo("SQL");
    }
}
