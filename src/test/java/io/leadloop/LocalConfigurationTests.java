package io.leadloop;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.context.config.ConfigDataEnvironmentPostProcessor;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.io.DefaultResourceLoader;
import org.springframework.core.io.FileSystemResource;
import org.springframework.core.io.Resource;

/** What {@code config/leadloop.yaml} says counts before what is shipped, with the demo profile and without it. */
class LocalConfigurationTests {

    private static final String LOCAL = "config/leadloop.yaml";

    @TempDir
    Path installation;

    @BeforeEach
    void an_installation_has_keys_of_its_own() throws IOException {
        Files.createDirectories(installation.resolve("config"));
        Files.writeString(installation.resolve(LOCAL), """
                leadloop:
                  inbox.threads: 7
                  destinations.meta.dataset-id: "1234567890"
                """);
    }

    /** The environment of a start in the installation's folder. */
    private StandardEnvironment started(String... profiles) {
        DefaultResourceLoader files = new DefaultResourceLoader() {
            @Override
            public Resource getResource(String location) {
                return location.startsWith("file:") && location.endsWith(LOCAL)
                        ? new FileSystemResource(installation.resolve(LOCAL))
                        : super.getResource(location);
            }
        };
        StandardEnvironment environment = new StandardEnvironment();
        ConfigDataEnvironmentPostProcessor.applyTo(environment, files, null, profiles);
        return environment;
    }

    private static @Nullable String dataset(StandardEnvironment environment) {
        return environment.getProperty("leadloop.destinations.meta.dataset-id");
    }

    @Test
    void its_keys_count_before_those_of_the_application() {
        assertThat(started().getProperty("leadloop.inbox.threads")).isEqualTo("7");
        assertThat(dataset(started())).isEqualTo("1234567890");
    }

    @Test
    void its_keys_count_before_those_of_the_demo_profile() {
        assertThat(dataset(started("demo"))).isEqualTo("1234567890");
    }

    @Test
    void what_it_does_not_say_is_the_demo_profiles() throws IOException {
        assertThat(started("demo").getProperty("leadloop.destinations.meta.access-token"))
                .isEqualTo("demo-meta-token");
        Files.delete(installation.resolve(LOCAL));
        assertThat(dataset(started("demo"))).isEqualTo("900100200300400");
    }

    @Test
    void without_the_demo_profile_nothing_of_it_is_there() {
        assertThat(started().getProperty("leadloop.sandbox.enabled")).isEqualTo("false");
        assertThat(started().getProperty("leadloop.destinations.meta.access-token"))
                .isNull();
    }

    @Test
    void it_may_name_the_profile_itself() throws IOException {
        Files.writeString(installation.resolve(LOCAL), "spring.profiles.active: demo\nleadloop.inbox.threads: 7\n");
        assertThat(started().getProperty("leadloop.sandbox.enabled")).isEqualTo("true");
        assertThat(started().getProperty("leadloop.inbox.threads")).isEqualTo("7");
    }
}
