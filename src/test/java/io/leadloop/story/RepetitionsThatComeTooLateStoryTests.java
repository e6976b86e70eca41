package io.leadloop.story;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.leadloop.conversion.Conversion;
import io.leadloop.conversion.ConversionState;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * An answer is lost, and the account takes nothing for days. Meta, TikTok and Snapchat recognise a repetition for 48 hours after the
 * first one (Meta, "Handling duplicate pixel and Conversions API events"); what is sent again later counts twice.
 */
class RepetitionsThatComeTooLateStoryTests extends OneConversion {

    @AfterEach
    void the_platforms_behave_again() {
        house.faults("meta");
        house.faults("tiktok");
        house.faults("google-ads");
    }

    private Conversion row(String lead, String platform) {
        return house.conversion(lead, "MQL", platform);
    }

    private void tried(String lead, String platform, String click, String fault) {
        house.leadReaches(lead, "MQL", "2026-10-03T09:00:00Z", click + "=" + lead);
        house.faults(platform, "{\"fault\":\"" + fault + "\",\"times\":1}");
        house.settles();
        assertThat(row(lead, platform).state()).isEqualTo(ConversionState.PLANNED);
    }

    private void after(Duration time) {
        clock.pass(time);
        house.retriesAreDue();
        house.uploads();
    }

    private int deliveries(String platform, String lead) {
        return house.received(platform, lead).stream()
                .map(it -> it.path("deliveries"))
                .mapToInt(JsonNode::asInt)
                .sum();
    }

    @ParameterizedTest
    @CsvSource({"meta, fbclid", "tiktok, ttclid"})
    void after_48_hours_a_person_decides_what_may_have_arrived(String platform, String click) {
        String lead = "lost-" + platform;
        tried(lead, platform, click, "TIMEOUT_AFTER_ACCEPTING");
        after(Duration.ofHours(49));
        assertThat(row(lead, platform))
                .returns(ConversionState.REJECTED, Conversion::state)
                .returns("FATE_UNKNOWN", Conversion::reason);
        assertThat(deliveries(platform, lead)).isEqualTo(1);
        house.administratorPosts("/api/conversions/" + row(lead, platform).id() + "/retry");
        house.uploads();
        assertThat(row(lead, platform).state()).isEqualTo(ConversionState.ACCEPTED);
        assertThat(deliveries(platform, lead)).isEqualTo(2);
    }

    @Test
    void within_48_hours_the_platform_knows_the_repetition() {
        tried("soon", "meta", "fbclid", "TIMEOUT_AFTER_ACCEPTING");
        after(Duration.ofHours(47));
        assertThat(row("soon", "meta").state()).isEqualTo(ConversionState.ACCEPTED);
        assertThat(deliveries("meta", "soon")).isEqualTo(2);
    }

    /** Meta throttles by a 400 of code 80004, TikTok by code 40100 in a 200. */
    @ParameterizedTest
    @CsvSource({"meta, fbclid", "tiktok, ttclid"})
    void what_the_platform_was_too_busy_to_take_goes_out_however_late(String platform, String click) {
        String lead = "busy-" + platform;
        tried(lead, platform, click, "RATE_LIMIT");
        after(Duration.ofHours(49));
        assertThat(row(lead, platform).state()).isEqualTo(ConversionState.ACCEPTED);
        assertThat(deliveries(platform, lead)).isEqualTo(1);
    }

    @Test
    void a_platform_that_knows_a_key_for_ever_is_told_again_however_late() {
        tried("google", "google-ads", "gclid", "TIMEOUT_AFTER_ACCEPTING");
        after(Duration.ofHours(49));
        assertThat(row("google", "google-ads").state()).isEqualTo(ConversionState.ACCEPTED);
    }
}
