package io.leadloop.story;

import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.leadloop.conversion.Conversion;
import io.leadloop.conversion.ConversionState;
import io.leadloop.conversion.Conversions;
import io.leadloop.crm.LeadEventDraft;
import io.leadloop.inbox.LeadEvents;
import io.leadloop.lead.ClickId;
import io.leadloop.lead.ClickIdKind;
import io.leadloop.lead.Consent;
import io.leadloop.lead.DealValue;
import io.leadloop.lead.EventResult;
import io.leadloop.lead.ExternalId;
import io.leadloop.lead.Lead;
import io.leadloop.lead.LeadEvent;
import io.leadloop.lead.Money;
import io.leadloop.pipeline.Stages;
import io.leadloop.privacy.Erasures;
import io.leadloop.process.ConversionVerbs;
import io.leadloop.support.House;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** People and deals as their CRM tells them, and the rows that come of it. */
abstract class TwoPeople extends OneConversion {

    @Autowired
    LeadEvents events;

    @Autowired
    ConversionVerbs verbs;

    @Autowired
    Erasures erasures;

    @Autowired
    PlatformTransactionManager transactions;

    void deal(String lead, String deal, String status, String time) {
        deal(lead, deal, status, time, "gclid=" + lead + "-g");
    }

    void deal(String lead, String deal, String status, String time, String... clicks) {
        String outcome = status.equals("Closed Won") ? "won" : status.equals("Closed Lost") ? "lost" : "open";
        house.genericSends(House.event(
                lead,
                status,
                "2026-10-03T" + time + ":00Z",
                ",\"deal\":{\"id\":\"%s\",\"outcome\":\"%s\",\"amount\":500,\"currency\":\"EUR\"}"
                        .formatted(deal, outcome),
                clicks));
        house.applies();
    }

    /** What somebody asks to be sent again may not be. */
    void isRefused(UUID conversion) {
        assertThatExceptionOfType(ConversionVerbs.NotPossible.class).isThrownBy(() -> verbs.retry(conversion));
    }

    Lead lead(String id) {
        return house.lead("generic", id).orElseThrow();
    }

    List<Conversion> wins(String lead, String destination) {
        return house.conversionsOf(lead(lead).id()).stream()
                .filter(it -> it.destination().equals(destination) && it.stage().equals("WON"))
                .toList();
    }

    List<EventResult> applies(LeadEvent... said) {
        return new TransactionTemplate(transactions).execute(tx -> events.apply(List.of(said)));
    }

    static LeadEvent said(LeadEventDraft draft, String status, String time) {
        return draft.build(status, Instant.parse("2026-10-03T" + time + ":00Z"), Consent.of(Consent.State.GRANTED));
    }

    static DealValue euros(int amount) {
        return new DealValue(Money.of(new BigDecimal(amount), "EUR"), null);
    }

    static ClickId gclid(String value) {
        return ClickId.of(ClickIdKind.ofKey("gclid").orElseThrow(), value, Instant.parse("2026-10-01T08:00:00Z"));
    }

    static LeadEventDraft won(String source, String person, String deal) {
        return LeadEventDraft.ofDeal(source, deal, euros(500), List.of(person))
                .outcome(LeadEvent.Outcome.WON)
                .clicks(List.of(gclid(source + person + "-g")))
                .consent(Consent.of(Consent.State.GRANTED));
    }

    @Autowired
    Conversions rows;

    @Autowired
    Stages stages;

    /** A win of the lead itself, as a plan with a fixed value for the won stage bears it. */
    Conversion ownWin(String lead, String destination, String deal) {
        io.leadloop.lead.Stage won = stages.all().stream()
                .filter(it -> it.id().equals("WON"))
                .findFirst()
                .orElseThrow();
        return io.leadloop.conversion.ConversionDraft.step(lead(lead), deal, won, destination, clock.instant())
                .action("won")
                .role(io.leadloop.conversion.ConversionRole.SECONDARY)
                .occurredAt(Instant.parse("2026-10-03T08:00:00Z"))
                .value(Money.of(new BigDecimal(100), "EUR"))
                .valueRule("FIXED")
                .state(ConversionState.PLANNED)
                .done();
    }

    void merge(String loser, String winner) {
        new TransactionTemplate(transactions)
                .executeWithoutResult(
                        tx -> events.merge(ExternalId.lead("generic", loser), ExternalId.lead("generic", winner)));
    }
}
