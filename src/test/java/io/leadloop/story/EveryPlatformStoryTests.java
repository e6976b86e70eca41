package io.leadloop.story;

import static org.assertj.core.api.Assertions.assertThat;

import io.leadloop.conversion.Conversion;
import io.leadloop.conversion.ConversionState;
import io.leadloop.conversion.Conversions;
import io.leadloop.conversion.Outcome;
import io.leadloop.conversion.Upload;
import io.leadloop.conversion.UploadResult;
import io.leadloop.destination.Destination;
import io.leadloop.destination.DestinationProfile.Matching;
import io.leadloop.destination.Destinations;
import io.leadloop.support.House;
import io.leadloop.support.StoryTest;
import io.leadloop.support.TestClock;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.beans.factory.annotation.Autowired;

/** One lead with every click id and one with a mail and a phone only, told to the strict fake of each platform. */
@StoryTest
class EveryPlatformStoryTests {

    private static final String AT = "2026-10-03T09:00:00Z";
    /** Click ids in each platform's form, and the text by which the fake must have heard of them. */
    private static final Map<String, String> CLICKS = Map.ofEntries(
            Map.entry("gclid", "every-gclid"),
            Map.entry("fbclid", "every-fbclid"),
            Map.entry("ttclid", "every-ttclid"),
            Map.entry("oppref", "every-oppref"),
            Map.entry("msclkid", "dd4afccc-b1c9-4a4c-ad95-44dd7e5006ab"),
            Map.entry("li_fat_id", "0f1e2d3c-4b5a-6978-8796-a5b4c3d2e1f0"),
            Map.entry("rdt_cid", "every-rdt_cid"),
            Map.entry("epik", "every-epik"),
            Map.entry("sc_click_id", "every-sc_click_id"),
            Map.entry("twclid", "every-twclid"));

    @Autowired
    House house;

    @Autowired
    TestClock clock;

    @Autowired
    Destinations destinations;

    @Autowired
    Conversions conversions;

    static Stream<String> platforms() {
        return Stream.of(
                "google-ads",
                "google-ads-legacy",
                "meta",
                "tiktok",
                "openai-ads",
                "microsoft-ads",
                "linkedin",
                "reddit",
                "pinterest",
                "snapchat",
                "x");
    }

    @BeforeEach
    void the_third_of_october() {
        clock.set("2026-10-03T10:25:00Z");
    }

    @Test
    void all_of_them_are_here() {
        assertThat(destinations.all())
                .extracting(it -> it.profile().id())
                .containsExactlyInAnyOrderElementsOf(platforms().toList());
        assertThat(destinations.all()).allMatch(Destination::isOn);
    }

    @Test
    void a_lead_with_every_click_id_reaches_every_platform_of_the_plan() {
        String[] clicks = CLICKS.entrySet().stream()
                .map(it -> it.getKey() + "=" + it.getValue())
                .toArray(String[]::new);
        for (String stage : List.of("MQL", "SQL")) {
            house.genericSends(House.event("every", stage, AT, "", clicks));
            house.settles();
        }
        house.genericSends(House.event(
                "every",
                "Closed Won",
                "2026-10-03T10:00:00Z",
                ",\"deal\":{\"id\":\"d-every\",\"outcome\":\"won\",\"amount\":5000,\"currency\":\"JPY\"}",
                clicks));
        house.settles();
        List<Conversion> rows =
                house.conversionsOf(house.lead("generic", "every").orElseThrow().id());
        assertThat(rows).hasSize(30).allSatisfy(row -> {
            assertThat(row.state())
                    .as(row.destination() + " " + row.stage() + " " + row.detail())
                    .isEqualTo(ConversionState.ACCEPTED);
        });
        for (String platform : platforms().filter(it -> !it.endsWith("legacy")).toList()) {
            Matching matching =
                    destinations.find(platform).orElseThrow().profile().matching();
            String click = matching.clickIds().stream()
                    .map(it -> CLICKS.get(it.key()))
                    .filter(java.util.Objects::nonNull)
                    .findFirst()
                    .orElseThrow();
            assertThat(house.received(platform, click)).as(platform).hasSize(3);
        }
    }

    @ParameterizedTest
    @MethodSource("platforms")
    void a_lead_with_a_mail_and_a_phone_only_is_told_by_hash_where_the_platform_takes_that(String platform) {
        String lead = "mailonly-" + platform;
        house.genericSends(
                House.event(lead, "MQL", AT, "").replace("\"email\"", "\"phone\":\"+1 650 555 1212\",\"email\""));
        house.settles();
        Destination destination = destinations.find(platform).orElseThrow();
        Conversion row = house.conversion(lead, "MQL", platform.equals("google-ads-legacy") ? "google-ads" : platform);
        assertThat(row.reason()).as("the plan wants a click").isEqualTo("NO_CLICK_ID");
        Upload upload = conversions.uploads(List.of(row.id())).get(0);
        UploadResult result = destination.upload(List.of(upload)).get(0);
        Matching matching = destination.profile().matching();
        assertThat(result.outcome())
                .as(result.message())
                .isEqualTo(matching.takesContact() ? Outcome.ACCEPTED : Outcome.REJECTED);
        if (matching.takesPhone()) {
            boolean withPlus = house.received(platform, upload.lead().contact().phoneE164())
                            .size()
                    > 0;
            boolean digits = house.received(platform, upload.lead().contact().phoneDigits())
                            .size()
                    > 0;
            assertThat(withPlus).as("one form of the phone, not both").isNotEqualTo(digits);
            if (List.of("meta", "openai-ads", "snapchat").contains(platform)) {
                assertThat(digits).isTrue();
            } else if (List.of("google-ads", "google-ads-legacy", "tiktok", "reddit")
                    .contains(platform)) {
                assertThat(withPlus).isTrue();
            }
        }
    }
}
