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
import java.util.List;
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
    private static final Pattern METRIC = Pattern.compile("\\b(?:leadloop|hikaricp)_[a-z_]+");

    private static final Pattern SELECTOR = Pattern.compile("(\\b[a-z_]+)\\{([^}]*)}");
    private static final Pattern LABEL = Pattern.compile("(\\w+)(?:=~|!=|=)");

    /** Only there while an end of a source is known. */
    private static final Set<String> SOMETIMES = Set.of("leadloop_source_days_left");

    /** Prometheus itself sets them, and makes the metric. */
    private static final Set<String> OF_PROMETHEUS = Set.of("job", "instance");

    @Autowired
    House house;

    @Autowired
    TestClock clock;

    @Autowired
    DeskMetrics metrics;

    @Autowired
    AlertMetrics conditions;

    private static Set<String> names(String text) {
        return METRIC.matcher(text).results().map(it -> it.group()).collect(Collectors.toCollection(TreeSet::new));
    }

    /** The expressions of the dashboard and of the rules, each once. */
    private static Set<String> expressions() throws IOException {
        Set<String> found = new TreeSet<>();
        new ObjectMapper().readTree(DASHBOARD.toFile()).findValues("expr").forEach(it -> found.add(it.asText()));
        Map<String, List<Map<String, List<Map<String, Object>>>>> rules = new Yaml().load(Files.readString(RULES));
        rules.get("groups")
                .forEach(group -> group.get("rules").forEach(it -> found.add(String.valueOf(it.get("expr")))));
        return found;
    }

    private String scraped() {
        return house.send(house.request("/actuator/prometheus").GET()).body();
    }

    @Test
    void counters_that_a_rule_names_are_there_before_anything_happens() {
        String scraped = scraped();
        for (String source : List.of("generic", "salesforce")) {
            for (String outcome : List.of("FAILED", "UNVERIFIED")) {
                assertThat(scraped)
                        .contains("leadloop_webhook_received_total{outcome=\"" + outcome + "\",source=\"" + source
                                + "\"}");
            }
        }
        assertThat(scraped)
                .contains("leadloop_webhook_received_total{outcome=\"UNVERIFIED\",source=\"unknown\"}")
                .contains("leadloop_conversion_verdicts_total{destination=\"google-ads\",state=\"FAILED\"}")
                .contains("leadloop_conversion_uploads_total{destination=\"meta\",outcome=\"DUPLICATE\"}");
    }

    @Test
    void every_metric_that_they_name_is_there_with_the_labels_that_they_name() throws IOException {
        clock.set("2026-10-03T10:25:00Z");
        house.leadReaches("measured", "MQL", "2026-10-03T09:00:00Z", "gclid=measured-g", "fbclid=measured-f");
        house.settles();
        house.leadReaches("measured", "SQL", "2026-10-03T09:10:00Z");
        house.faults("google-ads", "{\"fault\":\"BAD_ROW\",\"matching\":\"measured-g\"}");
        house.faults("meta", "{\"fault\":\"BAD_TOKEN\"}");
        house.settles();
        clock.pass(Duration.ofMinutes(5));
        metrics.refresh();
        conditions.refresh();
        String scraped = scraped();
        Set<String> there = names(scraped);
        assertThat(expressions()).hasSizeGreaterThan(40).allSatisfy(expression -> {
            Set<String> named = names(expression);
            named.removeAll(SOMETIMES);
            assertThat(there).as(expression).containsAll(named);
            assertThat(expression).containsPattern("(leadloop|hikaricp)_[a-z]+|^up\\{");
            SELECTOR.matcher(expression)
                    .results()
                    .forEach(selector -> LABEL.matcher(selector.group(2))
                            .results()
                            .map(it -> it.group(1))
                            .filter(it -> !OF_PROMETHEUS.contains(it))
                            .forEach(label -> assertThat(scraped)
                                    .as(expression)
                                    .containsPattern("(?m)^" + selector.group(1) + "\\{[^}]*\\b" + label + "=\"")));
        });
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
