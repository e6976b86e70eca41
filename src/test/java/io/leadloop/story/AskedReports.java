package io.leadloop.story;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.leadloop.support.Browser;
import io.leadloop.support.TestClock;
import java.time.Duration;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** "Ask the platforms now", pressed by a person who waits for what they say. */
final class AskedReports {

    private static final Pattern POLLED = Pattern.compile("hx-get=\"(/ops/reconciliation/asked\\?asked=\\d+)\"");

    private AskedReports() {}

    /** The page once all have answered. */
    static String pressed(Browser person, TestClock clock) {
        // Of the same moment nobody could tell what was said before from what is said now.
        clock.pass(Duration.ofSeconds(1));
        String begun = person.post("/ops/quality/fetch-reports", List.of()).body();
        assertThat(begun).contains("The platforms are being asked; what each says");
        Matcher part = POLLED.matcher(begun);
        String done = part.find()
                ? await().atMost(Duration.ofMinutes(2))
                        .until(() -> person.get(part.group(1)).body(), it -> !it.contains("some take minutes"))
                : begun;
        assertThat(done).contains("All have answered", "Ask the platforms now");
        return person.get("/ops/reconciliation").body();
    }
}
