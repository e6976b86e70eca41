package io.leadloop.story;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.leadloop.support.Browser;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;

/** "Ask the platforms now", pressed by a person who waits for what they say. */
final class AskedReports {

    private AskedReports() {}

    /** The page once all have answered. */
    static String pressed(Browser person) {
        assertThat(person.post("/ops/quality/fetch-reports", List.of()).body())
                .contains("The platforms are being asked");
        HttpResponse<String> done = await().atMost(Duration.ofMinutes(2))
                .until(
                        () -> person.get("/ops/reconciliation/asked"),
                        it -> it.headers().firstValue("HX-Refresh").isPresent());
        assertThat(done.body()).doesNotContain("being asked").contains("Ask the platforms now");
        return person.get("/ops/reconciliation").body();
    }
}
