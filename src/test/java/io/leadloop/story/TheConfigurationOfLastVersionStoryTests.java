package io.leadloop.story;

import static org.assertj.core.api.Assertions.assertThat;

import io.leadloop.destination.Destination;
import io.leadloop.destination.Destinations;
import io.leadloop.lead.Lead;
import io.leadloop.support.House;
import io.leadloop.support.StoryTest;
import io.leadloop.support.TestClock;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.env.Environment;
import org.springframework.test.context.TestPropertySource;

/** Today's LeadLoop with the file of the README of 0.2.0, as it stands there, and the lead that it sends. */
@StoryTest
@TestPropertySource(
        properties = {
            "spring.config.additional-location=classpath:/configuration-0.2.0/README.yaml",
            "META_TOKEN=token-of-the-first-installation"
        })
class TheConfigurationOfLastVersionStoryTests {

    @Autowired
    House house;

    @Autowired
    TestClock clock;

    @Autowired
    Destinations destinations;

    @Autowired
    Environment environment;

    @Test
    void switches_its_account_on_with_the_token_of_the_environment() {
        assertThat(destinations.find("meta")).map(Destination::isOn).contains(true);
        assertThat(destinations.isConfigured("meta")).isTrue();
        assertThat(environment.getProperty("leadloop.destinations.meta.dataset-id"))
                .isEqualTo("1234567890");
        assertThat(environment.getProperty("leadloop.destinations.meta.access-token"))
                .isEqualTo("token-of-the-first-installation");
    }

    @Test
    void takes_the_lead_of_the_readme_and_brings_it_to_its_stage() {
        clock.set("2026-11-20T10:05:00Z");
        HttpResponse<String> answer = house.send(house.request("/webhooks/mycrm")
                .header("X-LeadLoop-Token", "a-long-random-secret")
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString("""
                        {
                          "id": "evt-1", "occurredAt": "2026-11-20T10:00:00Z", "status": "MQL",
                          "lead": {"id": "L-1", "capturedAt": "2026-11-18T09:00:00Z"},
                          "clickIds": [{"kind": "gclid", "value": "EAIaIQ..."}], "consent": {"adUserData": "granted"}}""")));
        assertThat(answer.statusCode()).isEqualTo(202);
        assertThat(answer.body()).isEqualTo("{\"accepted\":1}");
        house.applies();
        assertThat(house.lead("mycrm", "L-1")).map(Lead::stage).contains("MQL");
    }
}
