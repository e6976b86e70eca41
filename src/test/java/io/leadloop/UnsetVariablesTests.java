package io.leadloop;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.support.DefaultListableBeanFactory;
import org.springframework.mock.env.MockEnvironment;

/** A forgotten environment variable is found at the start, by its name. */
class UnsetVariablesTests {

    private final MockEnvironment environment = new MockEnvironment();

    private void start() {
        DefaultListableBeanFactory factory = new DefaultListableBeanFactory();
        factory.registerSingleton("environment", environment);
        new UnsetVariables().postProcessBeanFactory(factory);
    }

    @Test
    void one_that_is_not_set_stops_the_start() {
        environment.setProperty("leadloop.destinations.meta.access-token", "${META_TOKEN}");
        assertThatThrownBy(this::start).hasMessageContaining("META_TOKEN (leadloop.destinations.meta.access-token)");
    }

    @Test
    void one_that_is_set_does_not() {
        environment.setProperty("leadloop.destinations.meta.access-token", "${META_TOKEN}");
        environment.setProperty("META_TOKEN", "a-token");
        assertThatCode(this::start).doesNotThrowAnyException();
    }

    @Test
    void one_with_a_default_does_not() {
        environment.setProperty("leadloop.destinations.meta.access-token", "${META_TOKEN:none}");
        assertThatCode(this::start).doesNotThrowAnyException();
    }
}
