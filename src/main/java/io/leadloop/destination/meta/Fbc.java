package io.leadloop.destination.meta;

import io.leadloop.conversion.Upload;
import io.leadloop.lead.ClickId;
import io.leadloop.lead.ClickIdKind;
import java.util.Optional;
import java.util.Set;

/**
 * Meta's click id as {@code fbc}: the browser's cookie as it was kept or, without it, made of the fbclid and the time at
 * which it was first seen: {@code fb.1.<milliseconds>.<fbclid>} (page "fbp and fbc"; 1 is for "made on a server").
 */
final class Fbc {

    private static final int PARTS = 4;
    private static final int SECONDS_DIGITS = 10;
    /** What Meta's parameter builder may add as a fifth part: two letters, later eight characters. */
    private static final Set<String> APPENDICES = Set.of("AQ", "Ag", "Aw", "BA", "BQ", "Bg");

    private static final int APPENDIX_LENGTH = 8;

    private Fbc() {}

    /** A damaged cookie is passed over for the fbclid: an event without its click is better than no event. */
    static Optional<String> of(Upload upload) {
        ClickId click = upload.click();
        if (click == null) {
            return Optional.empty();
        }
        if (click.kind() == ClickIdKind.FBC && isCookie(click.value())) {
            return Optional.of(click.value());
        }
        return click.kind() == ClickIdKind.FBCLID
                ? made(click)
                : upload.newest(ClickIdKind.FBCLID).flatMap(Fbc::made);
    }

    private static Optional<String> made(ClickId fbclid) {
        return fbclid.clickedAt() == null
                ? Optional.empty()
                : Optional.of("fb.1." + fbclid.clickedAt().toEpochMilli() + "." + fbclid.value());
    }

    /** Whether it has a cookie's parts, with a time that is not in seconds by mistake. */
    static boolean isCookie(String value) {
        String[] parts = value.split("\\.", -1);
        if (parts.length != PARTS && parts.length != PARTS + 1) {
            return false;
        }
        boolean appendix =
                parts.length == PARTS || APPENDICES.contains(parts[PARTS]) || parts[PARTS].length() == APPENDIX_LENGTH;
        return appendix && !parts[PARTS - 1].isEmpty() && parts[2].length() != SECONDS_DIGITS;
    }
}
