package io.leadloop.sandbox;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;

/**
 * A fake CRM: plays leads by signed webhooks through the real endpoint, among them those that go wrong in a CRM's life.
 * Each play makes new leads.
 */
@Component
@SandboxEnabled
public class DemoLeads {

    private static final String SOURCE = "generic";
    private static final int HOURS_OF_A_DAY = 24;

    private final Faults faults;
    private final Environment environment;
    private final Clock clock;
    private final HttpClient http = HttpClient.newHttpClient();

    DemoLeads(Faults faults, Environment environment, Clock clock) {
        this.faults = faults;
        this.environment = environment;
        this.clock = clock;
    }

    /** Sends the webhooks; gives back one line for each lead that says what to expect. */
    public List<String> play() {
        String run = UUID.randomUUID().toString().substring(0, 6);
        Instant now = clock.instant();
        List<String> told = new ArrayList<>();
        Story story = new Story(run, now);

        story.lead("anna", 20, "granted", "gclid", "fbclid");
        story.status("anna", "CAPTURED", 72);
        story.status("anna", "MQL", 48);
        story.status("anna", "SQL", 24);
        story.won("anna", 1, "12500.50", "EUR");
        told.add("anna-" + run + ": captured, MQL, SQL, won with 12,500.50 EUR; Google and Meta are told each step.");

        story.lead("bento", 12, "granted", "gclid");
        story.won("bento", 2, "980000", "JPY");
        told.add("bento-" + run + ": straight to won with 980,000 JPY; no invented steps between.");

        story.lead("carla", 5, "granted", "fbclid");
        story.status("carla", "MQL", 20);
        story.repeat();
        told.add("carla-" + run + ": the same webhook twice; told once.");

        story.lead("dmitri", 9, "granted", "gclid");
        story.status("dmitri", "SQL", 10);
        story.status("dmitri", "MQL", 30);
        told.add(
                "dmitri-" + run + ": SQL arrived before the older MQL; stands at SQL, both told with their own times.");

        story.lead("elif", 6, "denied", "gclid", "fbclid");
        story.status("elif", "MQL", 12);
        told.add("elif-" + run + ": no consent; nothing leaves, the rows say why.");

        story.lead("farid", 120, "granted", "gclid");
        story.status("farid", "MQL", 8);
        told.add("farid-" + run + ": the click is 120 days old; Google takes 90, the row says so.");

        story.lead("greta", 7, "granted", "gclid");
        faults.add(
                "google-ads", new Faults.Fault(Faults.Kind.BAD_ROW, null, null, story.clickOf("greta", "gclid"), true));
        story.status("greta", "MQL", 6);
        told.add("greta-" + run + ": Google refuses this row; it waits at \"Fix or drop\".");

        story.lead("hiro", 4, "granted", "gclid");
        story.status("hiro", "Nurturing (old)", 5);
        told.add("hiro-" + run + ": a CRM status that no rule knows; the event waits in the inbox.");

        story.lead("ines", 15, "granted", "meta_lead_id");
        story.status("ines", "MQL", 30);
        story.status("ines", "LOST", 3);
        told.add("ines-" + run + ": from a Meta instant form, MQL, then lost.");

        story.lead("jonas", 85, "granted", "gclid");
        story.status("jonas", "SQL", 62 * HOURS_OF_A_DAY);
        told.add("jonas-" + run + ": at SQL for 62 days, 60 are allowed; within five minutes an incident in Cockpit.");
        return told;
    }

    private final class Story {

        private final String run;
        private final Instant now;
        private String lead = "";
        private String facts = "";
        private String lastId = "";
        private String lastBody = "";

        Story(String run, Instant now) {
            this.run = run;
            this.now = now;
        }

        void lead(String name, int clickedDaysAgo, String consent, String... kinds) {
            lead = name + "-" + run;
            Instant clicked = now.minus(Duration.ofDays(clickedDaysAgo));
            List<String> clicks = new ArrayList<>();
            for (String kind : kinds) {
                clicks.add("{\"kind\":\"%s\",\"value\":\"%s\",\"clickedAt\":\"%s\"}"
                        .formatted(kind, clickOf(name, kind), clicked));
            }
            facts = "\"lead\":{\"id\":\"%s\",\"email\":\"%s@example.com\",\"country\":\"DE\",\"capturedAt\":\"%s\"},"
                            .formatted(lead, lead, clicked)
                    + "\"clickIds\":[" + String.join(",", clicks) + "],"
                    + "\"consent\":{\"adUserData\":\"%s\",\"adPersonalization\":\"%s\"}".formatted(consent, consent);
        }

        String clickOf(String name, String kind) {
            return kind.equals("meta_lead_id")
                    ? "12345" + Math.abs((name + run).hashCode() % 10_000_000_000L + 10_000_000_000L)
                    : "Demo-" + kind + "-" + name + "-" + run;
        }

        void status(String name, String status, int hoursAgo) {
            send("\"status\":\"%s\",\"occurredAt\":\"%s\",%s"
                    .formatted(status, now.minus(Duration.ofHours(hoursAgo)), facts));
        }

        void won(String name, int hoursAgo, String amount, String currency) {
            send(
                    "\"status\":\"Closed Won\",\"occurredAt\":\"%s\",%s,\"deal\":{\"id\":\"deal-%s\",\"outcome\":\"won\",\"amount\":%s,\"currency\":\"%s\"}"
                            .formatted(now.minus(Duration.ofHours(hoursAgo)), facts, lead, amount, currency));
        }

        private void send(String fields) {
            lastId = "msg_" + UUID.randomUUID().toString().replace("-", "");
            lastBody = "{" + fields + "}";
            post(lastId, lastBody);
        }

        void repeat() {
            post(lastId, lastBody);
        }
    }

    private void post(String id, String body) {
        String timestamp = Long.toString(clock.instant().getEpochSecond());
        String port = environment.getProperty("local.server.port", environment.getProperty("server.port", "8080"));
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://localhost:" + port + "/webhooks/" + SOURCE))
                .header("Content-Type", "application/json")
                .header("webhook-id", id)
                .header("webhook-timestamp", timestamp)
                .header("webhook-signature", "v1," + sign(id + "." + timestamp + "." + body))
                .timeout(Duration.ofSeconds(20))
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
        try {
            HttpResponse<String> answer = http.send(request, HttpResponse.BodyHandlers.ofString());
            if (answer.statusCode() != 202) {
                throw new IllegalStateException("The demo's webhook was refused: " + answer.body());
            }
        } catch (IOException e) {
            throw new IllegalStateException("The demo could not reach its own webhook on port " + port, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("The demo was interrupted", e);
        }
    }

    private String sign(String content) {
        String secret = environment.getRequiredProperty("leadloop.crm.sources." + SOURCE + ".secrets");
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(Base64.getDecoder().decode(secret.substring("whsec_".length())), "HmacSHA256"));
            return Base64.getEncoder().encodeToString(mac.doFinal(content.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Cannot sign the demo's webhooks", e);
        }
    }
}
