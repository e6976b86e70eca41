package io.leadloop.ops.desk;

import io.leadloop.conversion.Conversion;
import io.leadloop.conversion.ConversionAttempt;
import io.leadloop.conversion.Outcome;
import io.leadloop.conversion.Refusal;
import io.leadloop.lead.HashedContact;
import io.leadloop.lead.Lead;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * All that an operator needs to know of one lead. No mail, phone or name; requests and answers are masked.
 *
 * @param days whole days at its stage, by the CRM's clock
 * @param choices what may be done with the lead itself
 * @param stuckBecause why it counts as stuck; null when it does not
 * @param heldBecause why its events wait because of what somebody did in Cockpit; null when they do not
 * @param contactFaults what the CRM has in the place of a mail or phone and cannot be read, in words
 * @param excluded what the plan's own rules left out
 * @param relations what it has to do with other leads
 */
public record LeadDossier(
        UUID id,
        String source,
        String externalId,
        String stage,
        Instant stageAt,
        long days,
        @Nullable String stuckBecause,
        @Nullable String heldBecause,
        LeadRelations.Relations relations,
        String consent,
        @Nullable String country,
        List<String> contactFaults,
        @Nullable String processInstanceId,
        LeadDesk.Choices choices,
        List<Step> timeline,
        List<Click> clicks,
        List<ConversionFile> conversions,
        List<Excluded> excluded,
        List<AuditLog.Entry> audit) {

    /** A step that the plan's own rules leave out at a platform whose click the lead has. */
    public record Excluded(String stage, String platform, String rule) {}

    /** The platforms that would have been told if somebody had connected them. */
    public List<String> notConnected() {
        return conversions.stream()
                .filter(ConversionFile::isNotConnected)
                .map(ConversionFile::platform)
                .distinct()
                .toList();
    }

    /** A stage that the lead came to, in the CRM's words and time. */
    public record Step(Instant at, String stage, String crmStatus, String dealId, String move) {}

    /**
     * @param clickedAt null where nobody told
     * @param timeStandsIn whether {@code clickedAt} is only when the lead or the click was first seen
     * @param damage what is wrong with it, in words; null when it may be a click id
     * @param ageDays null where nobody told when the click happened
     */
    public record Click(
            String kind,
            String value,
            @Nullable Instant clickedAt,
            boolean timeStandsIn,
            @Nullable String damage,
            @Nullable Long ageDays,
            List<Life> lives) {}

    /**
     * Until when a platform takes conversions for a click.
     *
     * @param daysLeft below zero when it is over; null where no end is known
     */
    public record Life(
            String platform,
            @Nullable Instant ends,
            @Nullable Long daysLeft) {}

    /** What may be pressed. */
    public enum Verb {
        RETRY,
        /** It waits because its account takes nothing now; sending it again would do nothing. */
        RESUME_ACCOUNT,
        /** It waits because its account refuses its action; sending it again would do nothing. */
        RESUME_ACTION,
        LOOK_AGAIN,
        DROP,
        CORRECT
    }

    /**
     * @param stateWords what people read of its state
     * @param platform the destination's name
     * @param brief in a word or three why it stands so; empty where its state says all
     * @param words where it stands and what to do
     * @param processInstanceId of its upload; null where none runs
     * @param clickKinds the kinds of click that the platform matches by
     */
    public record ConversionFile(
            Conversion conversion,
            String stateWords,
            String platform,
            String brief,
            String words,
            List<Verb> verbs,
            @Nullable String processInstanceId,
            List<String> clickKinds,
            List<ConversionAttempt> attempts) {

        /** What the name of its action is introduced by: only what went out was told, and what was tried may have. */
        public String toldAs() {
            return switch (conversion.state()) {
                case ACCEPTED -> "Told as";
                case PLANNED, EXHAUSTED -> "To be told as";
                case REJECTED -> "Refused as";
                case REFUSED, EXPIRED, WITHDRAWN, TAKEN_BACK, MERGED, DROPPED, CANCELLED ->
                    attempts.isEmpty() ? "Would have been told as" : wasTaken() ? "Told as" : "Tried as";
            };
        }

        private boolean wasTaken() {
            return attempts.stream()
                    .anyMatch(it -> it.outcome() == Outcome.ACCEPTED || it.outcome() == Outcome.DUPLICATE);
        }

        /** Whether it waits for something, so that it matters until when the platform takes it. */
        public boolean mayStillBeSent() {
            return conversion.sendBefore() != null
                    && switch (conversion.state()) {
                        case PLANNED, REJECTED, EXHAUSTED, CANCELLED -> true;
                        default -> false;
                    };
        }

        /** Whether no platform heard of it only because the lead has no click of that platform. */
        public boolean isWithoutClick() {
            return Refusal.NO_CLICK_ID.name().equals(conversion.reason()) && attempts.isEmpty();
        }

        /** Whether it was not sent only because nobody connected its platform. */
        public boolean isNotConnected() {
            return Refusal.DESTINATION_OFF.name().equals(conversion.reason()) && attempts.isEmpty();
        }
    }

    /** Those that were told, are to be told, or say more than that a click or a connection is wanting. */
    public List<ConversionFile> told() {
        return conversions.stream()
                .filter(it -> !it.isNotConnected() && !it.isWithoutClick())
                .toList();
    }

    public List<ConversionFile> withoutClick() {
        return conversions.stream().filter(ConversionFile::isWithoutClick).toList();
    }

    static LeadDossier of(
            Lead lead,
            long days,
            @Nullable String stuckBecause,
            @Nullable String heldBecause,
            LeadRelations.Relations relations,
            LeadDesk.Choices choices,
            List<Step> timeline,
            List<Click> clicks,
            List<ConversionFile> conversions,
            List<Excluded> excluded,
            List<AuditLog.Entry> audit) {
        return new LeadDossier(
                lead.id().value(),
                lead.externalId().source(),
                lead.externalId().id(),
                lead.stage(),
                lead.stageAt(),
                days,
                stuckBecause,
                heldBecause,
                relations,
                lead.consent().adUserData().name(),
                lead.country(),
                contactFaults(lead.contact()),
                lead.processInstanceId(),
                choices,
                timeline,
                clicks,
                conversions,
                excluded,
                audit);
    }

    private static List<String> contactFaults(HashedContact contact) {
        List<String> faults = new ArrayList<>();
        if (contact.emailFault() != null) {
            faults.add("mail " + contact.emailFault().words());
        }
        if (contact.phoneFault() != null) {
            faults.add("phone " + contact.phoneFault().words());
        }
        return faults;
    }
}
