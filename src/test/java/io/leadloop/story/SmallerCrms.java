package io.leadloop.story;

import io.leadloop.conversion.Conversion;
import io.leadloop.crm.close.AClose;
import io.leadloop.crm.dynamics.ADynamics;
import io.leadloop.crm.pipedrive.APipedrive;
import io.leadloop.lead.Lead;
import io.leadloop.support.House;
import io.leadloop.support.StoryTest;
import io.leadloop.support.TestClock;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** One house in front of fakes of Pipedrive, Close and Dynamics, which their stories share. */
@StoryTest
abstract class SmallerCrms {

    static final APipedrive PIPEDRIVE = new APipedrive();
    static final AClose CLOSE = new AClose();
    static final ADynamics DYNAMICS = new ADynamics();

    @Autowired
    House house;

    @Autowired
    TestClock clock;

    @DynamicPropertySource
    static void sources(DynamicPropertyRegistry registry) {
        String pipedrive = "leadloop.crm.sources.pipedrive.";
        registry.add(pipedrive + "type", () -> "pipedrive");
        registry.add(pipedrive + "user", () -> "leadloop");
        registry.add(pipedrive + "secrets", () -> "story-password");
        registry.add(pipedrive + "company-id", () -> "8087566");
        registry.add(pipedrive + "base-url", PIPEDRIVE::address);
        registry.add(pipedrive + "api-token", () -> APipedrive.TOKEN);
        registry.add(pipedrive + "click-id-fields.gclid", () -> APipedrive.GCLID_FIELD);
        registry.add(pipedrive + "consent-when-absent", () -> "granted");
        String close = "leadloop.crm.sources.close.";
        registry.add(close + "type", () -> "close");
        registry.add(close + "secrets", () -> AClose.KEY);
        registry.add(close + "organization-id", () -> "orga_1");
        registry.add(close + "base-url", CLOSE::address);
        registry.add(close + "api-key", () -> AClose.API_KEY);
        registry.add(close + "click-id-fields.gclid", () -> "cf_gclid");
        registry.add(close + "consent-when-absent", () -> "granted");
        String dynamics = "leadloop.crm.sources.dynamics.";
        registry.add(dynamics + "type", () -> "dynamics");
        registry.add(dynamics + "secrets", () -> ADynamics.KEY);
        registry.add(dynamics + "organization-id", () -> ADynamics.ORGANIZATION);
        registry.add(dynamics + "base-url", DYNAMICS::address);
        registry.add(dynamics + "token-uri", () -> DYNAMICS.address() + "/tenant/token");
        registry.add(dynamics + "client-id", () -> "app");
        registry.add(dynamics + "client-secret", () -> "app-secret");
        registry.add(dynamics + "click-id-fields.gclid", () -> "new_gclid");
        registry.add(dynamics + "consent-when-absent", () -> "granted");
    }

    HttpResponse<String> post(String path, String body, String... headers) {
        HttpRequest.Builder request = house.request(path).header("Content-Type", "application/json");
        if (headers.length > 0) {
            request.headers(headers);
        }
        return house.send(request.POST(HttpRequest.BodyPublishers.ofString(body)));
    }

    static String basic(String user, String password) {
        return "Basic " + Base64.getEncoder().encodeToString((user + ":" + password).getBytes(StandardCharsets.UTF_8));
    }

    Conversion conversion(Lead lead, String stage) {
        return house.conversionsOf(lead.id()).stream()
                .filter(it -> it.stage().equals(stage) && it.destination().equals("google-ads"))
                .findFirst()
                .orElseThrow();
    }
}
