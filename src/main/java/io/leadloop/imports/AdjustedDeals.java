package io.leadloop.imports;

import io.leadloop.imports.RowReader.Reading;
import io.leadloop.lead.ClickId;
import io.leadloop.lead.ClickIds;
import io.leadloop.lead.Deal;
import io.leadloop.lead.Deals;
import io.leadloop.lead.ExternalId;
import io.leadloop.lead.ExternalId.RecordType;
import io.leadloop.lead.KnownDeal;
import io.leadloop.lead.LeadEvent;
import io.leadloop.lead.LeadEvent.Outcome;
import io.leadloop.lead.LeadId;
import io.leadloop.lead.Leads;
import io.leadloop.lead.StageChange;
import io.leadloop.lead.StageHistory;
import io.leadloop.lead.StageRules;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Finds the sale that a row adjusts: by its order id, else by its click and its conversion time. A row that names none that is
 * known, or one that has gone on to another stage since, is a bad row: it would begin a lead, or move a deal back.
 */
@Component
class AdjustedDeals {

    /** Files of ad platforms have whole seconds. */
    private static final Duration SAME = Duration.ofSeconds(1);

    private final Leads leads;
    private final Deals deals;
    private final ClickIds clicks;
    private final StageHistory history;
    private final StageRules rules;

    AdjustedDeals(Leads leads, Deals deals, ClickIds clicks, StageHistory history, StageRules rules) {
        this.leads = leads;
        this.deals = deals;
        this.clicks = clicks;
        this.history = history;
        this.rules = rules;
    }

    /** The reading with the deal that it is about; a row that adjusts nothing comes back as it is. */
    Reading found(Reading read) {
        LeadEvent event = read.event();
        Adjustment adjustment = read.adjustment();
        if (event == null || adjustment == null) {
            return read;
        }
        try {
            return new Reading(adjusting(event, adjustment), List.of(), List.of(), adjustment);
        } catch (BadCell e) {
            return new Reading(null, List.of(String.valueOf(e.getMessage())), List.of());
        }
    }

    private LeadEvent adjusting(LeadEvent event, Adjustment adjustment) throws BadCell {
        String stage = rules.stageFor(plain(event)).orElse(null);
        if (stage == null) {
            throw new BadCell("no rule of the pipeline knows the conversion name as a deal's status");
        }
        KnownDeal deal = event.subject().type() == RecordType.DEAL
                ? byOrder(event)
                : byClick(event, stage, adjustment.conversionAt());
        if (deal == null) {
            throw new BadCell(
                    "no sale is known that it could adjust: import its conversion first; sales are known by their"
                            + " order id, or by their click and the second of their conversion");
        }
        if (!deal.stage().equals(stage)) {
            throw new BadCell(
                    "the sale went on to another stage since; what was told of it before cannot be adjusted by"
                            + " a file");
        }
        if (event.occurredAt().isBefore(deal.stageAt())) {
            throw new BadCell("the adjustment lies before the sale; is the time zone right?");
        }
        ExternalId subject = event.subject().type() == RecordType.DEAL
                ? event.subject()
                : leads.find(deal.lead()).orElseThrow().externalId();
        return of(event, subject, new Deal(deal.id(), event.dealValue()), event.outcome());
    }

    private @Nullable KnownDeal byOrder(LeadEvent event) {
        LeadId lead = leads.resolve(List.of(event.subject())).get(event.subject());
        return lead == null ? null : dealsOf(lead).get(event.subject().id());
    }

    private @Nullable KnownDeal byClick(LeadEvent event, String stage, @Nullable Instant at) {
        if (at == null) {
            return null;
        }
        for (ClickId click : event.clickIds()) {
            Optional<LeadId> lead = clicks.ownerOf(event.subject().source(), click);
            if (lead.isPresent()) {
                Map<String, KnownDeal> known = dealsOf(lead.get());
                List<KnownDeal> sold = history.of(List.of(lead.get())).getOrDefault(lead.get(), List.of()).stream()
                        .filter(it -> it.stage().equals(stage) && isAt(it, at))
                        .map(it -> known.get(it.dealId()))
                        .filter(java.util.Objects::nonNull)
                        .distinct()
                        .toList();
                return sold.size() == 1 ? sold.get(0) : null;
            }
        }
        return null;
    }

    private static boolean isAt(StageChange change, Instant at) {
        return Duration.between(change.occurredAt(), at).abs().compareTo(SAME) < 0;
    }

    private Map<String, KnownDeal> dealsOf(LeadId lead) {
        return deals.of(List.of(lead)).getOrDefault(lead, Map.of());
    }

    /** What the sale itself was: without the outcome that a retraction gives it. */
    private static LeadEvent plain(LeadEvent event) {
        Deal deal = event.deal() == null ? new Deal("", event.dealValue()) : event.deal();
        return of(event, event.subject(), deal, Outcome.UNSAID);
    }

    private static LeadEvent of(LeadEvent event, ExternalId subject, Deal deal, Outcome outcome) {
        return new LeadEvent(
                subject,
                List.of(),
                event.status(),
                outcome,
                event.occurredAt(),
                null,
                List.of(),
                io.leadloop.lead.HashedContact.NONE,
                null,
                event.assumedConsent(),
                null,
                deal);
    }
}
