package io.leadloop.story;

import static org.assertj.core.api.Assertions.assertThat;

import io.leadloop.support.Browser;
import io.leadloop.support.House;
import io.leadloop.support.StoryTest;
import io.leadloop.support.TestClock;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** Who has no lead yet sees how far LeadLoop is set up, and what to do next. */
@StoryTest
class AFreshInstallStoryTests {

    @Autowired
    House house;

    @Autowired
    TestClock clock;

    private static String state(String page, String step) {
        Matcher found = Pattern.compile(">(done|to do)</span>\\s*<span class=\"step\"><b>" + step + "</b>")
                .matcher(page);
        assertThat(found.find()).as(step).isTrue();
        return found.group(1);
    }

    @Test
    void is_a_checklist_read_from_the_system_until_the_first_lead_comes() {
        clock.set("2026-10-03T10:25:00Z");
        Browser admin = Browser.signedIn(house, "admin", House.PASSWORD);
        String page = admin.get("/").body();
        assertThat(page).contains("Play demo leads", "2 of 6 done").doesNotContain("Newest activity", "Leads by stage");
        assertThat(state(page, "Connect a CRM")).isEqualTo("done");
        assertThat(state(page, "Connect an ad account")).isEqualTo("done");
        assertThat(state(page, "Map the statuses")).isEqualTo("to do");
        assertThat(state(page, "Receive the first event")).isEqualTo("to do");
        assertThat(state(page, "Test")).isEqualTo("to do");
        assertThat(state(page, "Go live")).isEqualTo("to do");

        assertThat(admin.post("/ops/destinations/google-ads/test", List.of()).body())
                .containsOnlyOnce("a made-up conversion of the action")
                .contains("validateOnly: nothing counts", ">proved<");
        assertThat(state(admin.get("/").body(), "Test")).isEqualTo("done");

        house.leadReaches("first-one", "a status that no rule knows", "2026-10-03T09:00:00Z");
        house.applies();
        HttpResponse<String> waits = admin.get("/ops/overview?fresh=true");
        assertThat(state(waits.body(), "Receive the first event")).isEqualTo("done");
        assertThat(waits.body()).contains("with a status that no rule knows", ">Map it<");
        assertThat(waits.headers().firstValue("HX-Trigger-After-Settle")).isEmpty();

        house.leadReaches("first-two", "MQL", "2026-10-03T09:00:00Z", "gclid=first-two-g");
        house.settles();
        HttpResponse<String> came = admin.get("/ops/overview?fresh=true");
        assertThat(came.headers().firstValue("HX-Trigger-After-Settle")).hasValue("leadscame");
        assertThat(came.body()).contains("Newest activity", ">first-two</a>").doesNotContain("Set up");
        assertThat(admin.get("/ops/overview/figures").body()).contains("Leads by stage");
    }
}
