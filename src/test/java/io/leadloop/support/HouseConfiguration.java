package io.leadloop.support;

import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;

/** Puts the test's clock in the place of the real one. */
@TestConfiguration(proxyBeanMethods = false)
@Import({House.class, HouseState.class, Memories.class})
class HouseConfiguration {

    /** The time at which every story begins. */
    static final String BEGINNING = "2026-10-03T10:25:00Z";

    @Bean
    TestClock clock() {
        TestClock clock = new TestClock();
        clock.set(BEGINNING);
        return clock;
    }
}
