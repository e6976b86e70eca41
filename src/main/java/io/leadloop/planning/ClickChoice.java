package io.leadloop.planning;

import io.leadloop.conversion.Refusal;
import io.leadloop.destination.DestinationProfile;
import io.leadloop.destination.DestinationProfile.Matching;
import io.leadloop.lead.ClickId;
import io.leadloop.lead.ClickIdKind;
import io.leadloop.lead.HashedContact;
import io.leadloop.pipeline.PlannedAction.Match;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * By which click a platform is told a conversion: the newest usable one of the platform's best kind (Meta's cookie and its bare
 * fbclid are one kind in two forms); where the plan
 * allows it and the platform takes it, the hashed contact when no click will do. The order of kinds stands in the
 * platform's profile and in docs/destinations.md. Never two clicks: Google refuses both braids together.
 *
 * @param click null when the contact serves instead, or when it is refused
 * @param refusal null when there is something to match by
 */
record ClickChoice(@Nullable ClickId click, @Nullable Refusal refusal) {

    static ClickChoice of(
            DestinationProfile platform,
            List<ClickId> clicks,
            HashedContact contact,
            Match match,
            Instant occurredAt,
            Instant now) {
        Matching matching = platform.matching();
        boolean contactMatches = matching.takesEmail() && contact.email() != null
                || matching.takesPhone() && contact.phoneE164() != null;
        Refusal why = Refusal.NO_CLICK_ID;
        for (ClickIdKind kind : matching.clickIds()) {
            for (ClickId click : clicks) {
                if (!click.kind().isSameAs(kind) || !matching.clickIds().contains(click.kind())) {
                    continue;
                }
                Optional<Refusal> refusal = refusal(platform, click, occurredAt, now);
                if (refusal.isEmpty()) {
                    boolean enough = !matching.clickNeedsContact() || contactMatches;
                    return new ClickChoice(enough ? click : null, enough ? null : Refusal.NO_CONTACT);
                }
                why = why == Refusal.NO_CLICK_ID ? refusal.get() : why;
            }
        }
        boolean contactWillDo = match == Match.CLICK_ID_OR_CONTACT && contactMatches;
        return new ClickChoice(null, contactWillDo ? null : why);
    }

    private static Optional<Refusal> refusal(
            DestinationProfile platform, ClickId click, Instant occurredAt, Instant now) {
        if (click.isDamaged()) {
            return Optional.of(Refusal.CLICK_DAMAGED);
        }
        // Meta's fbclid is worth nothing without its time; a cookie or a lead id carries all it needs.
        if (click.kind() == ClickIdKind.FBCLID && click.clickedAt() == null) {
            return Optional.of(Refusal.CLICK_TIME_UNKNOWN);
        }
        return Timeliness.refusal(platform, occurredAt, click, now);
    }
}
