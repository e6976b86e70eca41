package io.leadloop.ops.desk;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/**
 * Prometheus' own tool tries each alert rule: silent on a clean day, and told on the first case of its fault. Where the
 * machine has no promtool (Debian's package prometheus) that is left out, unless PROMETHEUS_RULES says {@code required},
 * as {@code .ci/run} does after installing it.
 */
class PrometheusRulesTests {

    private static final Path FOLDER = Path.of("monitoring/prometheus");
    private static final Pattern RULE = Pattern.compile("- alert: (\\w+)");
    private static final Pattern TRIED =
            Pattern.compile("(?m)^ +- alertname: (\\w+)\n +eval_time: \\S+\n +exp_alerts:");
    private static final Pattern SILENT = Pattern.compile("\\{ alertname: (\\w+), eval_time: 24h }");

    private static List<String> names(String file, Pattern pattern) throws IOException {
        return pattern.matcher(Files.readString(FOLDER.resolve(file)))
                .results()
                .map(it -> it.group(1))
                .toList();
    }

    @Test
    void each_is_silent_on_a_clean_day_and_fires_on_the_first_case() throws Exception {
        if (!"required".equals(System.getenv("PROMETHEUS_RULES"))) {
            Assumptions.assumeTrue(isInstalled(), "needs promtool, of Debian's package prometheus");
        }
        Path answer = Files.createTempFile("promtool", ".txt");
        Process tool = new ProcessBuilder("promtool", "test", "rules", "leadloop.test.yml")
                .directory(FOLDER.toFile())
                .redirectErrorStream(true)
                .redirectOutput(answer.toFile())
                .start();
        int status = tool.waitFor();
        assertThat(status).as(Files.readString(answer, StandardCharsets.UTF_8)).isZero();
    }

    private static boolean isInstalled() {
        return Arrays.stream(System.getenv().getOrDefault("PATH", "").split(":"))
                .anyMatch(it -> Files.isExecutable(Path.of(it, "promtool")));
    }

    @Test
    void no_rule_is_left_untried() throws IOException {
        List<String> rules = names("leadloop.yml", RULE);
        assertThat(rules).doesNotHaveDuplicates();
        assertThat(names("leadloop.test.yml", TRIED)).containsExactlyInAnyOrderElementsOf(rules);
        assertThat(names("leadloop.test.yml", SILENT)).containsExactlyInAnyOrderElementsOf(rules);
    }

    @Test
    void every_kind_of_alert_has_a_rule() throws IOException {
        List<String> rules = names("leadloop.yml", RULE);
        assertThat(AlertKind.values())
                .allSatisfy(it -> assertThat(rules).as(it.name()).containsAll(it.rules()));
        assertThat(AlertKind.values())
                .allSatisfy(it -> assertThat(it.rules()).as(it.name()).isNotEmpty());
    }
}
