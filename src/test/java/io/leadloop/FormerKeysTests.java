package io.leadloop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.support.DefaultListableBeanFactory;
import org.springframework.boot.env.YamlPropertySourceLoader;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.io.FileSystemResource;

/**
 * What version 0.2.0 documented: its configuration page as a list of keys, and the blocks of YAML of its pages. A key that is
 * not known any more stands in the changelog, by its whole name, so that whoever has it reads there what to do.
 */
class FormerKeysTests {

    private static final Path RELEASE = Path.of("src/test/resources/configuration-0.2.0");
    private static final String SOURCE = "leadloop.crm.sources.";

    private final StandardEnvironment environment = new StandardEnvironment();

    private void start() {
        DefaultListableBeanFactory factory = new DefaultListableBeanFactory();
        factory.registerSingleton("environment", environment);
        new UnknownKeys().postProcessBeanFactory(factory);
    }

    private static List<String> documented() throws IOException {
        return Files.readAllLines(RELEASE.resolve("keys.txt"));
    }

    /** As somebody writes it: a source has a name of its own, and an entry of a map too, which for some is an account. */
    private static String written(String documented) {
        String entry = documented.startsWith("leadloop.quality.") ? "meta" : "mine";
        String key = documented.replace("<name>", entry).replace("destinations.*", "destinations.meta");
        return key.startsWith(SOURCE)
                ? SOURCE + "my-" + key.substring(SOURCE.length()).replace("*", "generic")
                : key;
    }

    private static boolean isNamed(@Nullable Throwable failure, String key) {
        return failure != null && String.valueOf(failure.getMessage()).contains(" " + key + " (");
    }

    @Test
    void each_of_its_keys_is_known_or_its_end_stands_in_the_changelog() throws IOException {
        Map<String, Object> values = new HashMap<>();
        for (String key : documented()) {
            values.put(written(key), "x");
        }
        for (String type : List.of("close", "dynamics", "generic", "hubspot", "pipedrive", "salesforce")) {
            values.put(SOURCE + "my-" + type + ".type", type);
        }
        environment.getPropertySources().addFirst(new MapPropertySource("of 0.2.0", values));
        Throwable failure = catchThrowable(this::start);
        String changelog = Files.readString(Path.of("CHANGELOG.md"));
        assertThat(documented())
                .hasSizeGreaterThan(350)
                .filteredOn(it -> isNamed(failure, written(it)))
                .allSatisfy(it -> assertThat(changelog)
                        .as("CHANGELOG.md names what came of a key of 0.2.0")
                        .contains("`" + it + "`"));
        assertThat(failure == null || documented().stream().anyMatch(it -> isNamed(failure, written(it))))
                .as("it starts, or it is one of these keys: %s", failure)
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"README", "destinations-1", "operations-1", "operations-2", "webhooks-1"})
    void each_block_of_its_pages_has_keys_that_are_known(String block) throws IOException {
        new YamlPropertySourceLoader()
                .load(block, new FileSystemResource(RELEASE.resolve(block + ".yaml")))
                .forEach(environment.getPropertySources()::addFirst);
        assertThat(environment.getPropertySources().contains(block)).isTrue();
        assertThatCode(this::start).doesNotThrowAnyException();
    }
}
