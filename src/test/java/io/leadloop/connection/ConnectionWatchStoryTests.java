package io.leadloop.connection;

import static org.assertj.core.api.Assertions.assertThat;

import io.leadloop.destination.Destination;
import io.leadloop.destination.Destinations;
import io.leadloop.support.House;
import io.leadloop.support.StoryTest;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** A connection that was changed on another node. */
@StoryTest
class ConnectionWatchStoryTests {

    @Autowired
    House house;

    @Autowired
    Connections connections;

    @Autowired
    ConnectionWatch watch;

    @Autowired
    Destinations destinations;

    @Test
    void is_taken_over_at_the_next_look() throws Exception {
        connections.save(
                new ConnectionDraft(
                        ConnectionKind.ACCOUNT,
                        "brand-de",
                        "meta",
                        null,
                        ConnectionState.ON,
                        Map.of("dataset-id", "1", "access-token", "a"),
                        0),
                "olga");
        assertThat(destinations.find("brand-de")).map(Destination::isOn).contains(true);
        house.sql("update leadloop.connection set state = 'OFF', version = version + 1 where name = 'brand-de'");
        watch.look();
        assertThat(destinations.find("brand-de")).map(Destination::isOn).contains(false);
        house.sql("update leadloop.connection set state = 'REMOVED', version = version + 1 where name = 'brand-de'");
        watch.look();
        assertThat(destinations.find("brand-de")).isEmpty();
    }

    @Test
    void whose_secrets_were_sealed_with_another_key_is_off_and_says_what_is_missing() throws Exception {
        connections.save(
                new ConnectionDraft(
                        ConnectionKind.ACCOUNT,
                        "brand-fr",
                        "meta",
                        null,
                        ConnectionState.ON,
                        Map.of("dataset-id", "1", "access-token", "a"),
                        0),
                "olga");
        house.sql("update leadloop.connection set secrets = decode(repeat('7f', 80), 'hex'),"
                + " version = version + 1 where name = 'brand-fr'");
        watch.look();
        assertThat(destinations.find("brand-fr")).map(Destination::isOn).contains(false);
        assertThat(destinations.problemOf("brand-fr")).contains("Set access-token.");
    }
}
