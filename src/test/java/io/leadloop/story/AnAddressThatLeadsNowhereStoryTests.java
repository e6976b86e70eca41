package io.leadloop.story;

import static org.assertj.core.api.Assertions.assertThat;

import io.leadloop.support.Browser;
import io.leadloop.support.House;
import io.leadloop.support.StoryTest;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;

/** A mistyped or old address, as a person and as a program ask for it. */
@StoryTest
class AnAddressThatLeadsNowhereStoryTests {

    @Autowired
    House house;

    @Test
    void is_a_page_with_a_way_back_for_a_person() {
        HttpResponse<String> answer =
                Browser.signedIn(house, "admin", House.PASSWORD).opens("/ops/quality/reconcilation");
        assertThat(answer.statusCode()).isEqualTo(404);
        assertThat(answer.headers().firstValue("Content-Type").orElseThrow()).startsWith("text/html");
        assertThat(answer.body()).contains("There is no such page", "Back to the overview");
    }

    @Test
    void is_a_problem_in_json_for_a_program() {
        HttpResponse<String> answer = house.send(house.asAdministrator("/api/leeds"));
        assertThat(answer.statusCode()).isEqualTo(404);
        assertThat(answer.headers().firstValue("Content-Type")).contains("application/problem+json");
        assertThat(answer.body()).contains("api/leeds");
    }

    @ParameterizedTest
    @CsvSource({
        "/ops/leads/01990000-0000-7000-8000-000000000000, 404, There is no such page",
        "/ops/leads/no-id, 400, The value of &#39;id&#39; cannot be read.",
        "/ops/pipeline/versions/99999, 404, There is no such",
        "/ops/quality?from=2026-10-03&until=2026-10-01, 400, That did not work"
    })
    void is_a_page_too_where_it_names_what_is_gone_or_cannot_be_read(String address, int status, String words) {
        HttpResponse<String> answer =
                Browser.signedIn(house, "admin", House.PASSWORD).opens(address);
        assertThat(answer.statusCode()).isEqualTo(status);
        assertThat(answer.headers().firstValue("Content-Type").orElseThrow()).startsWith("text/html");
        assertThat(answer.body()).contains(words, "Back to the overview").doesNotContain("The log has");
    }
}
