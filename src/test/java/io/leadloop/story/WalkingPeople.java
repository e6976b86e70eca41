package io.leadloop.story;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.leadloop.crm.close.AClose;
import io.leadloop.crm.pipedrive.APipedrive;
import io.leadloop.lead.ContactHasher;
import io.leadloop.support.House;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;

/**
 * Two people and two deals of one CRM, told through its real door. The CRM keeps the people apart; each has a mail and a click of
 * their own, so that whatever stands at the wrong one shows.
 */
final class WalkingPeople {

    /** The doors by which a walk comes in. */
    enum Crm {
        GENERIC,
        PIPEDRIVE,
        CLOSE
    }

    private static final Instant BEGIN = Instant.parse("2026-10-02T08:00:00Z");

    final int number;
    final Crm crm;
    private final SmallerCrms door;
    private int told;

    WalkingPeople(int number, Crm crm, SmallerCrms door) {
        this.number = number;
        this.crm = crm;
        this.door = door;
        for (int person = 0; person < 2; person++) {
            switch (crm) {
                case PIPEDRIVE ->
                    SmallerCrms.PIPEDRIVE.person(Integer.parseInt(id(person)), mail(person), click(person));
                case CLOSE -> SmallerCrms.CLOSE.lead(id(person), mail(person), click(person));
                case GENERIC -> {
                    // Its events carry everything.
                }
            }
        }
    }

    /** One of these, or none where there is none. */
    static <T> Optional<T> any(List<T> some, Random random) {
        return some.stream()
                .skip(some.isEmpty() ? 0 : random.nextInt(some.size()))
                .findFirst();
    }

    String source() {
        return crm.name().toLowerCase(java.util.Locale.ROOT);
    }

    String id(int person) {
        return switch (crm) {
            case GENERIC -> "walk-" + number + "-" + person;
            case PIPEDRIVE -> Integer.toString(100_000 + 10 * number + person);
            case CLOSE -> "lead_walk" + number + "x" + person;
        };
    }

    String deal(int deal) {
        return switch (crm) {
            case GENERIC -> "deal-" + number + "-" + deal;
            case PIPEDRIVE -> Integer.toString(200_000 + 10 * number + deal);
            case CLOSE -> "oppo_walk" + number + "x" + deal;
        };
    }

    String mail(int person) {
        return "walker" + number + "p" + person + "@example.com";
    }

    String mailHash(int person) {
        return ContactHasher.hash(mail(person), null, null).email();
    }

    String click(int person) {
        return "walk" + number + "p" + person + "-gclid";
    }

    /** A deal at a status (open, won, lost) for a person, at so many minutes of the walk. */
    void tellsDeal(int deal, int person, String status, int amount, int minute) {
        Instant at = BEGIN.plus(Duration.ofMinutes(minute));
        switch (crm) {
            case GENERIC ->
                generic(
                        person,
                        status.equals("open") ? "SQL" : status.equals("won") ? "Closed Won" : "Closed Lost",
                        at,
                        "granted",
                        ",\"deal\":{\"id\":\"%s\",\"outcome\":\"%s\",\"amount\":%d,\"currency\":\"EUR\"}"
                                .formatted(deal(deal), status, amount));
            case PIPEDRIVE -> {
                String time = at.toString();
                send("/webhooks/pipedrive", APipedrive.changed("deal-won.json", it -> {
                    ((ObjectNode) it.path("meta"))
                            .put("id", "walk-" + number + "-" + told)
                            .put("timestamp", time);
                    ObjectNode data = (ObjectNode) it.path("data");
                    data.put("id", Integer.parseInt(deal(deal))).put("person_id", Integer.parseInt(id(person)));
                    data.put("status", status).put("value", amount).put("stage_change_time", time);
                    data.put("won_time", time).put("lost_time", time).put("close_time", time);
                    data.put("update_time", time).putObject("custom_fields");
                    ((ObjectNode) it.path("previous")).removeAll();
                }));
            }
            case CLOSE ->
                close("opportunity-won.json", deal(deal), at, it -> {
                    it.put("lead_id", id(person));
                    ObjectNode data = (ObjectNode) it.path("data");
                    data.put("id", deal(deal)).put("lead_id", id(person)).put("value", amount * 100);
                    data.put("status_type", status.equals("open") ? "active" : status);
                    data.put("status_label", status.equals("won") ? "Signed" : status.equals("lost") ? "Lost" : "Demo");
                });
        }
        told++;
    }

    /** A person at a status of their own. */
    void tellsPerson(int person, String consent, int minute) {
        Instant at = BEGIN.plus(Duration.ofMinutes(minute));
        if (crm == Crm.CLOSE) {
            close("lead-created.json", id(person), at, it -> {
                it.put("lead_id", id(person)).put("action", "updated");
                it.putArray("changed_fields").add("status_id").add("status_label");
                ((ObjectNode) it.path("data")).put("id", id(person)).put("status_label", "Qualified");
            });
        } else {
            // Pipedrive knows people by their deals only; consent is told by the door that can.
            generic(person, "MQL", at, consent, "");
        }
        told++;
    }

    private void generic(int person, String status, Instant at, String consent, String more) {
        if (crm != Crm.GENERIC) {
            return;
        }
        door.house.genericSends(
                """
                {"id":"walk-%d-%d","status":"%s","occurredAt":"%s","lead":{"id":"%s","email":"%s"},
                 "clickIds":[{"kind":"gclid","value":"%s","clickedAt":"2026-10-01T08:00:00Z"}],
                 "consent":{"adUserData":"%s"}%s}""".formatted(number, told, status, at, id(person), mail(person), click(person), consent, more));
    }

    private void close(String file, String object, Instant at, java.util.function.Consumer<ObjectNode> change) {
        String time = at.toString().replace("Z", "");
        String body = AClose.changed(file, it -> {
            it.put("id", "ev_walk" + number + "x" + told).put("object_id", object);
            it.put("date_created", time).put("date_updated", time);
            change.accept(it);
        });
        Map<String, String> headers = AClose.signed(body, door.clock.instant());
        door.post(
                "/webhooks/close",
                body,
                "close-sig-hash",
                headers.get("close-sig-hash"),
                "close-sig-timestamp",
                headers.get("close-sig-timestamp"));
    }

    private void send(String path, String body) {
        door.post(path, body, "Authorization", SmallerCrms.basic("leadloop", House.PASSWORD));
    }
}
