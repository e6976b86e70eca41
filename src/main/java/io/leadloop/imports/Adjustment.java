package io.leadloop.imports;

import io.leadloop.lead.LeadEvent.Outcome;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What a row changes of a sale that was told before.
 *
 * @param conversionAt when the sale was, by which it is known beside its click; null where its order id names it
 */
record Adjustment(Type type, @Nullable Instant conversionAt) {

    enum Type {
        /** The sale has another total. */
        RESTATE,
        /** The sale is no longer true. */
        RETRACT
    }

    /** By the words of the files of Google and Microsoft and those of their APIs; null for an empty cell. */
    static @Nullable Type type(@Nullable String word) throws BadCell {
        return word == null
                ? null
                : switch (word.strip().toUpperCase(Locale.ROOT)) {
                    case "RESTATE", "RESTATEMENT" -> Type.RESTATE;
                    case "RETRACT", "RETRACTION" -> Type.RETRACT;
                    default -> throw new BadCell(ImportField.ADJUSTMENT_TYPE.named() + " is none of RESTATE, RETRACT");
                };
    }

    /** A sale that is no longer true is a lost deal; which platform hears of it is the stage's policy. */
    Outcome outcome() {
        return type == Type.RETRACT ? Outcome.LOST : Outcome.UNSAID;
    }
}
