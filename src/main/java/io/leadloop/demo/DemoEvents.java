package io.leadloop.demo;

import io.leadloop.demo.Made.Lead;
import io.leadloop.demo.Made.Stage;
import io.leadloop.demo.Made.Step;
import io.leadloop.lead.ClickId;
import io.leadloop.lead.ClickIdKind;
import io.leadloop.lead.Consent;
import io.leadloop.lead.Deal;
import io.leadloop.lead.DealValue;
import io.leadloop.lead.ExternalId;
import io.leadloop.lead.HashedContact;
import io.leadloop.lead.LeadEvent;
import io.leadloop.lead.LeadEvent.Outcome;
import io.leadloop.lead.Money;
import io.leadloop.lead.Origin;
import java.math.BigDecimal;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The events by which a CRM would have told of a made-up year, in the order of their time. No mail, phone or name. */
final class DemoEvents {

    private static final int ONE_IN_32 = 31;

    private final String run;

    /** @param run eight hexadecimal digits that begin every click id, so that the sandbox's platforms can forget them too */
    DemoEvents(String run) {
        this.run = run;
    }

    List<LeadEvent> of(History year) {
        return year.leads.stream()
                .flatMap(lead -> lead.steps().stream().map(step -> event(lead, step)))
                .sorted(Comparator.comparing(LeadEvent::occurredAt))
                .toList();
    }

    private LeadEvent event(Lead lead, Step step) {
        boolean first = step.stage() == Stage.CAPTURED;
        Deal deal = step.dealId().isEmpty() ? null : new Deal(run + "-" + step.dealId(), value(lead, step));
        return new LeadEvent(
                ExternalId.lead(DemoYear.SOURCE, "demo-" + run + "-" + lead.externalId()),
                deal == null ? List.of() : List.of(ExternalId.deal(DemoYear.SOURCE, deal.id())),
                step.stage() == Stage.MQL ? "MQL" : step.stage() == Stage.SQL ? "SQL" : step.stage().status,
                deal == null ? Outcome.UNSAID : step.stage() == Stage.WON ? Outcome.WON : Outcome.LOST,
                step.at(),
                lead.capturedAt(),
                first && lead.click() != null ? List.of(click(lead.click())) : List.of(),
                HashedContact.NONE,
                consent(lead),
                Consent.UNKNOWN,
                lead.country(),
                deal,
                first ? origin(lead.origin()) : null);
    }

    private static DealValue value(Lead lead, Step step) {
        Made.Deal deal = lead.deal();
        BigDecimal amount = deal == null ? null : deal.amount();
        return step.stage() != Stage.WON || amount == null || deal == null || deal.currency() == null
                ? DealValue.UNTOLD
                : new DealValue(Money.of(amount, deal.currency()), null);
    }

    /** One person in thirty-two said no. */
    private static Consent consent(Lead lead) {
        boolean denied = (lead.id().getLeastSignificantBits() & ONE_IN_32) == 0;
        return Consent.of(denied ? Consent.State.DENIED : Consent.State.GRANTED);
    }

    private ClickId click(Made.Click made) {
        // In capitals, as platforms' own ids hold them: ids without any are reported as changed on the way.
        String bare = run
                + made.id().toString().replace("-", "").substring(run.length()).toUpperCase(Locale.ROOT);
        String value = made.kind().equals("FBC") ? "fb.1." + made.at().toEpochMilli() + "." + bare : bare;
        return ClickId.of(ClickIdKind.valueOf(made.kind()), value, made.at());
    }

    private static @Nullable Origin origin(Made.@Nullable Origin made) {
        return made == null
                ? null
                : Origin.of(
                        made.utmSource(),
                        null,
                        made.campaign(),
                        "https://" + made.page(),
                        made.referrer() == null ? null : "https://" + made.referrer() + "/");
    }
}
