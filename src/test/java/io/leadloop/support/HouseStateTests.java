package io.leadloop.support;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.RepositoryService;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** A story that left the house in disorder, and the one that comes after it. */
@StoryTest
class HouseStateTests {

    @Autowired
    House house;

    @Autowired
    HouseState state;

    @Autowired
    TestClock clock;

    @Autowired
    IdentityService identity;

    @Autowired
    RepositoryService repository;

    @BeforeEach
    void a_story_and_what_it_leaves() throws IOException {
        clock.pass(Duration.ofDays(64));
        house.leadReaches("untidy", "MQL", "2026-12-05T09:00:00Z", "gclid=untidy-g");
        house.settles();
        house.leadReaches("untidy-2", "Nobody maps this", "2026-12-05T09:00:00Z");
        house.applies();
        house.faults("meta", "{\"fault\":\"BAD_TOKEN\"}");
        house.administratorPosts("/api/destinations/meta/pause");
        house.sql("update leadloop.stage set allowed_days = 1 where id = 'SQL'");
        People.join(identity, "untidy", "operators");
        String table = Files.readString(Path.of("bpmn", "stage-mapping.dmn"))
                .replace("<text>\"MQL\"</text>", "<text>\"SQL\"</text>");
        repository.createDeployment().addString("stage-mapping.dmn", table).deploy();
        state.restore();
    }

    @Test
    void nothing_of_it_is_there() {
        assertThat(clock.instant()).isEqualTo(Instant.parse(HouseConfiguration.BEGINNING));
        assertThat(house.tablesThatHold("untidy")).isEmpty();
        assertThat(house.received("google-ads", "untidy-g")).isEmpty();
        assertThat(house.count("select count(*) from leadloop.inbox_message")).isZero();
        assertThat(house.count("select count(*) from leadloop.destination_pause"))
                .isZero();
        assertThat(house.count("select allowed_days from leadloop.stage where id = 'SQL'"))
                .isEqualTo(60);
        assertThat(house.send(house.request("/sandbox/meta/faults").GET()).body())
                .doesNotContain("BAD_TOKEN");
    }

    @Test
    void the_next_one_is_told_by_the_rules_that_came_with_leadloop() {
        house.leadReaches("next", "MQL", "2026-10-03T09:00:00Z", "fbclid=next-f");
        house.settles();
        assertThat(house.lead("generic", "next").orElseThrow().stage()).isEqualTo("MQL");
        assertThat(house.received("meta", "next-f")).hasSize(1);
    }
}
