package io.leadloop.story;

import static org.assertj.core.api.Assertions.assertThat;

import io.leadloop.support.Browser;
import io.leadloop.support.House;
import io.leadloop.support.StoryTest;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;
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
}
