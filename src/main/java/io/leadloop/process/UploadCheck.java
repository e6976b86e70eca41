package io.leadloop.process;

import io.leadloop.conversion.ConversionChains.Standing;
import io.leadloop.conversion.ConversionStates.Move;
import io.leadloop.conversion.ConversionTransition;
import io.leadloop.conversion.Outcome;
import io.leadloop.conversion.Refusal;
import io.leadloop.conversion.Upload;
import io.leadloop.conversion.UploadResult;
import io.leadloop.destination.DestinationProfile;
import io.leadloop.planning.ConsentPolicy;
import io.leadloop.planning.Timeliness;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Whether a conversion may still be sent, asked again before each attempt: what waits grows old, and people change their mind. */
@Component
class UploadCheck {

    /** An adjustment that overtakes what was told before it would be lost, or undone by it. */
    private static final UploadResult EARLIER_FIRST = UploadResult.of(
                    Outcome.RETRY, "EARLIER_FIRST", "What this one adjusts, or an earlier adjustment, is on its way.")
            .after(Duration.ofMinutes(5));

    private static final UploadResult STEP_STOPPED = UploadResult.of(
                    Outcome.RETRY,
                    "STEP_STOPPED",
                    "What this one adjusts was refused and waits for a person. Once it is sent again and taken, this one"
                            + " follows; once it is dropped, this one is sent if the platform may have it, and ends if not.")
            .after(Duration.ofHours(1));

    private final ConsentPolicy consent;
    private final Clock clock;

    UploadCheck(ConsentPolicy consent, Clock clock) {
        this.consent = consent;
        this.clock = clock;
    }

    /** Why an adjustment waits for another row of its step; empty where it does not, and where its time ran out. */
    Optional<UploadResult> wait(Upload upload, Standing among) {
        if (isTooLate(upload)) {
            return Optional.empty();
        }
        if (among.waits()) {
            return Optional.of(EARLIER_FIRST);
        }
        return among.isStepStopped() ? Optional.of(STEP_STOPPED) : Optional.empty();
    }

    /** How the conversion ends without being sent; empty when it may be sent. */
    Optional<Move> refusal(DestinationProfile platform, Upload upload, Standing among) {
        Refusal byConsent = consent.refusal(upload.lead());
        if (byConsent != null) {
            ConversionTransition how =
                    byConsent == Refusal.CONSENT_DENIED ? ConversionTransition.WITHDRAW : ConversionTransition.EXPIRE;
            return Optional.of(move(upload, how, byConsent));
        }
        Refusal refusal = upload.conversion().isAdjustment()
                ? adjustmentRefusal(upload, among)
                : Timeliness.refusal(platform, upload.conversion().occurredAt(), upload.click(), clock.instant())
                        .orElse(null);
        return Optional.ofNullable(refusal).map(it -> move(upload, ConversionTransition.EXPIRE, it));
    }

    private static Move move(Upload upload, ConversionTransition how, Refusal why) {
        return Move.of(upload.conversion().id(), how, why.name(), why.words());
    }

    private @Nullable Refusal adjustmentRefusal(Upload upload, Standing among) {
        if (among.overtaken()) {
            return Refusal.ADJUSTMENT_OVERTAKEN;
        }
        if (!among.mayBeThere()) {
            return Refusal.ORIGINAL_NOT_TAKEN;
        }
        return isTooLate(upload) ? Refusal.ADJUSTMENT_TOO_LATE : null;
    }

    private boolean isTooLate(Upload upload) {
        Instant until = upload.conversion().sendBefore();
        return until != null && clock.instant().isAfter(until);
    }
}
