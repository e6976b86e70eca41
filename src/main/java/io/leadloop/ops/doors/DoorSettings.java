package io.leadloop.ops.doors;

import java.net.URI;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.Assert;
import org.springframework.util.unit.DataSize;

/**
 * Bounds for those whom nobody knows yet.
 *
 * @param address where people open LeadLoop, e.g. {@code https://leadloop.example.com}; with it, requests that name
 *     another host get 421
 * @param maxUnknownBody the largest body of a request without a sign-in or a webhook's proof
 * @param bodyTimeout how long one may take to send the body, from its first byte
 * @param slowBodies how many requests without a sign-in may be waited for at the same time; further ones get 429
 */
@ConfigurationProperties("leadloop.doors")
record DoorSettings(
        @Nullable URI address,
        @DefaultValue("16KB") DataSize maxUnknownBody,
        @DefaultValue("10s") Duration bodyTimeout,
        @DefaultValue("8") int slowBodies) {

    DoorSettings {
        Assert.isTrue(
                address == null || address.getHost() != null,
                "leadloop.doors.address has to be a whole address such as https://leadloop.example.com");
    }
}
