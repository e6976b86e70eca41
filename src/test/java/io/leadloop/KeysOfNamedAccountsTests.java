package io.leadloop;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.support.DefaultListableBeanFactory;
import org.springframework.boot.env.YamlPropertySourceLoader;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.env.SystemEnvironmentPropertySource;
import org.springframework.core.io.ByteArrayResource;

/** What keys an account of an ad platform has that bears a name of its own. */
class KeysOfNamedAccountsTests {

    private final StandardEnvironment environment = new StandardEnvironment();
    private final Map<String, Object> variables = new HashMap<>();

    private void file(String yaml) throws IOException {
        new YamlPropertySourceLoader()
                .load("a file", new ByteArrayResource(yaml.getBytes(StandardCharsets.UTF_8), "leadloop.yaml"))
                .forEach(environment.getPropertySources()::addFirst);
    }

    private void start() {
        environment.getPropertySources().addLast(new SystemEnvironmentPropertySource("variables", variables));
        DefaultListableBeanFactory factory = new DefaultListableBeanFactory();
        factory.registerSingleton("environment", environment);
        new UnknownKeys().postProcessBeanFactory(factory);
    }

    @Test
    void an_account_has_the_keys_of_its_type_under_its_own_name() throws IOException {
        file("leadloop.destinations.brand-uk: {type: meta, label: Brand, dataset-id: d, customer-id: c}\n"
                + "leadloop.quality.zones.brand-uk: Europe/London\n");
        variables.put("LEADLOOP_DESTINATIONS_BRANDUK_ACCESSTOKEN", "t");
        variables.put("LEADLOOP_DESTINATIONS_BRAND_US_TYPE", "reddit");
        variables.put("LEADLOOP_DESTINATIONS_BRAND_US_PIXEL_ID", "p");
        assertThatThrownBy(this::start)
                .hasMessageContaining("leadloop.destinations.brand-uk.customer-id")
                .hasMessageNotContaining("dataset-id (")
                .hasMessageNotContaining("label (")
                .hasMessageNotContaining("zones")
                .hasMessageNotContaining("LEADLOOP_DESTINATIONS_BRAND");
    }

    /** Their own check says what is wrong with the type or the name (ConfiguredAccountsTests). */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "leadloop.destinations.brand-uk: {type: facebook, dataset-id: d}",
                "leadloop.destinations.Brand_UK: {type: meta, dataset-id: d}"
            })
    void of_an_account_with_a_wrong_type_or_name_nothing_is_said_here(String yaml) throws IOException {
        file(yaml);
        assertThatCode(this::start).doesNotThrowAnyException();
    }

    @Test
    void a_name_that_is_no_platforms_is_told_to_say_its_type() throws IOException {
        file("leadloop.destinations.brand-uk.dataset-id: d");
        assertThatThrownBy(this::start)
                .hasMessageContaining("leadloop.destinations.brand-uk.dataset-id")
                .hasMessageContaining("an account of your own name needs leadloop.destinations.brand-uk.type");
    }
}
