package io.leadloop.lead;

import java.time.Instant;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Meta's {@code _fbc} cookie: {@code fb.<subdomain index>.<unix milliseconds>.<fbclid>}, perhaps with an appendix of Meta's own
 * parameter builder (two letters, later eight characters).
 */
public final class FbcCookie {

    private static final Pattern FORM =
            Pattern.compile("fb\\.\\d\\.(\\d{13})\\.([^.]+)(?:\\.(?:A[Qgw]|B[AQg]|[A-Za-z0-9_-]{8}))?");

    private FbcCookie() {}

    static boolean isForm(String value) {
        return FORM.matcher(value).matches();
    }

    /** When the browser saw the click; null where the value is no such cookie. */
    static @Nullable Instant timeOf(String value) {
        Matcher form = FORM.matcher(value);
        return form.matches() ? Instant.ofEpochMilli(Long.parseLong(form.group(1))) : null;
    }

    /** The click id inside the cookie; null where the value is no such cookie. */
    static @Nullable String fbclidOf(String value) {
        Matcher form = FORM.matcher(value);
        return form.matches() ? form.group(2) : null;
    }
}
