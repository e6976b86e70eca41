package io.leadloop.story;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.leadloop.destination.Destination;
import io.leadloop.destination.Destinations;
import io.leadloop.inbox.InboxLag;
import io.leadloop.support.House;
import io.leadloop.support.StoryTest;
import io.leadloop.support.TestClock;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.TestPropertySource;

/** All platforms take what they are told and never answer: intake and figures go on as ever (case C6). */
@StoryTest
@TestPropertySource(
        properties = {
            "leadloop.inbox.dispatch=true",
            "leadloop.upload.enabled=true",
            "leadloop.upload.batch-size=1",
            "leadloop.http.answer-limit=60s"
        })
@DirtiesContext
class PlatformsThatHangStoryTests {

    private static final String[] CLICKS = {
        "gclid", "fbc", "ttclid", "oppref", "msclkid", "li_fat_id", "rdt_cid", "epik", "sc_click_id", "twclid"
    };

    /** Far above what it takes on a busy machine, far below what it took: 20 seconds. */
    private static final Duration SOON = Duration.ofSeconds(15);

    @Autowired
    House house;

    @Autowired
    TestClock clock;

    @Autowired
    Destinations destinations;

    @Autowired
    InboxLag lag;

    @BeforeEach
    void all_platforms_hang() {
        clock.set("2026-10-03T10:25:00Z");
        faults("{\"fault\":\"TIMEOUT_AFTER_ACCEPTING\"}");
        for (int i = 0; i < 4; i++) {
            arrives("waits-" + i);
        }
        await().atMost(SOON.multipliedBy(4))
                .untilAsserted(() -> assertThat(hanging()).hasSize(CLICKS.length));
    }

    @AfterEach
    void they_answer_again() {
        faults();
    }

    private void faults(String... faults) {
        destinations.all().stream()
                .filter(Destination::isOn)
                .forEach(it -> house.faults(it.profile().id(), faults));
    }

    private void arrives(String lead) {
        String[] clicks =
                List.of(CLICKS).stream().map(it -> it + "=" + value(it, lead)).toArray(String[]::new);
        house.leadReaches(lead, "MQL", "2026-10-03T09:00:00Z", clicks);
    }

    /** In the form of its platform: what has another is refused before it is sent, and nothing hangs. */
    private static String value(String click, String lead) {
        return switch (click) {
            case "fbc" -> "fb.1.1790841600000.hang" + lead;
            case "msclkid" ->
                UUID.nameUUIDFromBytes(lead.getBytes(StandardCharsets.UTF_8)).toString();
            default -> "hang-" + lead;
        };
    }

    /** Destinations with an attempt that waits for an answer. */
    private List<String> hanging() {
        return house.texts("select distinct c.destination from leadloop.conversion_attempt a"
                + " join leadloop.conversion c on c.id = a.conversion_id where a.outcome is null order by 1");
    }

    @Test
    void a_webhook_is_applied_as_soon_as_ever_and_the_lag_says_the_truth() {
        for (int i = 0; i < 20; i++) {
            String lead = "soon-" + i;
            arrives(lead);
            await(lead).atMost(SOON).until(() -> house.lead("generic", lead).isPresent());
        }
        assertThat(lag.now()).isZero();
        assertThat(hanging()).hasSizeGreaterThan(CLICKS.length / 2);
    }
}
