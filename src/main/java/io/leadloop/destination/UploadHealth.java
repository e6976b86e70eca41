package io.leadloop.destination;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What a platform says became of the rows that it accepted for one action: whether it could use them. Null stands for what it
 * does not tell.
 *
 * @param reference the action's, see {@link CatalogueAction#reference}
 * @param needsAttention whether the platform says so; where it gives no verdict, whether it failed to use more rows than it used
 * @param received rows of the span that it speaks of
 * @param used of them, those that it could use
 * @param waiting of them, those that it has not looked at yet
 * @param lastHeardAt when it heard the last one
 * @param troubles why it could not use the others
 * @param grade its own mark for what it received, in our words; null where it gives none
 */
public record UploadHealth(
        String reference,
        boolean needsAttention,
        @Nullable Long received,
        @Nullable Long used,
        @Nullable Long waiting,
        @Nullable Instant lastHeardAt,
        List<Trouble> troubles,
        @Nullable String grade) {

    private static final int MOST_TROUBLES = 5;

    public UploadHealth {
        troubles = List.copyOf(troubles.subList(0, Math.min(troubles.size(), MOST_TROUBLES)));
    }

    /** Of a platform that gives no mark. */
    public UploadHealth(
            String reference,
            boolean needsAttention,
            @Nullable Long received,
            @Nullable Long used,
            @Nullable Long waiting,
            @Nullable Instant lastHeardAt,
            List<Trouble> troubles) {
        this(reference, needsAttention, received, used, waiting, lastHeardAt, troubles, null);
    }

    /** Of an action of which only the time of the last row is told. */
    public static UploadHealth heardAt(String reference, Instant lastHeardAt) {
        return new UploadHealth(reference, false, null, null, null, lastHeardAt, List.of());
    }

    /**
     * Why rows could not be used.
     *
     * @param code a constant of the platform; anything else is left out, because it may repeat what was sent
     * @param share of the rows, in percent; null where the platform counts them
     * @param rows how many; null where the platform tells a share
     */
    public record Trouble(
            String code, @Nullable Integer share, @Nullable Long rows) {

        private static final Pattern CONSTANT = Pattern.compile("[A-Za-z][A-Za-z0-9_]{0,80}");

        public Trouble {
            code = CONSTANT.matcher(code).matches() ? code : "UNSAID";
        }

        private String words() {
            return CatalogueAction.words(code)
                    + (share != null ? " " + share + " %" : rows != null ? " " + count(rows) : "");
        }
    }

    /** {@code 298 of 310 used, 8 wait (Too recent call 1 %)}; empty where nothing was received. */
    @JsonIgnore
    public String words() {
        List<String> parts = new ArrayList<>();
        if (received != null && used != null) {
            parts.add(received == 0 ? "none received" : count(used) + " of " + count(received) + " used");
        }
        if (received != null && used == null) {
            parts.add(count(received) + " received");
        }
        if (grade != null) {
            parts.add(grade);
        }
        if (waiting != null && waiting > 0) {
            parts.add(count(waiting) + (waiting == 1 ? " waits" : " wait"));
        }
        String why = troubles.stream().map(Trouble::words).collect(Collectors.joining(", "));
        return String.join(", ", parts) + (why.isEmpty() ? "" : " (" + why + ")");
    }

    private static String count(long rows) {
        return String.format(Locale.ROOT, "%,d", rows);
    }
}
