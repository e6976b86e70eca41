package io.leadloop.conversion;

import io.leadloop.lead.ClickId;
import io.leadloop.lead.ClickIdKind;
import io.leadloop.lead.Lead;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A conversion with all that a platform may be told about its lead.
 *
 * @param click the click that the plan chose; null when it is matched by hashed contact
 * @param clicks every click of the lead, the newest first
 * @param original the conversion that this one adjusts; null for a step
 */
public record Upload(
        Conversion conversion,
        Lead lead,
        @Nullable ClickId click,
        List<ClickId> clicks,
        @Nullable Conversion original) {

    /** The conversion under whose key and time the platform knows the step. */
    public Conversion step() {
        return original == null ? conversion : original;
    }

    public boolean isAdjustment() {
        return conversion.type() != ConversionType.CONVERSION;
    }

    /** The newest value of that kind that is not damaged. */
    public Optional<ClickId> newest(ClickIdKind kind) {
        return clicks.stream()
                .filter(it -> it.kind() == kind && !it.isDamaged())
                .findFirst();
    }
}
