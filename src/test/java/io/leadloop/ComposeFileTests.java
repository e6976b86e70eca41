package io.leadloop;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** docker-compose.yml: what stands in it is read by somebody, and only TLS is open to the outside. */
class ComposeFileTests {

    private static final Path FILE = Path.of("docker-compose.yml");
    private static final Pattern VARIABLE = Pattern.compile("\\$\\{(\\w+)([^}]*)}");

    /** Of the Compose Specification (https://github.com/compose-spec/compose-spec/blob/main/05-services.md). */
    private static final Set<String> SERVICE_KEYS = Set.of(
            "build",
            "cap_add",
            "cap_drop",
            "command",
            "depends_on",
            "env_file",
            "environment",
            "healthcheck",
            "image",
            "logging",
            "mem_limit",
            "networks",
            "ports",
            "read_only",
            "restart",
            "security_opt",
            "shm_size",
            "stop_grace_period",
            "tmpfs",
            "volumes");

    private static final Set<String> HEALTH_KEYS =
            Set.of("test", "interval", "timeout", "retries", "start_period", "start_interval");

    private final String text = Files.readString(FILE);
    private final Map<String, Object> file = parsed();
    private final Map<String, Object> services = section(file, "services");

    ComposeFileTests() throws IOException {}

    @Test
    void holds_what_the_compose_specification_knows() {
        assertThat(file.keySet()).containsExactlyInAnyOrder("x-hardened", "services", "networks", "volumes");
        assertThat(services.keySet()).containsExactlyInAnyOrder("proxy", "node-1", "node-2", "postgres");
        services.keySet().forEach(name -> {
            assertThat(SERVICE_KEYS).as(name).containsAll(service(name).keySet());
            assertThat(HEALTH_KEYS)
                    .as(name)
                    .containsAll(section(service(name), "healthcheck").keySet());
        });
    }

    @Test
    void gives_the_nodes_only_keys_that_they_read() throws IOException {
        DeploymentKeys keys = new DeploymentKeys();
        assertThat(section(service("node-1"), "environment").keySet())
                .allSatisfy(it -> assertThat(keys.isRead(it)).as(it).isTrue());
        assertThat(keys.isRead("LEADLOOP_INBOX_ENCRIPTIONKEY")).isFalse();
        assertThat(keys.isRead("SPRING_DATASOURCE_USER")).isFalse();
    }

    @Test
    void says_where_people_open_it() {
        assertThat(section(service("node-1"), "environment"))
                .containsEntry("LEADLOOP_DOORS_ADDRESS", "https://${LEADLOOP_HOST:?set it in .env}");
    }

    @Test
    void opens_nothing_but_tls() {
        assertThat(service("proxy").get("ports")).isEqualTo(List.of("443:443/tcp", "443:443/udp"));
        assertThat(services.keySet().stream()
                        .filter(it -> service(it).containsKey("ports"))
                        .toList())
                .containsExactly("proxy");
        assertThat(service("postgres").get("networks")).isEqualTo(List.of("inside"));
        assertThat(section(section(file, "networks"), "inside")).containsEntry("internal", true);
    }

    @ParameterizedTest
    @ValueSource(strings = {"proxy", "node-1", "node-2", "postgres"})
    void bounds_watches_and_restarts_each_container_and_gives_it_no_more_rights_than_it_needs(String name) {
        assertThat(service(name))
                .containsKeys("healthcheck", "mem_limit", "stop_grace_period")
                .containsEntry("restart", "unless-stopped")
                .containsEntry("read_only", true)
                .containsEntry("cap_drop", List.of("ALL"))
                .containsEntry("security_opt", List.of("no-new-privileges:true"));
    }

    @Test
    void takes_from_the_environment_what_its_example_names_and_nothing_without_a_value() throws IOException {
        List<MatchResult> variables = VARIABLE.matcher(uncommented()).results().toList();
        assertThat(variables).extracting(it -> it.group(2)).containsOnly(":?set it in .env");
        assertThat(variables.stream().map(it -> it.group(1)).distinct())
                .containsExactlyInAnyOrderElementsOf(DeploymentKeys.namesIn(Path.of(".env.example")));
        assertThat(Files.readAllLines(Path.of(".gitignore"))).contains(".env");
    }

    @Test
    void sends_the_proxy_to_every_node() throws IOException {
        assertThat(Files.readString(Path.of("deploy/compose/Caddyfile")))
                .contains("{$LEADLOOP_HOST} {", "reverse_proxy node-1:8080 node-2:8080 {", "respond @inner 404");
    }

    private String uncommented() {
        return text.replaceAll("(?m)^\\s*#.*$", "");
    }

    private static Map<String, Object> parsed() throws IOException {
        LoaderOptions strict = new LoaderOptions();
        strict.setAllowDuplicateKeys(false);
        try (Reader reader = Files.newBufferedReader(FILE)) {
            return new Yaml(new SafeConstructor(strict)).load(reader);
        }
    }

    private Map<String, Object> service(String name) {
        return section(services, name);
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> section(Map<String, Object> parent, String name) {
        return (Map<String, Object>) Objects.requireNonNull(parent.get(name), name);
    }
}
