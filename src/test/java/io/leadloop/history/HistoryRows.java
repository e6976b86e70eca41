package io.leadloop.history;

import io.leadloop.demo.History;
import io.leadloop.demo.Made;
import io.leadloop.demo.Made.Conversion;
import io.leadloop.demo.Made.Lead;
import java.io.IOException;
import java.io.StringReader;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import javax.sql.DataSource;
import org.postgresql.PGConnection;

/** Writes a made-up history into the tables of an empty house, in bulk and in one transaction. */
final class HistoryRows {

    private static final Map<String, String> TABLES = new LinkedHashMap<>();

    static {
        TABLES.put(
                "lead",
                "id,source,external_id,stage,stage_at,deal_id,process_instance_id,captured_at,country,"
                        + "consent_ad_user_data,consent_ad_personalization,created_at,updated_at");
        TABLES.put("lead_origin", "lead_id,utm_source,utm_campaign,landing_page,referrer,told_at");
        TABLES.put("click_id", "id,lead_id,kind,value,clicked_at,created_at");
        TABLES.put("stage_change", "id,lead_id,deal_id,stage,crm_status,move,occurred_at,amount,currency,recorded_at");
        TABLES.put("deal", "lead_id,id,stage,stage_at,amount,currency,value_at");
        TABLES.put(
                "conversion",
                "id,lead_id,deal_id,stage,sequence,destination,action,kind,role,dedupe_key,occurred_at,amount,currency,"
                        + "value_rule,click_id,state,reason,send_before,attempts,settled_at,created_at,updated_at,type,adjusts");
        TABLES.put("conversion_attempt", "conversion_id,number,started_at,ended_at,outcome,receipt");
        TABLES.put("platform_request", "destination,receipt,conversions,sent_at,state,counted");
        TABLES.put("fx_rate", "base,quote,day,rate,source,imported_at");
        TABLES.put("ad_cost", "platform,campaign,day,amount,currency,imported_at");
        TABLES.put("platform_report", "destination,action,day,basis,conversions,imported_at");
    }

    private final Map<String, StringBuilder> rows = new TreeMap<>();
    private final History history;

    private HistoryRows(History history) {
        this.history = history;
        TABLES.keySet().forEach(it -> rows.put(it, new StringBuilder()));
    }

    static void write(History history, DataSource database) {
        HistoryRows made = new HistoryRows(history);
        history.leads.forEach(made::lead);
        made.outside();
        try (Connection connection = database.getConnection()) {
            connection.setAutoCommit(false);
            for (var table : TABLES.entrySet()) {
                connection
                        .unwrap(PGConnection.class)
                        .getCopyAPI()
                        .copyIn(
                                "copy leadloop." + table.getKey() + " (" + table.getValue() + ") from stdin",
                                new StringReader(made.rows.get(table.getKey()).toString()));
            }
            // Table by table each lead was queued several times, far apart from each other; at the intake it is at
            // once.
            try (Statement once = connection.createStatement()) {
                once.execute("delete from leadloop.fact_queue");
                once.execute("insert into leadloop.fact_queue (lead_id) select id from leadloop.lead");
            }
            connection.commit();
            connection.setAutoCommit(true);
            try (Statement analyze = connection.createStatement()) {
                analyze.execute("vacuum analyze");
            }
        } catch (SQLException | IOException e) {
            throw new IllegalStateException("The history cannot be written: " + e.getMessage(), e);
        }
    }

    private void row(String table, Object... values) {
        StringBuilder text = rows.get(table);
        for (int i = 0; i < values.length; i++) {
            text.append(i == 0 ? "" : "\t").append(values[i] == null ? "\\N" : values[i]);
        }
        text.append('\n');
    }

    private void lead(Lead it) {
        var last = it.last();
        row(
                "lead",
                it.id(),
                it.source(),
                it.externalId(),
                last.stage().id,
                last.at(),
                last.dealId(),
                it.isOpen() ? "made-" + it.externalId() : null,
                it.capturedAt(),
                it.country(),
                "GRANTED",
                "GRANTED",
                it.capturedAt(),
                last.at());
        if (it.origin() != null) {
            var origin = it.origin();
            row(
                    "lead_origin",
                    it.id(),
                    origin.utmSource(),
                    origin.campaign(),
                    origin.page(),
                    origin.referrer(),
                    it.capturedAt());
        }
        if (it.click() != null) {
            var click = it.click();
            row("click_id", click.id(), it.id(), click.kind(), click.id(), click.at(), it.capturedAt());
            // A browser's id is nobody's click.
            row(
                    "click_id",
                    new UUID(1, click.id().getLeastSignificantBits()),
                    it.id(),
                    "FBP",
                    click.id(),
                    it.capturedAt(),
                    it.capturedAt());
        }
        boolean first = true;
        for (var step : it.steps()) {
            boolean won = step.stage() == Made.Stage.WON && it.deal().amount() != null;
            row(
                    "stage_change",
                    step.id(),
                    it.id(),
                    step.dealId(),
                    step.stage().id,
                    step.stage().status,
                    first ? "STARTS" : "MOVES",
                    step.at(),
                    won ? it.deal().amount() : null,
                    won ? it.deal().currency() : null,
                    step.at());
            first = false;
        }
        if (it.deal() != null) {
            var deal = it.deal();
            boolean back = deal.takenBackAt() != null;
            row(
                    "deal",
                    it.id(),
                    deal.id(),
                    back ? "LOST" : "WON",
                    back ? deal.takenBackAt() : deal.wonAt(),
                    deal.amount(),
                    deal.currency(),
                    deal.amount() == null ? null : deal.wonAt());
        }
        it.conversions().forEach(c -> conversion(it, c));
    }

    private void conversion(Lead lead, Conversion it) {
        ledger(lead, it, it.id(), 1, it.amount(), it.state(), it.reason(), "CONVERSION", null);
        if (it.attempts() > 0) {
            String outcome = it.isAccepted() ? it.alreadyThere() ? "DUPLICATE" : "ACCEPTED" : "RETRY";
            String receipt = it.day() == null ? null : "made-" + it.day();
            row("conversion_attempt", it.id(), it.attempts(), it.at(), it.at(), outcome, receipt);
        }
        if (it.retracted()) {
            ledger(lead, it, other(it, 2), 2, it.amount(), "ACCEPTED", null, "RETRACTION", it.id());
        }
        if (it.restated() != null) {
            ledger(lead, it, other(it, 3), 2, it.restated(), "ACCEPTED", null, "RESTATEMENT", it.id());
        }
    }

    private static UUID other(Conversion of, long number) {
        return new UUID(number, of.id().getLeastSignificantBits());
    }

    private void ledger(
            Lead lead,
            Conversion it,
            UUID id,
            int sequence,
            Object amount,
            String state,
            String reason,
            String type,
            UUID adjusts) {
        row(
                "conversion",
                id,
                lead.id(),
                it.stage() == Made.Stage.WON ? lead.deal().id() : "",
                it.stage().id,
                sequence,
                it.destination(),
                it.action(),
                it.kind(),
                it.role(),
                id,
                it.at(),
                amount,
                it.currency(),
                it.stage() == Made.Stage.WON ? "DEAL_AMOUNT" : "NONE",
                it.byClick() ? lead.click().id() : null,
                state,
                reason,
                lead.click() == null ? null : lead.click().at().plusSeconds(90 * 86_400L),
                it.attempts(),
                it.settledAt(),
                it.at(),
                it.at(),
                type,
                adjusts);
    }

    private void outside() {
        Map<LocalDate, Integer> requests = new TreeMap<>();
        history.leads.forEach(lead -> lead.conversions().stream()
                .filter(it -> it.day() != null)
                .forEach(it -> requests.merge(it.day(), 1, Integer::sum)));
        requests.forEach((day, many) -> {
            String state = History.stateOf(day);
            Integer counted = switch (state) {
                case "SUCCESS" -> many;
                case "FAILED" -> 0;
                case "PARTIAL_SUCCESS" -> many - 1;
                default -> null;
            };
            row(
                    "platform_request",
                    "google-ads",
                    "made-" + day,
                    many,
                    day.atTime(23, 59).toInstant(ZoneOffset.UTC),
                    state,
                    counted);
        });
        history.dollars.forEach((day, rate) -> row("fx_rate", "USD", "EUR", day, rate, "made", history.now));
        history.costs.forEach(
                it -> row("ad_cost", it.platform(), it.campaign(), it.day(), it.amount(), "EUR", history.now));
        history.reports.forEach(it -> row(
                "platform_report", it.destination(), it.action(), it.day(), it.basis(), it.conversions(), history.now));
    }
}
