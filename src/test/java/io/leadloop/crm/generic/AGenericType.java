package io.leadloop.crm.generic;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.leadloop.http.HttpSettings;
import io.leadloop.http.OutsideHttp;
import java.time.Clock;
import java.time.Duration;

/** The type {@code generic} with the presets that are shipped. */
final class AGenericType {

    private static final Presets SHIPPED = new Presets("no/such/folder");

    private AGenericType() {}

    static GenericSourceType of(Clock clock) {
        return new GenericSourceType(
                new OutsideHttp(
                        new HttpSettings(Duration.ofSeconds(20), Duration.ofSeconds(20)), new ObjectMapper(), clock),
                clock,
                SHIPPED);
    }
}
