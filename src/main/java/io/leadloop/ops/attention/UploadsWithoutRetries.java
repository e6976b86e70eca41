package io.leadloop.ops.attention;

import io.leadloop.ops.attention.Attention.Severity;
import io.leadloop.ops.desk.AlertKind;
import io.leadloop.process.StalledUploads;
import java.time.Clock;
import java.util.List;
import java.util.function.UnaryOperator;
import org.springframework.stereotype.Component;

/** Uploads on which nobody works, because their retries were set to 0 by hand: their conversions would wait without a word. */
@Component
class UploadsWithoutRetries {

    private final StalledUploads stalled;
    private final Clock clock;

    UploadsWithoutRetries(StalledUploads stalled, Clock clock) {
        this.stalled = stalled;
        this.clock = clock;
    }

    /** @param name what people call an account, by its id */
    List<Attention> now(UnaryOperator<String> name) {
        return stalled.now(clock.instant()).stream()
                .map(it -> new Attention(
                        "stalled-" + it.destination(),
                        Severity.NEEDS_YOU,
                        false,
                        name.apply(it.destination()) + ":",
                        it.conversions(),
                        it.conversions() == 1
                                ? "upload has no retries left in Cockpit, though its conversion waits to be sent."
                                : "uploads have no retries left in Cockpit, though their conversions wait to be sent.",
                        "Somebody set them to 0. Increment them there (process Conversion upload, Incidents).",
                        null,
                        AlertKind.jobsOverdue.page(),
                        "Open Cockpit"))
                .toList();
    }
}
