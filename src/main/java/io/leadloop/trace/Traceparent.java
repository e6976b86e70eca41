package io.leadloop.trace;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A trace context in the form of W3C's header {@code traceparent}: {@code 00-<trace id>-<span id>-<flags>}, lower-case
 * hexadecimal. The flags of others are not read: whether a trace is recorded is decided here, see {@link TracingBeans}.
 */
record Traceparent(String traceId, String spanId) {

    private static final Pattern FORM =
            Pattern.compile("(?!ff)([0-9a-f]{2})-(?!0{32})([0-9a-f]{32})-(?!0{16})([0-9a-f]{16})-[0-9a-f]{2}(-.*)?");
    private static final int VERSION = 1;
    private static final int TRACE_ID = 2;
    private static final int SPAN_ID = 3;
    private static final int MORE = 4;
    /** No sender needs more; a later version may be longer than ours of 55 characters. */
    private static final int LONGEST = 200;

    /** What a sender or a row says; empty where it says nothing or is not well-formed. */
    static Optional<Traceparent> parse(@Nullable String text) {
        if (text == null || text.length() > LONGEST) {
            return Optional.empty();
        }
        Matcher matcher = FORM.matcher(text);
        boolean isForm = matcher.matches()
                // Only a version later than 00 may say more.
                && (matcher.group(MORE) == null || !matcher.group(VERSION).equals("00"));
        return isForm
                ? Optional.of(new Traceparent(matcher.group(TRACE_ID), matcher.group(SPAN_ID)))
                : Optional.empty();
    }

    String text(boolean isSampled) {
        return "00-" + traceId + "-" + spanId + (isSampled ? "-01" : "-00");
    }
}
