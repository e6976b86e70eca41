package io.leadloop;

import java.time.Clock;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.context.annotation.Bean;

/** Starts LeadLoop. What runs, and on which keys, is in {@code application.yaml} and {@code docs/configuration.md}. */
@SpringBootApplication
@ConfigurationPropertiesScan
public class LeadLoopApplication {

    /** The one clock: everything that asks for the time gets it from here, so that tests can set it. */
    @Bean
    Clock clock() {
        return Clock.systemUTC();
    }

    public static void main(String[] args) {
        SpringApplication.run(LeadLoopApplication.class, args);
    }
}
