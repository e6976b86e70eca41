package io.leadloop.ops.api;

import com.fasterxml.jackson.databind.JsonNode;
import io.leadloop.lead.LeadId;
import io.leadloop.ops.desk.LeadDesk;
import io.leadloop.ops.desk.TypedMoney;
import io.leadloop.ops.desk.TypedTime;
import io.leadloop.ops.doors.AsksOutside;
import java.security.Principal;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** What an operator may do with a lead. */
@RestController
@RequestMapping({"/api/leads/{id}", "/camunda/api/leadloop/leads/{id}"})
class LeadVerbsApi {

    private final LeadDesk desk;

    LeadVerbsApi(LeadDesk desk) {
        this.desk = desk;
    }

    /**
     * @param stage id of the stage
     * @param occurredAt when the step really happened, e.g. {@code 2026-11-20T09:30:00Z}; required
     * @param amount what the deal is worth, in major units with the currency; left out where nobody says
     * @param comment why; required
     */
    record Move(
            @Nullable String stage,
            @Nullable String occurredAt,
            @Nullable JsonNode amount,
            @Nullable String currency,
            @Nullable String comment) {}

    /** Moves the lead where the CRM's own word never came. */
    @PostMapping("/move")
    Map<String, Object> move(@PathVariable UUID id, @RequestBody Move move, Principal who) {
        String stage = move.stage() == null ? "" : move.stage();
        desk.move(
                new LeadId(id),
                stage,
                TypedTime.exact("occurredAt", move.occurredAt()),
                TypedMoney.of(move.amount(), move.currency()),
                move.comment(),
                who.getName());
        return Map.of("lead", id, "stage", stage);
    }

    /**
     * @param until the last day (UTC), such as 2026-11-27; required
     * @param comment why; required
     */
    record Acknowledgement(@Nullable String until, @Nullable String comment) {}

    /** Says that somebody looked at this stuck lead: alerts leave it out until the day is over or it moves. */
    @PostMapping("/acknowledge")
    Map<String, Object> acknowledge(@PathVariable UUID id, @RequestBody Acknowledgement said, Principal who) {
        return Map.of(
                "lead",
                id,
                "acknowledgement",
                desk.acknowledge(new LeadId(id), said.until(), said.comment(), who.getName()));
    }

    /** Activates what of the lead is suspended in Cockpit. */
    @PostMapping("/activate")
    Map<String, Object> activate(@PathVariable UUID id, Principal who) {
        return Map.of("lead", id, "words", desk.activate(new LeadId(id), who.getName()));
    }

    /** Reads the lead's records from its CRM anew. */
    @AsksOutside
    @PostMapping("/reread")
    Map<String, Object> reread(@PathVariable UUID id, Principal who) {
        return Map.of("lead", id, "words", desk.reread(new LeadId(id), who.getName()));
    }
}
