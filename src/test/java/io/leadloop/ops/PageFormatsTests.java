package io.leadloop.ops;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Times and numbers stand on all pages in one form; the viewer's browser turns times into its own zone. */
class PageFormatsTests {

    @Test
    void a_time_says_its_zone_and_machines_get_it_to_the_second() {
        Instant time = Instant.parse("2026-10-03T10:25:07.512Z");
        assertThat(new PageFormats().time(time)).isEqualTo("2026-10-03 10:25 UTC");
        assertThat(new PageFormats().exactly(time)).isEqualTo("2026-10-03T10:25:07Z");
        assertThat(new PageFormats().time(null)).isEqualTo("-");
    }

    @Test
    void a_rule_of_value_is_said_in_words() {
        assertThat(new PageFormats().valueRule("DEAL_AMOUNT, rounded to 3.84 EUR"))
                .isEqualTo("the deal's amount, rounded to 3.84 EUR");
        assertThat(new PageFormats().valueRule("SHARE 30 %")).isEqualTo("30 % of the deal's amount");
    }

    /** Each template writes times by the one fragment of the layout, and nothing unescaped. */
    @Test
    void no_template_writes_a_time_another_way() throws IOException {
        try (Stream<Path> all = Files.walk(Path.of("src/main/resources/templates"))) {
            assertThat(all.filter(it -> it.toString().endsWith(".html")))
                    .hasSizeGreaterThan(20)
                    .allSatisfy(it -> assertThat(Files.readString(it).lines())
                            .filteredOn(line -> !it.endsWith("layout.html"))
                            .noneMatch(line -> line.contains("@shown.time(") || line.contains("th:utext")));
        }
    }

    @Test
    void a_duration_says_its_two_largest_parts_and_no_zero_before_them() {
        PageFormats shown = new PageFormats();
        assertThat(shown.duration(Duration.ZERO)).isEqualTo("0 s");
        assertThat(shown.duration(Duration.ofSeconds(59))).isEqualTo("59 s");
        assertThat(shown.duration(Duration.ofSeconds(60))).isEqualTo("1 min 0 s");
        assertThat(shown.duration(Duration.ofMinutes(60))).isEqualTo("1 h 0 min");
        assertThat(shown.duration(Duration.ofHours(25))).isEqualTo("1 d 1 h");
        assertThat(shown.duration(null)).isEqualTo("-");
    }
}
