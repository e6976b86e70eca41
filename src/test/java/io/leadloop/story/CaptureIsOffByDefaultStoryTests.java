package io.leadloop.story;

import static org.assertj.core.api.Assertions.assertThat;

import io.leadloop.support.House;
import io.leadloop.support.StoryTest;
import java.net.http.HttpRequest;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** Without a configured site nothing is taken. */
@StoryTest
class CaptureIsOffByDefaultStoryTests {

    @Autowired
    House house;

    @Test
    void a_capture_is_not_found_even_from_our_own_page() {
        assertThat(house.send(house.request("/capture")
                                .header("Origin", house.address(""))
                                .POST(HttpRequest.BodyPublishers.ofString("{}")))
                        .statusCode())
                .isEqualTo(404);
    }
}
