package io.leadloop.process;

import io.leadloop.conversion.Conversion;
import io.leadloop.conversion.ConversionState;
import io.leadloop.conversion.ConversionType;
import io.leadloop.conversion.Conversions;
import io.leadloop.conversion.Refusal;
import io.leadloop.destination.Destination;
import io.leadloop.destination.Destinations;
import io.leadloop.lead.ClickId;
import io.leadloop.lead.ClickIdKind;
import io.leadloop.lead.ClickIds;
import io.leadloop.lead.Money;
import io.leadloop.planning.Timeliness;
import io.leadloop.process.ConversionVerbs.NotPossible;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Corrects a conversion that the platform refused, and sends it again under its old key. */
@Component
public class ConversionCorrection {

    /** The value rule of an amount that a person typed. */
    public static final String RULE = "CORRECTED_BY_OPERATOR";

    private final Conversions conversions;
    private final ClickIds clickIds;
    private final Destinations destinations;
    private final ConversionVerbs verbs;
    private final Clock clock;

    ConversionCorrection(
            Conversions conversions, ClickIds clickIds, Destinations destinations, ConversionVerbs verbs, Clock clock) {
        this.conversions = conversions;
        this.clickIds = clickIds;
        this.destinations = destinations;
        this.verbs = verbs;
        this.clock = clock;
    }

    /**
     * What is corrected; null leaves a part as it is.
     *
     * @param clickId a click of a kind that the platform matches by, byte for byte; its time has to be known or told
     */
    public record Correction(
            @Nullable Money value, @Nullable ClickId clickId) {}

    /**
     * Corrects and sends again. What the platform has is never rewritten: only a conversion that it refused.
     *
     * @throws NotPossible when it is not refused, or what was typed cannot be sent; then nothing is changed
     */
    @Transactional
    public Conversion correct(UUID id, Correction correction) {
        Conversion conversion = conversions.lock(id).orElseThrow(() -> new ConversionVerbs.Unknown(id));
        if (conversion.state() != ConversionState.REJECTED || conversion.type() != ConversionType.CONVERSION) {
            throw new NotPossible("Only a conversion that the platform refused can be corrected; this one is "
                    + conversion.state() + ".");
        }
        if (correction.value() == null && correction.clickId() == null) {
            throw new NotPossible("Nothing was corrected. Change the value or the click id.");
        }
        Destination destination = destinations
                .find(conversion.destination())
                .orElseThrow(() -> new NotPossible("There is no destination " + conversion.destination() + "."));
        ClickId click = correction.clickId() == null
                ? clickOf(conversion)
                : stored(conversion, checked(conversion, destination, correction.clickId()));
        Money value = correction.value() == null ? conversion.value() : checked(conversion, correction.value());
        conversions.revalue(
                List.of(corrected(conversion, destination, value, click, correction.value() != null)), clock.instant());
        return verbs.retry(id);
    }

    private @Nullable ClickId clickOf(Conversion conversion) {
        return clicksOf(conversion).stream()
                .filter(it -> it.id() != null && it.id().equals(conversion.clickId()))
                .findFirst()
                .orElse(null);
    }

    private List<ClickId> clicksOf(Conversion conversion) {
        return clickIds.of(List.of(conversion.lead())).getOrDefault(conversion.lead(), List.of());
    }

    private static Money checked(Conversion conversion, Money value) {
        Money before = conversion.value();
        if (before != null && !before.currency().equals(value.currency())) {
            throw new NotPossible("The value is told in " + before.currency() + ". Type the amount in this currency.");
        }
        return value;
    }

    private ClickId checked(Conversion conversion, Destination destination, ClickId typed) {
        List<ClickIdKind> kinds = destination.profile().matching().clickIds();
        if (!kinds.contains(typed.kind())) {
            throw new NotPossible(destination.profile().name() + " does not match by "
                    + typed.kind().key() + " but by "
                    + kinds.stream().map(ClickIdKind::key).toList() + ".");
        }
        ClickId.Damage damage = typed.damage();
        if (damage != null) {
            throw new NotPossible("The click id cannot be used: " + damage.words() + "."
                    + (damage == ClickId.Damage.BRAID ? " Choose gbraid as its kind." : ""));
        }
        ClickId before = clickOf(conversion);
        ClickId click = typed.clickedAt() != null || before == null
                ? typed
                : new ClickId(null, typed.kind(), typed.value(), before.clickedAt(), before.timeStandsIn());
        if (click.clickedAt() == null) {
            throw new NotPossible("Say when the click happened: nobody told it.");
        }
        Timeliness.refusal(destination.profile(), conversion.occurredAt(), click, clock.instant())
                .map(Refusal::words)
                .ifPresent(words -> {
                    throw new NotPossible("This click would not be taken: " + words);
                });
        return click;
    }

    /** The lead keeps the click beside those that the CRM told. */
    private ClickId stored(Conversion conversion, ClickId click) {
        clickIds.add(Map.of(conversion.lead(), List.of(click)), clock.instant());
        return clicksOf(conversion).stream()
                .filter(it -> it.kind() == click.kind() && it.value().equals(click.value()))
                .findFirst()
                .orElseThrow();
    }

    private Conversion corrected(
            Conversion it, Destination destination, @Nullable Money value, @Nullable ClickId click, boolean newValue) {
        return it.change()
                .value(value)
                .valueRule(newValue ? RULE : it.valueRule())
                .currencyConversion(newValue ? null : it.currencyConversion())
                .clickId(click == null ? null : click.id())
                .sendBefore(Timeliness.sendBefore(destination.profile(), it.occurredAt(), click))
                .done();
    }
}
