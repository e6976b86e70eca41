package io.leadloop.story;

import static org.assertj.core.api.Assertions.assertThat;

import io.leadloop.support.Browser;
import io.leadloop.support.House;
import io.leadloop.support.StoryTest;
import io.leadloop.support.TestClock;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.context.TestPropertySource;

/** A CRM switches off the version of its API that a source uses: the page of sources and the metrics say so in time. */
@StoryTest
@TestPropertySource(
        properties = {
            "leadloop.expiry.warn-before=90d",
            "leadloop.crm.sources.hub.type=hubspot",
            "leadloop.crm.sources.hub.public-url=https://hooks.example.test/webhooks/hub",
            "leadloop.crm.sources.hub.secrets=a-client-secret",
            "leadloop.crm.sources.hub.portal-id=33",
            "leadloop.crm.sources.hub.base-url=http://localhost:1",
            "leadloop.crm.sources.hub.access-token=a-token",
            "leadloop.crm.sources.hub.consent-when-absent=granted",
            "leadloop.crm.sources.hub.objects-path=/crm/v3/objects",
            "leadloop.crm.sources.hub.pipelines-path=/crm/pipelines/2026-09",
            "leadloop.crm.sources.hub.associations-path=/crm/v4/objects"
        })
class SourcesWhoseApiEndsStoryTests {

    @Autowired
    House house;

    @Autowired
    TestClock clock;

    @Test
    void the_first_version_to_end_is_told_and_the_others_are_listed() {
        clock.set("2027-01-15T10:00:00Z");
        assertThat(page())
                .contains("HubSpot API v4 ends on 2027-03-30, in 74 days:"
                        + " set a newer leadloop.crm.sources.hub.associations-path.")
                .contains("HubSpot API v3</span> until <span>2027-09-01 (the day is not told yet)")
                .contains("HubSpot API 2026-09</span> until <span>2028-03-01");
        assertThat(house.send(house.request("/actuator/prometheus").GET()).body())
                .contains("leadloop_source_days_left{source=\"hub\",what=\"API_VERSION\"} 74.0");
    }

    @Test
    void after_the_end_it_says_so() {
        clock.set("2027-04-01T10:00:00Z");
        assertThat(page()).contains(">ended<").contains("HubSpot API v4 ended on 2027-03-30");
    }

    private String page() {
        return Browser.signedIn(house, "admin", House.PASSWORD)
                .get("/ops/sources")
                .body();
    }
}
