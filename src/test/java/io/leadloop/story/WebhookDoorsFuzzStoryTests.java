package io.leadloop.story;

import static org.assertj.core.api.Assertions.assertThat;

import io.leadloop.crm.Secrets;
import io.leadloop.crm.close.AClose;
import io.leadloop.crm.dynamics.ADynamics;
import io.leadloop.crm.hubspot.FakeHubSpot;
import io.leadloop.support.House;
import io.leadloop.support.Resources;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/**
 * Bodies that no CRM should send, rightly signed, at each door: shuffled, doubled, null, of wrong types, with signs of all
 * kinds, cut off, deep, with huge numbers. Each is taken or refused as a problem; none is an error of ours, neither at
 * the door nor in the inbox. The seed is fixed; what fails is printed.
 */
class WebhookDoorsFuzzStoryTests extends SmallerCrms {

    private static final long SEED = 20261126;
    private static final int BODIES = 90;
    private static final String URL = "https://hooks.example.test/webhooks/hubspot";
    private static final String SECRET = "fuzz-client-secret";
    private static final FakeHubSpot HUBSPOT = new FakeHubSpot();

    enum Door {
        GENERIC(House.event("fuzz", "MQL", "2026-10-03T09:00:00Z", "", "gclid=fuzz-g")
                .replace("\"status\"", "\"deal\":{\"id\":\"D1\",\"amount\":10,\"currency\":\"EUR\"},\"status\"")),
        MAPPED("{\"records\":[{\"no\":7,\"ref\":\"P-1\",\"phase\":\"MQL\",\"value\":12.5,"
                + "\"changed\":\"03.10.2026 09:20\",\"gclid\":\"EAIaIQ-AbC\"}]}"),
        PIPEDRIVE(
                Resources.text("crm/pipedrive/deal-won.json"),
                Resources.text("crm/pipedrive/lead-created.json"),
                Resources.text("crm/pipedrive/person-merged.json")),
        CLOSE(
                Resources.text("crm/close/opportunity-won.json"),
                Resources.text("crm/close/lead-created.json"),
                Resources.text("crm/close/lead-merged.json")),
        DYNAMICS(
                Resources.text("crm/dynamics/opportunity-won.json"),
                Resources.text("crm/dynamics/lead-contacted.json"),
                Resources.text("crm/dynamics/lead-merged.json")),
        HUBSPOT_APP(
                Resources.text("crm/hubspot/b1.json"),
                Resources.text("crm/hubspot/b2.json"),
                "[{\"portalId\":33,\"subscriptionId\":2,\"occurredAt\":1790000001000,\"objectId\":5,"
                        + "\"subscriptionType\":\"contact.merge\",\"primaryObjectId\":5,\"mergedObjectIds\":[6]}]",
                "[{\"portalId\":33,\"subscriptionId\":2,\"occurredAt\":1790000001000,\"associationTypeId\":3,"
                        + "\"subscriptionType\":\"object.associationChange\",\"fromObjectId\":5,\"toObjectId\":6}]"),
        SALESFORCE(Resources.text("crm/salesforce/lead-mql.xml"), Resources.text("crm/salesforce/opportunity-won.xml"));

        private final List<String> bodies;

        Door(String... bodies) {
            this.bodies = List.of(bodies);
        }
    }

    @DynamicPropertySource
    static void moreSources(DynamicPropertyRegistry registry) {
        Map.of(
                        "type", "generic",
                        "verification", "token",
                        "secrets", "a-secret",
                        "consent-when-absent", "unknown",
                        "fields.events", "/records",
                        "fields.id", "/no",
                        "fields.occurred-at", "/changed",
                        "fields.status", "/phase",
                        "fields.lead.id", "/ref",
                        "fields.click-ids.gclid", "/gclid")
                .forEach((key, value) -> registry.add("leadloop.crm.sources.mapped." + key, () -> value));
        Map.of(
                        "fields.time.format", "dd.MM.yyyy HH:mm",
                        "fields.time.zone", "UTC",
                        "fields.deal.id", "/no",
                        "fields.deal.amount", "/value",
                        "fields.deal.currency", "=EUR")
                .forEach((key, value) -> registry.add("leadloop.crm.sources.mapped." + key, () -> value));
        String hubSpot = "leadloop.crm.sources.hubspot.";
        registry.add(hubSpot + "type", () -> "hubspot");
        registry.add(hubSpot + "public-url", () -> URL);
        registry.add(hubSpot + "secrets", () -> SECRET);
        registry.add(hubSpot + "portal-id", () -> "33");
        registry.add(hubSpot + "base-url", HUBSPOT::address);
        registry.add(hubSpot + "access-token", () -> FakeHubSpot.TOKEN);
        registry.add(hubSpot + "consent-when-absent", () -> "granted");
    }

    @BeforeEach
    void the_third_of_october() {
        clock.set("2026-10-03T10:25:00Z");
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private HttpResponse<String> sends(Door door, byte[] body, int number) {
        String path = switch (door) {
            case SALESFORCE -> "/webhooks/salesforce/demo-salesforce-token";
            case DYNAMICS -> "/webhooks/dynamics?code=" + ADynamics.KEY;
            case MAPPED -> "/webhooks/mapped/a-secret";
            case HUBSPOT_APP -> "/webhooks/hubspot";
            default -> "/webhooks/" + door.name().toLowerCase(java.util.Locale.ROOT);
        };
        HttpRequest.Builder request = house.request(path)
                .header("Content-Type", door == Door.SALESFORCE ? "text/xml; charset=UTF-8" : "application/json");
        long seconds = clock.instant().getEpochSecond();
        switch (door) {
            case PIPEDRIVE -> request.header("Authorization", basic("leadloop", "story-password"));
            case CLOSE ->
                request.header("close-sig-timestamp", Long.toString(seconds))
                        .header("close-sig-hash", hex(AClose.KEY, Long.toString(seconds), body));
            case HUBSPOT_APP -> {
                String time = Long.toString(clock.instant().toEpochMilli());
                request.header("X-HubSpot-Request-Timestamp", time)
                        .header(
                                "X-HubSpot-Signature-v3",
                                Base64.getEncoder()
                                        .encodeToString(Secrets.hmac(
                                                "HmacSHA256", bytes(SECRET), bytes("POST" + URL), body, bytes(time))));
            }
            case GENERIC -> {
                String id = "fuzz_" + number;
                byte[] key = Base64.getDecoder().decode(House.SECRET.substring("whsec_".length()));
                request.header("webhook-id", id)
                        .header("webhook-timestamp", Long.toString(seconds))
                        .header(
                                "webhook-signature",
                                "v1,"
                                        + Base64.getEncoder()
                                                .encodeToString(Secrets.hmac(
                                                        "HmacSHA256", key, bytes(id + "." + seconds + "."), body)));
            }
            default -> {}
        }
        return house.send(request.POST(HttpRequest.BodyPublishers.ofByteArray(body)));
    }

    private static String hex(String key, String time, byte[] body) {
        return java.util.HexFormat.of()
                .formatHex(Secrets.hmac("HmacSHA256", java.util.HexFormat.of().parseHex(key), bytes(time), body));
    }

    @ParameterizedTest
    @EnumSource(Door.class)
    void every_body_is_taken_or_refused_as_a_problem(Door door) {
        Random random = new Random(SEED + door.ordinal());
        int taken = 0;
        List<String> wrong = new ArrayList<>();
        for (int i = 0; i < BODIES; i++) {
            byte[] body = FuzzedBodies.mutated(door.bodies, random);
            HttpResponse<String> answer = sends(door, body, i);
            int status = answer.statusCode();
            String type = answer.headers().firstValue("Content-Type").orElse("");
            boolean isTaken = status >= 200 && status < 300;
            boolean isProblem = status >= 400 && status < 500 && type.startsWith("application/problem+json");
            taken += isTaken ? 1 : 0;
            if (!isTaken && !isProblem) {
                String shown = new String(body, StandardCharsets.UTF_8);
                wrong.add(i + ": " + status + " " + type + " for " + shown.substring(0, Math.min(300, shown.length()))
                        + " -> " + answer.body());
            }
        }
        assertThat(wrong).isEmpty();
        assertThat(taken).as("the signatures are right").isGreaterThan(BODIES / 20);
        for (int i = 0; i < 10; i++) {
            house.applies();
            clock.pass(java.time.Duration.ofHours(13));
        }
        assertThat(house.texts("select distinct source || ' ' || state || ': ' || reason from leadloop.inbox_message"
                        + " where reason ~ '(Exception|Error)\\M' or state in ('WAITING', 'LOOKUP')"))
                .isEmpty();
    }
}
