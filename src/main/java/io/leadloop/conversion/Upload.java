package io.leadloop.conversion;

import io.leadloop.lead.ClickId;
import io.leadloop.lead.ClickIdKind;
import io.leadloop.lead.Lead;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
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

    /** These uploads as their conversions' rows are now, in their order; without those that are not among them. */
    public static List<Upload> as(Collection<Conversion> now, List<Upload> read) {
        Map<UUID, Conversion> rows = now.stream().collect(Collectors.toMap(Conversion::id, Function.identity()));
        List<Upload> fresh = new ArrayList<>();
        for (Upload upload : read) {
            Conversion row = rows.get(upload.conversion().id());
            if (row != null) {
                fresh.add(upload.as(row));
            }
        }
        return fresh;
    }

    private Upload as(Conversion now) {
        ClickId chosen = Objects.equals(now.clickId(), conversion.clickId())
                ? click
                : clicks.stream()
                        .filter(it -> it.id() != null && it.id().equals(now.clickId()))
                        .findFirst()
                        .orElse(null);
        return new Upload(now, lead, chosen, clicks, original);
    }

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
