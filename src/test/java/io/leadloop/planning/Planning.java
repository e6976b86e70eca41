package io.leadloop.planning;

import io.leadloop.conversion.Conversion;
import io.leadloop.conversion.ConversionDraft;
import io.leadloop.conversion.ConversionState;
import io.leadloop.conversion.HeldConversion;
import io.leadloop.lead.AdjustmentPolicy;
import io.leadloop.lead.ClickId;
import io.leadloop.lead.ClickIdKind;
import io.leadloop.lead.Consent;
import io.leadloop.lead.ContactHasher;
import io.leadloop.lead.Deal;
import io.leadloop.lead.DealValue;
import io.leadloop.lead.ExternalId;
import io.leadloop.lead.HashedContact;
import io.leadloop.lead.Lead;
import io.leadloop.lead.LeadEvent;
import io.leadloop.lead.LeadId;
import io.leadloop.lead.Money;
import io.leadloop.lead.Stage;
import io.leadloop.lead.StageKind;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Ordinary leads, clicks, stages and conversions of the tests of planning; it is noon of the third of October. */
final class Planning {

    static final Instant NOW = Instant.parse("2026-10-03T12:00:00Z");
    static final Clock CLOCK = Clock.fixed(NOW, ZoneOffset.UTC);
    static final LeadId LEAD = LeadId.next();
    static final Stage MQL = stage("MQL", StageKind.QUALIFIED, 10, AdjustmentPolicy.RETRACT);
    static final Stage SQL = stage("SQL", StageKind.QUALIFIED, 20, AdjustmentPolicy.RETRACT);
    static final Stage WON = stage("WON", StageKind.REVENUE, 30, AdjustmentPolicy.RETRACT);
    static final Stage LOST = stage("LOST", StageKind.LOST, 90, AdjustmentPolicy.LEAVE);
    static final HashedContact MAIL = ContactHasher.hash("anna@example.com", null, null);
    static final HashedContact PHONE = ContactHasher.hash(null, "+14155552671", null);

    private Planning() {}

    static Stage stage(String id, StageKind kind, int rank, AdjustmentPolicy correction) {
        return new Stage(id, id, kind, rank, Duration.ZERO, correction);
    }

    static Lead lead(Consent.State consent, HashedContact contact) {
        return at(LEAD, "WON", "", consent, contact);
    }

    static Lead at(LeadId id, String stage, String deal, Consent.State consent, HashedContact contact) {
        return new Lead(
                id, ExternalId.lead("crm", "L"), stage, NOW, deal, "pi", null, null, Consent.of(consent), contact);
    }

    static ClickId click(ClickIdKind kind, String value, @Nullable Instant at) {
        return new ClickId(UUID.randomUUID(), kind, value, at);
    }

    static Money euros(int amount) {
        return Money.of(BigDecimal.valueOf(amount), "EUR");
    }

    /** A step that the platform has, reached at that time. */
    static ConversionDraft told(Stage stage, String deal, Instant at) {
        return ConversionDraft.step(lead(Consent.State.GRANTED, MAIL), deal, stage, "any", at)
                .occurredAt(at)
                .value(euros(100))
                .state(ConversionState.ACCEPTED)
                .attempts(1);
    }

    /** As its ledger would have it where attempts of what is not settled were never answered. */
    static HeldConversion held(Conversion row) {
        boolean mayBeThere = row.state() == ConversionState.ACCEPTED
                || row.attempts() > 0 && row.state() != ConversionState.REJECTED;
        return new HeldConversion(row, "crm", mayBeThere);
    }

    static ConversionDraft after(Conversion step, int sequence) {
        return step.change().id(Conversion.nextId()).sequence(sequence).adjusts(step.id());
    }

    static LeadEvent event(String deal, Instant at, @Nullable Consent consent, DealValue dealValue) {
        return new LeadEvent(
                ExternalId.lead("crm", "L"),
                List.of(),
                "any",
                LeadEvent.Outcome.UNSAID,
                at,
                null,
                List.of(),
                HashedContact.NONE,
                consent,
                Consent.UNKNOWN,
                null,
                deal.isEmpty() ? null : new Deal(deal, dealValue));
    }
}
