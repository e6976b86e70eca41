package io.leadloop.demo;

import io.leadloop.demo.Made.Click;
import io.leadloop.demo.Made.Conversion;
import io.leadloop.demo.Made.Deal;
import io.leadloop.demo.Made.Stage;
import io.leadloop.demo.Made.Step;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.SplittableRandom;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Makes up what platforms answered, where no house finds that out by itself. */
final class MadeLedger {

    private final Instant now;
    private final SplittableRandom random;

    MadeLedger(Instant now, SplittableRandom random) {
        this.now = now;
        this.random = random;
    }

    private boolean in(double percent) {
        return random.nextInt(100_000) < percent * 1_000;
    }

    private UUID id() {
        return new UUID(random.nextLong(), random.nextLong());
    }

    /** Adds what became of one step of a lead. */
    void add(Step step, @Nullable Click click, @Nullable Deal deal, List<Conversion> conversions) {
        boolean linkedIn = click != null && click.platform().equals("linkedin");
        // A row in a thousand is lost without a word.
        if (linkedIn || click != null && in(0.1)) {
            return;
        }
        String destination = click == null ? "google-ads" : click.platform();
        BigDecimal amount = step.stage() == Stage.WON && deal != null ? deal.amount() : null;
        boolean unpriced = step.stage() == Stage.WON && amount == null;
        Instant settled = step.at().plusSeconds(60 + random.nextInt(in(5) ? 400_000 : 20_000));
        int die = random.nextInt(1_000);
        Fate fate = click == null
                ? new Fate("REFUSED", "NO_CLICK_ID")
                : unpriced
                        ? new Fate("REFUSED", "NO_VALUE")
                        : die < 40
                                ? new Fate("REFUSED", "NO_CONSENT")
                                : die < 55
                                        ? new Fate("EXPIRED", "CLICK_TOO_OLD")
                                        : die < 68
                                                ? stopped(die)
                                                : new Fate(
                                                        die < 78 || !settled.isBefore(now) ? "PLANNED" : "ACCEPTED",
                                                        null);
        boolean accepted = fate.state().equals("ACCEPTED");
        boolean planned = fate.state().equals("PLANNED");
        boolean takenBack = deal != null && deal.takenBackAt() != null && step.stage() == Stage.WON;
        conversions.add(new Conversion(
                id(),
                step.stage(),
                destination,
                fate.state(),
                fate.reason(),
                step.at(),
                amount,
                amount == null || deal == null ? null : deal.currency(),
                click != null && !(destination.equals("meta") && in(10)),
                planned ? random.nextInt(2) : accepted ? (in(3) ? 2 : 1) : 0,
                accepted && in(1),
                planned ? null : settled,
                accepted && destination.equals("google-ads") ? Made.day(settled) : null,
                accepted && takenBack && in(80),
                accepted && amount != null && !takenBack && in(5) ? amount.add(BigDecimal.TEN) : null));
    }

    private record Fate(String state, @Nullable String reason) {}

    /** Each way in which a row stops without the platform, seldom. */
    private static Fate stopped(int die) {
        return switch (die) {
            case 55, 56, 57, 58 -> new Fate("REJECTED", "REJECTED");
            case 59, 60 -> new Fate("EXHAUSTED", "HTTP_500");
            case 61 -> new Fate("CANCELLED", "ENDED_IN_COCKPIT");
            case 62, 63 -> new Fate("WITHDRAWN", "CONSENT_DENIED");
            case 64 -> new Fate("TAKEN_BACK", "TAKEN_BACK");
            default -> new Fate("DROPPED", "DROPPED");
        };
    }
}
