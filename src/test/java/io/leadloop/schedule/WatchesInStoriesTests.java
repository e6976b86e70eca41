package io.leadloop.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import io.leadloop.support.StoryTest;
import java.util.Arrays;
import java.util.EnumSet;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.context.SpringBootTest;

/** A watch that runs by itself meets whatever a story does at that moment. */
class WatchesInStoriesTests {

    private static final String OFF = "leadloop.schedule.off=";

    @Test
    void only_what_people_start_on_pages_runs_by_itself() {
        String off = Arrays.stream(
                        StoryTest.class.getAnnotation(SpringBootTest.class).properties())
                .filter(it -> it.startsWith(OFF))
                .findFirst()
                .orElseThrow();
        assertThat(off.substring(OFF.length()).split(","))
                .extracting(Watch::valueOf)
                .containsExactlyInAnyOrderElementsOf(
                        EnumSet.complementOf(EnumSet.of(Watch.CONNECTIONS, Watch.BULK_JOBS)));
    }
}
