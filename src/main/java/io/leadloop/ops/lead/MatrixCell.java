package io.leadloop.ops.lead;

import io.leadloop.quality.DeliveryStatus;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What became of a stage at an account.
 *
 * @param state for its colour: a state of a conversion, EXCLUDED by the plan, or NONE for what is none of the account's business
 * @param word what people read of it
 * @param because in a few words; empty where the word says all
 * @param until when it may be sent; null for at once and for what waits for nothing
 * @param later what was adjusted afterwards, such as {@code taken back: accepted}
 * @param link to its details
 */
record MatrixCell(
        String state, String word, String because, @Nullable Instant until, List<String> later, String link) {

    static MatrixCell none(String word, String because, String link) {
        return new MatrixCell("NONE", word, because, null, List.of(), link);
    }

    /** By the plan, in the word that the pages of figures have for it. */
    static MatrixCell excluded(DeliveryStatus why, String because, String link) {
        return new MatrixCell("EXCLUDED", why.label(), because, null, List.of(), link);
    }

    boolean isDecided() {
        return !state.equals("NONE");
    }
}
