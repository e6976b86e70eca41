package io.leadloop.ops.lead;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Which leads are wanted, as the page's address says it; what is absent or none of these is no wish.
 *
 * @param stage where they stand; empty for any
 * @param told empty for all; {@code yes} for those of which a platform took a conversion, {@code no} for the others, of the
 *     stage where one is asked for; {@code yes:google-ads} for one account
 * @param since a word of {@link StageSpan}: when they came to where they stand; empty for any time
 * @param source of which CRM or form; empty for any
 * @param campaign of the visit that brought them; empty for any
 */
record WantedLeads(String stage, String told, String since, String source, String campaign) {

    WantedLeads(
            @Nullable String stage,
            @Nullable String told,
            @Nullable String since,
            @Nullable String source,
            @Nullable String campaign) {
        this.stage = given(stage);
        this.told = given(told).matches("(yes|no)(:.+)?") ? given(told) : "";
        this.since = StageSpan.of(given(since)) == null ? "" : given(since);
        this.source = given(source);
        this.campaign = given(campaign);
    }

    private static String given(@Nullable String word) {
        return Objects.requireNonNullElse(word, "").strip();
    }

    @Nullable
    StageSpan span() {
        return StageSpan.of(since);
    }

    public boolean isAll() {
        return stage.isEmpty() && isByStageOnly();
    }

    boolean isByStageOnly() {
        return told.isEmpty() && since.isEmpty() && source.isEmpty() && campaign.isEmpty();
    }

    /** Whether those are wanted that one account was not told, so that it can be said why. */
    boolean isWithoutAccount() {
        return told.startsWith("no:");
    }

    /** Empty for any. */
    String account() {
        return told.contains(":") ? told.substring(told.indexOf(':') + 1) : "";
    }

    boolean isTold() {
        return told.startsWith("yes");
    }
}
