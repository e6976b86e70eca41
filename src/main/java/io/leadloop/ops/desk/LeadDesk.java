package io.leadloop.ops.desk;

import io.leadloop.conversion.Conversion;
import io.leadloop.conversion.Conversions;
import io.leadloop.crm.CrmUnavailable;
import io.leadloop.crm.Rereads;
import io.leadloop.inbox.InboxReplay;
import io.leadloop.lead.Lead;
import io.leadloop.lead.LeadId;
import io.leadloop.lead.Leads;
import io.leadloop.lead.Money;
import io.leadloop.lead.Stage;
import io.leadloop.ops.desk.AuditLog.Subject;
import io.leadloop.ops.desk.AuditLog.Verb;
import io.leadloop.pipeline.Stages;
import io.leadloop.process.Activation;
import io.leadloop.process.CockpitHolds.Holds;
import io.leadloop.process.CockpitHolds.Upload;
import io.leadloop.process.MoveByHand;
import io.leadloop.process.StuckAcknowledgement;
import io.leadloop.process.StuckLeads;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** What an operator may do with a whole lead. */
@Component
public class LeadDesk {

    private static final int LONGEST_REASON = 500;
    private static final int MOST = 200;

    private final MoveByHand moves;
    private final Rereads rereads;
    private final Leads leads;
    private final Stages stages;
    private final StuckLeads stuck;
    private final Activation activation;
    private final Conversions conversions;
    private final InboxReplay inbox;
    private final AuditLog audit;
    private final Clock clock;

    LeadDesk(
            MoveByHand moves,
            Rereads rereads,
            Leads leads,
            Stages stages,
            StuckLeads stuck,
            Activation activation,
            Conversions conversions,
            InboxReplay inbox,
            AuditLog audit,
            Clock clock) {
        this.stuck = stuck;
        this.clock = clock;
        this.activation = activation;
        this.conversions = conversions;
        this.inbox = inbox;
        this.moves = moves;
        this.rereads = rereads;
        this.leads = leads;
        this.stages = stages;
        this.audit = audit;
    }

    /**
     * What may be done with a lead.
     *
     * @param stages the ids of the stages to which it can be moved
     * @param reread whether its CRM can be asked
     * @param activate whether something of it is suspended in Cockpit
     */
    public record Choices(Map<String, String> stages, boolean reread, boolean activate) {}

    Choices choices(Lead lead, Holds holds) {
        return new Choices(
                stages.all().stream()
                        .collect(Collectors.toMap(Stage::id, Stage::name, (one, two) -> one, LinkedHashMap::new)),
                rereads.isPossible(lead.externalId().source()),
                holds.isSuspended() && lead.processInstanceId() != null
                        || holds.uploads().values().stream().anyMatch(Upload::isSuspended));
    }

    /**
     * Activates what of a lead is suspended in Cockpit; what waited for it goes on at once.
     *
     * @return what came of it, in words
     */
    @Transactional
    public String activate(LeadId id, String who) {
        Lead lead = leads.find(id).orElseThrow(() -> new BadInput("There is no lead " + id + "."));
        int activated = activation.activate(
                lead,
                conversions.search(id, null, null, MOST).stream()
                        .map(Conversion::id)
                        .toList());
        if (activated == 0) {
            return "Nothing of this lead is suspended any more.";
        }
        int events = inbox.afterActivation(id.value());
        String words = "Activated."
                + (events == 0 ? "" : events == 1 ? " 1 event goes on now." : " " + events + " events go on now.");
        audit.add(who, Verb.ACTIVATE, Subject.LEAD, id.value(), id.value(), words, null);
        return words;
    }

    /**
     * Moves a lead where the CRM's own word never came; see {@link MoveByHand#move}.
     *
     * @param occurredAt when the step really happened (UTC); required, platforms are told it
     * @param amount what the deal is worth; null where nobody says
     * @param comment why; required, because platforms are told what the CRM did not say
     */
    @Transactional
    public void move(
            LeadId lead,
            String stage,
            @Nullable Instant occurredAt,
            @Nullable Money amount,
            @Nullable String comment,
            String who) {
        if (comment == null || comment.isBlank()) {
            throw new BadInput("comment", "Say why: platforms are told what the CRM did not say.");
        }
        if (occurredAt == null) {
            throw new BadInput("occurredAt", "Say when the step happened (UTC): platforms are told this time.");
        }
        Lead before = moves.move(lead, stage, occurredAt, amount, who);
        audit.add(
                who,
                Verb.MOVE,
                Subject.LEAD,
                lead.value(),
                lead.value(),
                "from " + before.stage() + " to " + stage + ", at " + occurredAt
                        + (amount == null ? "" : ", worth " + amount),
                comment);
    }

    /**
     * Says that somebody looked at a stuck lead: alerts leave it out until the day is over or the lead moves. A second one
     * replaces the first.
     *
     * @param until the last day (UTC), today at the earliest, a year ahead at the latest
     * @param comment why; required
     * @throws BadInput when it cannot be said, or the lead is not stuck
     */
    @Transactional
    public StuckAcknowledgement acknowledge(LeadId lead, @Nullable String until, @Nullable String comment, String who) {
        if (comment == null || comment.isBlank()) {
            throw new BadInput("comment", "Say why: others read it on the list of stuck leads.");
        }
        if (comment.strip().length() > LONGEST_REASON) {
            throw new BadInput("comment", "Say why in at most " + LONGEST_REASON + " characters.");
        }
        Instant now = clock.instant();
        LocalDate today = LocalDate.ofInstant(now, ZoneOffset.UTC);
        LocalDate day = day(until);
        if (day.isBefore(today) || day.isAfter(today.plusYears(1))) {
            throw new BadInput("until", "Say until which day, from today (" + today + ", UTC) up to a year ahead.");
        }
        StuckAcknowledgement said = new StuckAcknowledgement(day, comment.strip(), who);
        if (!stuck.acknowledge(lead, said, now)) {
            throw new BadInput("This lead is not stuck.");
        }
        audit.add(who, Verb.ACKNOWLEDGE, Subject.LEAD, lead.value(), lead.value(), "stuck, until " + day, comment);
        return said;
    }

    private static LocalDate day(@Nullable String text) {
        try {
            return LocalDate.parse(text == null ? "" : text.strip());
        } catch (DateTimeParseException e) {
            throw new BadInput("until", "Say until which day, such as 2026-11-27.");
        }
    }

    /**
     * Reads the lead's records from its CRM anew.
     *
     * @return what came of it, in words
     * @throws BadInput when its CRM cannot be asked, or does not answer
     */
    public String reread(LeadId id, String who) {
        Lead lead = leads.find(id).orElseThrow(() -> new BadInput("There is no lead " + id + "."));
        String source = lead.externalId().source();
        if (!rereads.isPossible(source)) {
            throw new BadInput("LeadLoop cannot ask " + source
                    + ": it only listens to it. Have the CRM send its webhook" + " again, or move the lead by hand.");
        }
        try {
            int events = rereads.reread(id);
            String words = events == 0
                    ? "The CRM does not know this lead's records any more, or nothing of them is about a stage."
                    : "Read " + events + (events == 1 ? " step" : " steps")
                            + " from the CRM. What is news is applied within seconds.";
            audit.add(who, Verb.REREAD, Subject.LEAD, id.value(), id.value(), words, null);
            return words;
        } catch (CrmUnavailable e) {
            throw new BadInput("The CRM could not be asked. " + e.words());
        }
    }
}
