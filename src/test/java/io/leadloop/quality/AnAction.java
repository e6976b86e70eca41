package io.leadloop.quality;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;

/** Figures of an action at which nothing is wrong, but for what a test plants. */
final class AnAction {

    private String stage = "SQL";
    private int rank = 20;
    private String kind = "QUALIFIED";
    private String role = "PRIMARY";
    private long rows = 100;
    private String destination = "google-ads";
    private long accepted = 100;
    private long withValue = 100;
    private long values = 40;
    private long valueMissing;
    private Duration untilAccepted = Duration.ofMinutes(20);
    private long lostToWindows;
    private long unmatched;
    private long leads = 100;
    private long deep = 60;
    private BigDecimal revenue = BigDecimal.valueOf(10_000);
    private long wins = 20;
    private long pricedWins = 20;

    static AnAction sql() {
        return new AnAction();
    }

    static AnAction mql() {
        AnAction action = new AnAction();
        action.stage = "MQL";
        action.rank = 10;
        action.role = "SECONDARY";
        return action;
    }

    static AnAction won() {
        AnAction action = new AnAction();
        action.stage = "WON";
        action.rank = 30;
        action.kind = "REVENUE";
        action.role = "SECONDARY";
        // Too few for bidding, as it is with wins.
        action.rows = 20;
        action.accepted = 20;
        action.withValue = 20;
        action.values = 18;
        action.leads = 20;
        action.deep = 20;
        return action;
    }

    AnAction at(String destination) {
        this.destination = destination;
        return this;
    }

    AnAction kind(String kind) {
        this.kind = kind;
        return this;
    }

    AnAction role(String role) {
        this.role = role;
        return this;
    }

    AnAction withValue(long many, long different) {
        this.withValue = many;
        this.values = different;
        return this;
    }

    AnAction valueMissing(long many) {
        this.valueMissing = many;
        return this;
    }

    AnAction untilAccepted(Duration time) {
        this.untilAccepted = time;
        return this;
    }

    AnAction lostToWindows(long many) {
        this.lostToWindows = many;
        return this;
    }

    AnAction unmatched(long many) {
        this.unmatched = many;
        return this;
    }

    AnAction leads(long many, long ofThemDeep) {
        this.leads = many;
        this.deep = ofThemDeep;
        return this;
    }

    AnAction wins(long many, long priced, long revenue) {
        this.wins = many;
        this.pricedWins = priced;
        this.revenue = BigDecimal.valueOf(revenue);
        return this;
    }

    ActionFigures figures() {
        return new ActionFigures(
                "generic",
                stage,
                rank,
                kind,
                destination,
                stage.toLowerCase(),
                role,
                List.of(stage),
                rows,
                accepted,
                0,
                0,
                0,
                0,
                0,
                withValue,
                values,
                BigDecimal.ONE,
                BigDecimal.TEN,
                BigDecimal.valueOf(100),
                "EUR",
                valueMissing,
                untilAccepted,
                Duration.ofDays(5),
                lostToWindows,
                accepted,
                0,
                unmatched,
                0,
                0,
                leads,
                deep,
                20,
                revenue,
                wins - pricedWins,
                "EUR",
                wins,
                pricedWins);
    }
}
