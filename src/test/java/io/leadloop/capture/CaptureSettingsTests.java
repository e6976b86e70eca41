package io.leadloop.capture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CaptureSettingsTests {

    private static CaptureSettings of(String name, List<String> origins) {
        return new CaptureSettings(Map.of(name, origins), Duration.ofDays(90), 30, 600, 50_000);
    }

    @ParameterizedTest
    @CsvSource({
        "shop, https://www.example.com/form",
        "shop, https://www.example.com/",
        "shop, www.example.com",
        "shop, 'not an address'",
        "shop, https://www.example.com?a=1",
        "shop, https://me@www.example.com",
        "test, https://www.example.com"
    })
    void a_site_that_could_never_capture_ends_the_start_in_words(String name, String origin) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> of(name, List.of(origin)))
                .withMessageStartingWith("leadloop.capture.sites." + name + " has to name origins");
    }

    @Test
    void so_does_a_site_without_any() {
        assertThatIllegalArgumentException().isThrownBy(() -> of("shop", List.of()));
    }

    @Test
    void an_origin_is_known_in_capitals_too_and_no_other_is() {
        CaptureSettings shop = of("shop", List.of("https://www.Example.com"));
        assertThat(shop.siteOf("HTTPS://www.example.COM")).contains("shop");
        assertThat(shop.siteOf("https://www.example.org")).isEmpty();
    }
}
