package io.leadloop.planning;

import io.leadloop.conversion.Conversion;
import io.leadloop.conversion.ConversionDraft;
import io.leadloop.conversion.ConversionState;
import io.leadloop.conversion.Refusal;
import io.leadloop.destination.Destination;
import io.leadloop.destination.Destinations;
import io.leadloop.lead.ClickIdKind;
import io.leadloop.lead.Origins;
import io.leadloop.lead.StageKind;
import io.leadloop.pipeline.ConversionPlan;
import io.leadloop.pipeline.Pipeline;
import io.leadloop.pipeline.PlanInput;
import io.leadloop.pipeline.PlannedAction;
import io.leadloop.pipeline.PlannedAction.Match;
import io.leadloop.pipeline.PlannedAction.ValueRule;
import io.leadloop.pipeline.Visit;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/**
 * Turns a reached stage into conversions: one for each line of the plan, either to be sent or refused with its reason.
 * Writes nothing.
 */
@Component
public class ConversionPlanner {

    private final ConversionPlan plan;
    private final Destinations destinations;
    private final Valuation valuation;
    private final ConsentPolicy consent;
    private final Origins origins;
    private final boolean eachDeal;
    private final Clock clock;

    ConversionPlanner(
            ConversionPlan plan,
            Destinations destinations,
            Valuation valuation,
            ConsentPolicy consent,
            Origins origins,
            @Value("${leadloop.revenue.each-deal:true}") boolean eachDeal,
            Clock clock) {
        this.plan = plan;
        this.destinations = destinations;
        this.valuation = valuation;
        this.consent = consent;
        this.origins = origins;
        this.eachDeal = eachDeal;
        this.clock = clock;
    }

    public List<Conversion> plan(StageReached reached) {
        return plan(reached, plan.at(input(reached, plan.asksVisit(), Visit.UNKNOWN)), clock.instant());
    }

    /** The same before its event is stored, with what that tells of the visit. */
    public List<Conversion> plan(StageReached reached, Visit told) {
        return plan(reached, plan.at(input(reached, plan.asksVisit(), told)), clock.instant());
    }

    /** What another plan would have made of it at another time. */
    public List<Conversion> plan(StageReached reached, Pipeline other, Instant now) {
        return plan(reached, other.actionsAt(input(reached, other.asksVisit(), Visit.UNKNOWN)), now);
    }

    /** @param told what a newer event tells of the visit than is stored */
    private PlanInput input(StageReached reached, boolean asksVisit, Visit told) {
        Visit visit = asksVisit
                ? Visit.of(origins.find(reached.lead().id()).orElse(null)).with(told)
                : Visit.UNKNOWN;
        String country = reached.lead().country();
        return new PlanInput(
                reached.stage().id(),
                reached.lead().externalId().source(),
                country == null ? "" : country,
                visit,
                reached.dealValue().amount());
    }

    /** What these actions of a plan would have made of it at another time. */
    public List<Conversion> plan(StageReached reached, List<PlannedAction> actions, Instant now) {
        if (reached.stage().kind() == StageKind.LOST) {
            return List.of();
        }
        return actions.stream()
                .filter(action -> concerns(reached, action))
                .map(action -> conversion(reached, action, now))
                .toList();
    }

    /**
     * An account whose click the lead does not have gets no row. Without a click of any platform nobody knows who brought
     * it; then every destination that is on says why it was not told.
     */
    private boolean concerns(StageReached reached, PlannedAction action) {
        Optional<Destination> destination = destinations.find(action.destination());
        if (destination.isEmpty()
                || hasClickOf(reached, destination.get())
                || action.match() == Match.CLICK_ID_OR_CONTACT
                        && destination.get().isOn()) {
            return true;
        }
        return destination.get().isOn() && destinations.all().stream().noneMatch(it -> hasClickOf(reached, it));
    }

    private static boolean hasClickOf(StageReached reached, Destination destination) {
        List<ClickIdKind> kinds = destination.profile().matching().clickIds();
        return reached.clicks().stream().anyMatch(it -> kinds.contains(it.kind()));
    }

    private Conversion conversion(StageReached reached, PlannedAction action, Instant now) {
        Optional<Destination> destination = destinations.find(action.destination());
        Valuation.Value value = valuation.of(reached, action);
        ClickChoice choice = destination
                .map(it -> ClickChoice.of(
                        it.profile(),
                        reached.clicks(),
                        reached.lead().contact(),
                        action.match(),
                        reached.occurredAt(),
                        now))
                .orElseGet(() -> new ClickChoice(null, null));
        Refusal refusal = refusal(reached, action, destination, value, choice, now);
        // Only revenue may be counted for each deal; a lead qualifies once, however many deals it opens.
        String dealId = reached.stage().kind() == StageKind.REVENUE && eachDeal ? reached.dealId() : "";
        return ConversionDraft.step(reached.lead(), dealId, reached.stage(), action.destination(), now)
                .action(action.action())
                .role(action.role())
                .occurredAt(reached.occurredAt())
                .value(value.value())
                .valueRule(value.rule())
                .currencyConversion(value.currencyConversion())
                .clickId(choice.click() == null ? null : choice.click().id())
                .state(refusal == null ? ConversionState.PLANNED : ConversionState.REFUSED)
                .reason(refusal == null ? null : refusal.name())
                .detail(refusal == null ? null : refusal.words())
                .notBefore(notBefore(reached, destination, choice, now))
                .sendBefore(destination
                        .map(it -> Timeliness.sendBefore(it.profile(), reached.occurredAt(), choice.click()))
                        .orElse(null))
                .done();
    }

    /** Whether each deal of a lead is told, or one win for the lead ({@code leadloop.revenue.each-deal}). */
    boolean tellsEachDeal() {
        return eachDeal;
    }

    /**
     * What a step of that stage is worth to the destination by the plan of now; empty where the plan does not report it, and
     * under an expected value, which is estimated anew all the time: what was told by it stands.
     */
    Optional<Valuation.Value> value(StageReached reached, String destination) {
        return plan.at(input(reached, plan.asksVisit(), Visit.UNKNOWN)).stream()
                .filter(it -> it.destination().equals(destination))
                .findFirst()
                .filter(it -> it.valueRule() != ValueRule.EXPECTED)
                .map(it -> valuation.of(reached, it));
    }

    /**
     * The latest one of what the platform and what sales ops want to wait for, and the event's own time: a CRM's clock may be a
     * little ahead, and most platforms refuse what lies in the future. Null for at once.
     */
    private static @Nullable Instant notBefore(
            StageReached reached, Optional<Destination> destination, ClickChoice choice, Instant now) {
        Instant platform = destination
                .map(it -> Timeliness.notBefore(it.profile(), choice.click(), now))
                .orElse(null);
        Instant held = reached.occurredAt().plus(reached.stage().hold());
        if (!held.isAfter(now)) {
            return platform;
        }
        return platform == null || held.isAfter(platform) ? held : platform;
    }

    private @Nullable Refusal refusal(
            StageReached reached,
            PlannedAction action,
            Optional<Destination> destination,
            Valuation.Value value,
            ClickChoice choice,
            Instant now) {
        // An account is owed nothing of a lead that it did not bring, whatever else is missing.
        boolean isTheirs = choice.refusal() != Refusal.NO_CLICK_ID;
        Refusal byConsent = consent.refusal(reached.lead());
        if (byConsent != null && isTheirs) {
            return byConsent;
        }
        if (byConsent == null && (destination.isEmpty() || !destination.get().isOn())) {
            return Refusal.DESTINATION_OFF;
        }
        if (!isTheirs) {
            return Refusal.NO_CLICK_ID;
        }
        if (!destination.get().knowsAction(action.action())) {
            return Refusal.NO_CONVERSION_ACTION;
        }
        if (value.refusal() != null) {
            return value.refusal();
        }
        if (choice.refusal() != null) {
            return choice.refusal();
        }
        return Timeliness.refusal(destination.get().profile(), reached.occurredAt(), choice.click(), now)
                .orElse(null);
    }
}
