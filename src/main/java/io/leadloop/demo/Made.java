package io.leadloop.demo;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What the generator made up: the truth, in its own words. Nothing here knows a table. */
public final class Made {

    private Made() {}

    public enum Stage {
        CAPTURED("CAPTURED", 0, "New"),
        MQL("MQL", 10, "Marketing qualified"),
        SQL("SQL", 20, "Sales accepted"),
        WON("WON", 30, "Closed Won"),
        LOST("LOST", 90, "Closed Lost");

        public final String id;
        public final int rank;
        /** As its CRM spells it. */
        public final String status;

        Stage(String id, int rank, String status) {
            this.id = id;
            this.rank = rank;
            this.status = status;
        }

        public boolean isReported() {
            return this == MQL || this == SQL || this == WON;
        }
    }

    /** A click with the platform that it belongs to. */
    public record Click(UUID id, String kind, String platform, Instant at) {}

    public record Origin(
            @Nullable String utmSource,
            @Nullable String campaign,
            String page,
            @Nullable String referrer) {}

    public record Step(UUID id, Stage stage, Instant at, String dealId) {}

    /** @param takenBackAt when the CRM took the win back; null for a win that is true */
    public record Deal(
            String id,
            Instant wonAt,
            @Nullable BigDecimal amount,
            @Nullable String currency,
            @Nullable Instant takenBackAt) {}

    /**
     * @param state as in the ledger
     * @param day of the request that told it, where the platform says later what it counted; else null
     * @param restated the amount that the platform took later; null for none
     */
    public record Conversion(
            UUID id,
            Stage stage,
            String destination,
            String state,
            @Nullable String reason,
            Instant at,
            @Nullable BigDecimal amount,
            @Nullable String currency,
            boolean byClick,
            int attempts,
            boolean alreadyThere,
            @Nullable Instant settledAt,
            @Nullable LocalDate day,
            boolean retracted,
            @Nullable BigDecimal restated) {

        public String action() {
            return destination.equals("meta")
                    ? stage == Stage.WON ? "Purchase" : stage.id
                    : stage.id.toLowerCase(Locale.ROOT);
        }

        public String kind() {
            return stage == Stage.WON ? "REVENUE" : "QUALIFIED";
        }

        public String role() {
            return stage == Stage.SQL ? "PRIMARY" : "SECONDARY";
        }

        public boolean isAccepted() {
            return state.equals("ACCEPTED");
        }
    }

    public record Lead(
            UUID id,
            String externalId,
            String source,
            @Nullable String country,
            Instant capturedAt,
            @Nullable Click click,
            @Nullable Origin origin,
            List<Step> steps,
            @Nullable Deal deal,
            List<Conversion> conversions) {

        public Instant cameAt() {
            return click == null ? capturedAt : click.at();
        }

        public Step last() {
            return steps.get(steps.size() - 1);
        }

        public boolean isOpen() {
            return last().stage() != Stage.WON && last().stage() != Stage.LOST;
        }

        /** First time at that stage or a deeper one that counts; null for never. */
        public @Nullable Instant firstAt(int rank) {
            return steps.stream()
                    .filter(it -> it.stage().isReported() && it.stage().rank >= rank)
                    .map(Step::at)
                    .min(Instant::compareTo)
                    .orElse(null);
        }

        /** When it was first won; null where no win is true. */
        public @Nullable Instant wonAt() {
            return deal == null || deal.takenBackAt() != null ? null : deal.wonAt();
        }
    }

    public record Cost(String platform, String campaign, LocalDate day, BigDecimal amount) {}

    public record Report(String destination, String action, LocalDate day, String basis, int conversions) {}

    public static LocalDate day(Instant at) {
        return LocalDate.ofInstant(at, ZoneOffset.UTC);
    }
}
