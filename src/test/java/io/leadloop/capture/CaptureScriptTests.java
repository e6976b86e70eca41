package io.leadloop.capture;

import static org.assertj.core.api.Assertions.assertThat;

import io.leadloop.lead.ClickId;
import io.leadloop.lead.ClickIdKind;
import io.leadloop.lead.ClickIdText;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The script as it is served; what it does in a browser is tried by the stories of the captured website. */
class CaptureScriptTests {

    private static final int THREE_KILOBYTES = 3 * 1024;

    private final CaptureScript script = new CaptureScript();

    @Test
    void has_at_most_three_kilobytes_gzipped() {
        assertThat(script.zipped()).hasSizeLessThanOrEqualTo(THREE_KILOBYTES);
    }

    @Test
    void asks_no_other_host() {
        assertThat(new String(script.plain(), StandardCharsets.UTF_8)).doesNotContain("http://", "https://", "//www.");
    }

    /** A new kind that comes by the landing page's address has to be captured too. */
    @ParameterizedTest
    @EnumSource(ClickIdKind.class)
    void knows_every_click_id_that_comes_in_an_address(ClickIdKind kind) {
        for (String parameter : List.of(kind.key(), kind == ClickIdKind.SC_CLICK_ID ? "ScCid" : kind.key())) {
            List<ClickId> found = ClickIdText.inQuery("https://www.example.com/?" + parameter + "=AbC-1", null);
            if (!found.isEmpty()) {
                assertThat(new String(script.plain(), StandardCharsets.UTF_8))
                        .containsPattern("[ ']" + Pattern.quote(parameter.toLowerCase(Locale.ROOT)) + "[ =']");
            }
        }
    }
}
