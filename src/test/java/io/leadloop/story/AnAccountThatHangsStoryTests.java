package io.leadloop.story;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.leadloop.conversion.Conversion;
import io.leadloop.conversion.ConversionState;
import io.leadloop.destination.Destination;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.TestPropertySource;

/** One dataset at Meta takes what it is told and never answers, with all threads that it has; the other accounts are well. */
@TestPropertySource(
        properties = {
            "leadloop.inbox.dispatch=true",
            "leadloop.upload.enabled=true",
            "leadloop.upload.batch-size=1",
            "leadloop.http.answer-limit=60s"
        })
@DirtiesContext
class AnAccountThatHangsStoryTests extends BeforeAnythingIsConnected {

    /** Far above what it takes on a busy machine, far below the minute after which the one that hangs is given up. */
    private static final Duration SOON = Duration.ofSeconds(20);

    private static final String HANGS = "meta";

    /** More than the account has threads. */
    private static final List<String> LEADS =
            IntStream.range(0, 4).mapToObj(it -> "beside-" + it).toList();

    @BeforeEach
    void one_dataset_hangs_and_one_was_connected_beside_it() {
        house.faults(HANGS, "{\"fault\":\"TIMEOUT_AFTER_ACCEPTING\"}");
        assertThat(brand.put(brand.document("ON", BrandUk.SECRET, "")).statusCode())
                .isEqualTo(200);
        for (String lead : LEADS) {
            house.leadReaches(lead, "SQL", "2026-10-02T09:00:00Z", "fbclid=" + lead + "-f", "gclid=" + lead + "-g");
        }
    }

    @AfterEach
    void it_answers_again() {
        house.faults(HANGS);
    }

    private long waitsAt(String account) {
        return house.count("select count(*) from leadloop.conversion_attempt a join leadloop.conversion c"
                + " on c.id = a.conversion_id where a.outcome is null and c.destination = '" + account + "'");
    }

    private List<ConversionState> at(String account) {
        return LEADS.stream()
                .flatMap(it -> house.lead("generic", it).stream())
                .flatMap(it -> house.conversionsOf(it.id()).stream())
                .filter(it -> it.destination().equals(account) && it.stage().equals("SQL"))
                .map(Conversion::state)
                .toList();
    }

    @Test
    void costs_neither_another_account_of_its_platform_nor_one_of_another_platform_anything() {
        assertThat(destinations.find("brand-uk").map(it -> it.profile().type())).contains("meta");
        assertThat(destinations.find("google-ads")).map(Destination::isOn).contains(true);
        await().atMost(SOON).until(() -> waitsAt(HANGS) > 0);
        for (String well : List.of("brand-uk", "google-ads")) {
            await(well)
                    .atMost(SOON)
                    .untilAsserted(
                            () -> assertThat(at(well)).hasSize(LEADS.size()).containsOnly(ConversionState.ACCEPTED));
        }
        assertThat(waitsAt(HANGS)).as("it hangs still").isPositive();
        assertThat(at(HANGS)).hasSize(LEADS.size()).doesNotContain(ConversionState.ACCEPTED);
        assertThat(brand.received()).hasSize(LEADS.size());
    }
}
