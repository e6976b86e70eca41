package io.leadloop.story;

import static org.assertj.core.api.Assertions.assertThat;

import io.leadloop.crm.RefusedWebhooks;
import io.leadloop.support.Browser;
import io.leadloop.support.House;
import io.leadloop.support.StoryTest;
import io.leadloop.support.TestClock;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** A CRM signs with another secret than ours: its leads are lost until somebody sees it. */
@StoryTest
class RefusedWebhooksStoryTests {

    @Autowired
    House house;

    @Autowired
    TestClock clock;

    @Autowired
    RefusedWebhooks refused;

    @BeforeEach
    @AfterEach
    void nothing_was_refused() {
        clock.set("2026-10-03T10:25:00Z");
        refused.open();
        house.sql("delete from leadloop.refused_webhook");
    }

    private void refuses(int times) {
        for (int i = 0; i < times; i++) {
            assertThat(house.send(house.request("/webhooks/generic")
                                    .header("webhook-id", "msg_" + i)
                                    .header(
                                            "webhook-timestamp",
                                            Long.toString(clock.instant().getEpochSecond()))
                                    .header("webhook-signature", "v1,bm90IG91cnM=")
                                    .POST(BodyPublishers.ofString("{}")))
                            .statusCode())
                    .isEqualTo(401);
        }
    }

    private void takes(String lead) {
        house.leadReaches(lead, "MQL", "2026-10-03T09:00:00Z", "gclid=" + lead + "-g");
    }

    private String page(String path) {
        return Browser.signedIn(house, "admin", House.PASSWORD)
                .get(path)
                .body()
                .replaceAll("<[^>]*>", "")
                .replaceAll("\\s+", " ");
    }

    @Test
    void the_overview_says_how_many_since_when_and_what_to_compare() {
        refuses(23);
        assertThat(page("/"))
                .contains("generic: 23 webhooks refused, and no good one came since.")
                .contains("The signature or token does not fit. Compare the secret that LeadLoop was given")
                .contains("Since 2026-10-03 10:25 UTC.");
        assertThat(page("/ops/failures")).contains("generic: 23 webhooks refused");
        assertThat(page("/ops/sources"))
                .contains("webhooks not taken", "23 webhooks refused since 2026-10-03 10:25 UTC")
                .doesNotContain("receiving webhooks not taken");
    }

    @Test
    void the_first_good_one_ends_it() {
        refuses(3);
        assertThat(refused.open()).hasSize(1);
        clock.pass(Duration.ofSeconds(20));
        takes("rw-1");
        assertThat(refused.open()).isEmpty();
        assertThat(page("/")).doesNotContain("webhooks refused");
    }

    @Test
    void those_between_good_ones_are_seen_at_their_source() {
        refuses(3);
        clock.pass(Duration.ofSeconds(20));
        takes("rw-between");
        assertThat(page("/ops/sources"))
                .contains(
                        "3 webhooks refused between good ones, the last one 2026-10-03 10:25 UTC: the signature or token")
                .doesNotContain("webhooks not taken");
        clock.pass(Duration.ofDays(2));
        assertThat(page("/ops/sources")).doesNotContain("refused between good ones");
    }

    @Test
    void a_flood_beside_good_ones_is_no_trouble_again_and_writes_one_row() {
        refuses(2);
        clock.pass(Duration.ofMinutes(1));
        takes("rw-2");
        for (int i = 0; i < 30; i++) {
            clock.pass(Duration.ofMinutes(10));
            refuses(5);
            if (i % 6 == 0) {
                takes("rw-2-" + i);
            }
            assertThat(refused.open()).as("after %d times ten minutes", i + 1).isEmpty();
        }
        assertThat(house.count("select count(*) from leadloop.refused_webhook")).isEqualTo(1);
        assertThat(house.count("select webhooks from leadloop.refused_webhook")).isEqualTo(152);
    }

    @Test
    void what_is_refused_after_an_hour_of_good_ones_is_new() {
        refuses(2);
        refused.store();
        clock.pass(Duration.ofMinutes(1));
        takes("rw-3");
        refused.store();
        clock.pass(Duration.ofMinutes(61));
        refuses(1);
        assertThat(refused.open()).singleElement().satisfies(it -> {
            assertThat(it.webhooks()).isEqualTo(1);
            assertThat(it.since()).isEqualTo("2026-10-03T11:27:00Z");
        });
    }

    @Test
    void a_flood_hides_a_wrong_secret_for_three_hours_at_most() {
        refuses(2);
        refused.store();
        takes("rw-4");
        for (int i = 0; i < 19; i++) {
            refused.store();
            clock.pass(Duration.ofMinutes(10));
            refuses(1);
        }
        assertThat(refused.open())
                .singleElement()
                .satisfies(it -> assertThat(it.since()).isEqualTo("2026-10-03T10:25:00Z"));
    }

    @Test
    void a_day_after_the_last_of_them_it_is_no_news_any_more() {
        refuses(2);
        clock.pass(Duration.ofHours(25));
        assertThat(refused.open()).isEmpty();
    }

    @Test
    void a_name_that_is_not_configured_is_nobodys_trouble() {
        assertThat(house.send(house.request("/webhooks/nobody").POST(BodyPublishers.ofString("{}")))
                        .statusCode())
                .isEqualTo(404);
        assertThat(refused.open()).isEmpty();
    }
}
