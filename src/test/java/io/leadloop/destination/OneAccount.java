package io.leadloop.destination;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.leadloop.http.HttpSettings;
import io.leadloop.http.OutsideHttp;
import io.leadloop.http.RefreshTokens;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

/** An account as the configuration makes it, of keys without their prefix. */
public final class OneAccount {

    public static final Clock CLOCK = Clock.fixed(Instant.parse("2026-10-03T10:25:00Z"), ZoneOffset.UTC);

    private OneAccount() {}

    /** A type's own way to make its accounts. */
    public interface Type {
        DestinationType of(OutsideHttp http, PlatformSettings settings, RefreshTokens tokens, Clock clock);
    }

    public static Destination of(Type type, Map<String, String> keys) {
        OutsideHttp http = new OutsideHttp(
                new HttpSettings(Duration.ofSeconds(20), Duration.ofSeconds(20)), new ObjectMapper(), CLOCK);
        DestinationType made = type.of(http, new PlatformSettings(false, Map.of()), new TokensInMemory(), CLOCK);
        AccountName name = AccountName.of(made.id());
        Map<String, String> all = new HashMap<>();
        keys.forEach((key, value) -> all.put(name.prefix() + "." + key, value));
        return made.create(name, new Binder(new MapConfigurationPropertySource(all)));
    }
}
