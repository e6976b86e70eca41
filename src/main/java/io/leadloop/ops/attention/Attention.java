package io.leadloop.ops.attention;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Something that needs somebody, one for its cause.
 *
 * @param id stays the same while the cause lasts: the page keeps the keyboard's place by it
 * @param isOfConversions whether {@code /ops/failures} has its card or row, with the verbs
 * @param subject what it is about: an account, a CRM
 * @param count how many conversions, events or leads it concerns; zero where it is about everything
 * @param detail the other side's own words; empty where it has none
 * @param since null where nobody noted it
 * @param link where it is put right
 * @param button what the link says
 */
public record Attention(
        String id,
        Severity severity,
        boolean isOfConversions,
        String subject,
        long count,
        String words,
        String detail,
        @Nullable Instant since,
        String link,
        String button) {

    /** How bad it is, the worst first. */
    public enum Severity {
        /** An account, an action or a CRM takes or tells nothing. */
        STOPPED,
        /** A person has to decide. */
        NEEDS_YOU,
        /** It goes on by itself, or somebody wanted it so. */
        WAITS
    }

    /** Whether it does not go on by itself. */
    public boolean needsSomebody() {
        return severity != Severity.WAITS;
    }
}
