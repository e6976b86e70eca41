package io.leadloop.pipeline;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings of the expected values, {@code leadloop.expected-value.*}.
 *
 * @param mostADay by how many percent a value that is told may move in a day at most, 1 to 100
 */
@ConfigurationProperties("leadloop.expected-value")
public record ExpectedValueSettings(@DefaultValue("20") int mostADay) {

    public ExpectedValueSettings {
        if (mostADay < 1 || mostADay > 100) {
            throw new IllegalArgumentException("leadloop.expected-value.most-a-day is " + mostADay
                    + " and has to be a whole number of percent from 1 to 100");
        }
    }
}
