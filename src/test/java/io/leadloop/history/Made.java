package io.leadloop.history;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;

/** What the generator made up: the truth, in its own words. Nothing here knows a table. */
final class Made {

    private Made() {}

    enum Stage {
        CAPTURED("CAPTURED", 0, "New"),
        MQL("MQL", 10, "Marketing qualified"),
        SQL("SQL", 20, "Sales accepted"),
        WON("WON", 30, "Closed Won"),
        LOST("LOST", 90, "Closed Lost");

        final String id;
        final int rank;
        final String status;

        Stage(String id, int rank, String status) {
            this.id = id;
            this.rank = rank;
            this.status = status;
        }

        boolean isReported() {
            return this == MQL || this == SQL || this == WON;
        }
    }

    /** A click with the platform that it belongs to. */
    record Click(UUID id, String kind, String platform, Instant at) {}

    record Origin(String utmSource, String campaign, String page, String referrer) {}

    record Step(UUID id, Stage stage, Instant at, String dealId) {}

    /** @param takenBackAt when the CRM took the win back; null for a win that is true */
    record Deal(String id, Instant wonAt, BigDecimal amount, String currency, Instant takenBackAt) {}

    /**
     * @param state as in the ledger
     * @param day of the request that told it, where the platform says later what it counted; else null
     * @param restated the amount that the platform took later; null for none
     */
    record Conversion(
            UUID id,
            Stage stage,
            String destination,
            String state,
            String reason,
            Instant at,
            BigDecimal amount,
            String currency,
            boolean byClick,
            int attempts,
            boolean alreadyThere,
            Instant settledAt,
            LocalDate day,
            boolean retracted,
            BigDecimal restated) {

        String action() {
            return destination.equals("meta") ? stage == Stage.WON ? "Purchase" : stage.id : stage.id.toLowerCase();
        }

        String kind() {
            return stage == Stage.WON ? "REVENUE" : "QUALIFIED";
        }

        String role() {
            return stage == Stage.SQL ? "PRIMARY" : "SECONDARY";
        }

        boolean isAccepted() {
            return state.equals("ACCEPTED");
        }
    }

    record Lead(
            UUID id,
            String externalId,
            String source,
            String country,
            Instant capturedAt,
            Click click,
            Origin origin,
            List<Step> steps,
            Deal deal,
            List<Conversion> conversions) {

        Instant cameAt() {
            return click == null ? capturedAt : click.at();
        }

        Step last() {
            return steps.get(steps.size() - 1);
        }

        boolean isOpen() {
            return last().stage() != Stage.WON && last().stage() != Stage.LOST;
        }

        /** First time at that stage or a deeper one that counts; null for never. */
        Instant firstAt(int rank) {
            return steps.stream()
                    .filter(it -> it.stage().isReported() && it.stage().rank >= rank)
                    .map(Step::at)
                    .min(Instant::compareTo)
                    .orElse(null);
        }

        /** When it was first won; null where no win is true. */
        Instant wonAt() {
            return deal == null || deal.takenBackAt() != null ? null : deal.wonAt();
        }
    }

    record Cost(String platform, String campaign, LocalDate day, BigDecimal amount) {}

    record Report(String destination, String action, LocalDate day, String basis, int conversions) {}

    static LocalDate day(Instant at) {
        return LocalDate.ofInstant(at, ZoneOffset.UTC);
    }
}
