package io.leadloop.destination.meta;

import io.leadloop.conversion.Upload;
import io.leadloop.lead.ClickId;
import io.leadloop.lead.ClickIdKind;
import java.time.Instant;
import java.util.Optional;

/**
 * Meta's click id as {@code fbc}: the browser's cookie as it was kept or, without it, made of the fbclid and the time at
 * which it was first seen: {@code fb.1.<milliseconds>.<fbclid>} (page "fbp and fbc"; 1 is for "made on a server").
 */
final class Fbc {

    private Fbc() {}

    /**
     * Of the click that the plan chose; where that one is damaged, of the newest good one of the lead. Empty for a lead that is
     * known by something else.
     */
    static Optional<String> of(Upload upload) {
        ClickId click = upload.click();
        if (click == null || click.kind() == ClickIdKind.CTWA_CLID) {
            return Optional.empty();
        }
        Instant convertedAt = upload.step().occurredAt();
        if (click.kind() == ClickIdKind.FBCLID || click.kind() == ClickIdKind.FBC && !click.isDamaged()) {
            return of(click, convertedAt);
        }
        return upload.clicks().stream()
                .filter(it -> it.kind().isSameAs(ClickIdKind.FBC) && !it.isDamaged())
                .flatMap(it -> of(it, convertedAt).stream())
                .findFirst();
    }

    private static Optional<String> of(ClickId click, Instant convertedAt) {
        if (click.kind() == ClickIdKind.FBC) {
            return Optional.of(click.value());
        }
        Instant seen = click.clickedAt();
        if (seen == null) {
            return Optional.empty();
        }
        // A time that stands in may be that of the lead's record, which is written after the step itself.
        Instant clickedAt = seen.isAfter(convertedAt) ? convertedAt : seen;
        return Optional.of("fb.1." + clickedAt.toEpochMilli() + "." + click.value());
    }
}
