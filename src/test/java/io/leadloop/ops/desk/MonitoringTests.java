package io.leadloop.ops.desk;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.leadloop.support.House;
import io.leadloop.support.StoryTest;
import io.leadloop.support.TestClock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.yaml.snakeyaml.Yaml;

/** The dashboard and the alert rules speak of metrics that exist, and the operations page of each of them. */
@StoryTest
class MonitoringTests {

    private static final Path DASHBOARD = Path.of("monitoring/grafana/leadloop.json");
    private static final Path RULES = Path.of("monitoring/prometheus/leadloop.yml");
    private static final Pattern METRIC = Pattern.compile("leadloop_[a-z_]+");

    /** Only there while a platform has verdicts to tell, or an end is known. */
    private static final Set<String> SOMETIMES =
            Set.of("leadloop_conversion_verdicts_total", "leadloop_destination_days_left", "leadloop_source_days_left");

    @Autowired
    House house;

    @Autowired
    TestClock clock;

    @Autowired
    DeskMetrics metrics;

    private static Set<String> names(String text) {
        return METRIC.matcher(text).results().map(it -> it.group()).collect(Collectors.toCollection(TreeSet::new));
    }

    @Test
    void every_metric_that_they_name_is_there() throws IOException {
        clock.set("2026-10-03T10:25:00Z");
        house.leadReaches("measured", "MQL", "2026-10-03T09:00:00Z", "gclid=measured-g", "fbclid=measured-f");
        house.settles();
        house.leadReaches("measured", "SQL", "2026-10-03T09:10:00Z");
        house.faults("google-ads", "{\"fault\":\"BAD_ROW\",\"matching\":\"measured-g\"}");
        house.faults("meta", "{\"fault\":\"BAD_TOKEN\"}");
        house.settles();
        clock.pass(Duration.ofMinutes(5));
        metrics.refresh();
        Set<String> there =
                names(house.send(house.request("/actuator/prometheus").GET()).body());
        Set<String> named = names(Files.readString(DASHBOARD) + Files.readString(RULES));
        named.removeAll(SOMETIMES);
        assertThat(there).containsAll(named);
        house.faults("google-ads");
        house.faults("meta");
        house.administratorPosts("/api/destinations/meta/resume");
    }

    @Test
    void they_can_be_read() throws IOException {
        assertThat(new ObjectMapper()
                        .readTree(DASHBOARD.toFile())
                        .path("panels")
                        .size())
                .isGreaterThan(10);
        Map<String, Object> rules = new Yaml().load(Files.readString(RULES));
        assertThat(rules).containsKey("groups");
    }

    @Test
    void the_operations_page_says_what_to_do_about_each() throws IOException {
        String page = Files.readString(Path.of("docs/operations.md"));
        Pattern.compile("alert: (\\w+)")
                .matcher(Files.readString(RULES))
                .results()
                .forEach(it -> assertThat(page).contains("`" + it.group(1) + "`"));
    }
}
