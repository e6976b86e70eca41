package io.leadloop.crm.hubspot;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.leadloop.crm.CrmUnavailable;
import io.leadloop.crm.RestCrm;
import io.leadloop.crm.Secrets;
import io.leadloop.crm.WebhookRefused;
import io.leadloop.crm.WebhookRequest;
import io.leadloop.destination.TokensInMemory;
import io.leadloop.http.HttpSettings;
import io.leadloop.http.OutsideHttp;
import io.leadloop.inbox.Delivery;
import io.leadloop.inbox.SourceChange;
import io.leadloop.inbox.Untranslatable;
import io.leadloop.lead.LeadEvent;
import io.leadloop.support.TestClock;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

/** A configured source in front of a fake HubSpot, and what happens to an event on its way. */
final class AHubSpotSource {

    static final String URL = "https://hooks.example.test/webhooks/hubspot";
    static final String SECRET = "test-client-secret";

    final FakeHubSpot hubSpot;
    final TestClock clock = new TestClock();
    final RestCrm<?> source;

    AHubSpotSource(FakeHubSpot hubSpot, Map<String, String> keys) {
        this.hubSpot = hubSpot;
        clock.set("2026-10-03T10:25:00Z");
        Map<String, String> all = new HashMap<>(Map.of(
                "crm.public-url",
                URL,
                "crm.secrets",
                SECRET,
                "crm.portal-id",
                "33",
                "crm.base-url",
                hubSpot.address(),
                "crm.access-token",
                FakeHubSpot.TOKEN,
                "crm.consent-when-absent",
                "unknown"));
        keys.forEach((key, value) -> {
            if (value.isEmpty()) {
                all.remove("crm." + key);
            } else {
                all.put("crm." + key, value);
            }
        });
        OutsideHttp http = new OutsideHttp(
                new HttpSettings(Duration.ofSeconds(20), Duration.ofSeconds(20)), new ObjectMapper(), clock);
        source = (RestCrm<?>) new HubSpotSourceType(http, new TokensInMemory(), clock)
                .create("hubspot", "crm", new Binder(new MapConfigurationPropertySource(all)));
    }

    static String event(String type, String objectId, String more) {
        return "{\"eventId\":1,\"subscriptionId\":25,\"portalId\":33,\"appId\":1160452,\"occurredAt\":1790000001000,"
                + "\"subscriptionType\":\"" + type + "\",\"attemptNumber\":0,\"objectId\":" + objectId + more + "}";
    }

    static String change(String type, String objectId, String property, String value, long at) {
        return event(type, objectId, ",\"propertyName\":\"" + property + "\",\"propertyValue\":\"" + value + "\"")
                .replace("1790000001000", Long.toString(at));
    }

    List<Delivery> receive(String body) throws WebhookRefused {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        String time = Long.toString(clock.instant().toEpochMilli());
        byte[] signature = Secrets.hmac(
                "HmacSHA256",
                SECRET.getBytes(StandardCharsets.UTF_8),
                ("POST" + URL).getBytes(StandardCharsets.UTF_8),
                bytes,
                time.getBytes(StandardCharsets.UTF_8));
        return source.receive(request(
                bytes,
                Map.of(
                        "X-HubSpot-Signature-v3",
                        Base64.getEncoder().encodeToString(signature),
                        "X-HubSpot-Request-Timestamp",
                        time)));
    }

    static WebhookRequest request(byte[] body, Map<String, String> headers) {
        Map<String, String> anyCase = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        anyCase.putAll(headers);
        return new WebhookRequest(body, null, anyCase::get);
    }

    /** One event all the way: signed, stored, completed where it has to be, read. */
    SourceChange means(String event) throws WebhookRefused, CrmUnavailable, Untranslatable {
        return means(receive("[" + event + "]").get(0));
    }

    SourceChange means(Delivery delivery) throws CrmUnavailable, Untranslatable {
        byte[] payload = delivery.payload();
        return source.read(source.needsLookup(payload) ? source.lookUp(payload) : payload);
    }

    LeadEvent lead(String event) throws WebhookRefused, CrmUnavailable, Untranslatable {
        if (means(event) instanceof SourceChange.Event lead) {
            return lead.event();
        }
        throw new AssertionError("is " + means(event));
    }

    String irrelevance(String event) throws WebhookRefused, CrmUnavailable, Untranslatable {
        if (means(event) instanceof SourceChange.Irrelevant irrelevant) {
            return irrelevant.reason();
        }
        throw new AssertionError("is " + means(event));
    }
}
