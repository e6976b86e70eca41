package io.leadloop.destination;

import io.leadloop.conversion.Conversion;
import io.leadloop.conversion.ConversionRole;
import io.leadloop.conversion.ConversionState;
import io.leadloop.conversion.ConversionType;
import io.leadloop.conversion.Upload;
import io.leadloop.lead.ClickId;
import io.leadloop.lead.ClickIdKind;
import io.leadloop.lead.Consent;
import io.leadloop.lead.ContactHasher;
import io.leadloop.lead.ExternalId;
import io.leadloop.lead.Lead;
import io.leadloop.lead.LeadId;
import io.leadloop.lead.Money;
import io.leadloop.lead.StageKind;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/** A conversion of a person and a click that do not exist, to try an account before it has a lead. */
final class MadeUpUpload {

    private static final String CLICK = "0123456789abcdef0123456789abcdef";
    private static final Set<ClickIdKind> LEAD_IDS =
            Set.of(ClickIdKind.META_LEAD_ID, ClickIdKind.TIKTOK_LEAD_ID, ClickIdKind.LI_LEAD_ID);

    private MadeUpUpload() {}

    /**
     * An hour old, of a click two days ago, worth 1 EUR.
     *
     * @param action one that the account knows
     */
    static Upload of(DestinationProfile account, String action, Instant now) {
        Consent consent = new Consent(Consent.State.GRANTED, Consent.State.GRANTED);
        Lead lead = new Lead(
                LeadId.next(),
                ExternalId.lead("leadloop", "test"),
                "TEST",
                now,
                "",
                null,
                now.minus(Duration.ofDays(2)),
                null,
                consent,
                ContactHasher.hash("leadloop-test@example.com", null, null));
        List<ClickId> clicks = account.matching().clickIds().stream()
                .filter(it -> !LEAD_IDS.contains(it) && it.mayBe(CLICK))
                .limit(1)
                .map(it -> ClickId.of(it, CLICK, now.minus(Duration.ofDays(2))))
                .toList();
        Instant at = now.minus(Duration.ofHours(1));
        Conversion conversion = new Conversion(
                UUID.randomUUID(),
                lead.id(),
                "",
                "TEST",
                1,
                ConversionType.CONVERSION,
                null,
                account.id(),
                action,
                StageKind.QUALIFIED,
                ConversionRole.SECONDARY,
                "leadloop-test-" + now.toEpochMilli(),
                at,
                Money.of(BigDecimal.ONE, "EUR"),
                "",
                null,
                null,
                ConversionState.PLANNED,
                null,
                null,
                null,
                null,
                0,
                now,
                now);
        return new Upload(conversion, lead, clicks.isEmpty() ? null : clicks.get(0), clicks, null);
    }
}
