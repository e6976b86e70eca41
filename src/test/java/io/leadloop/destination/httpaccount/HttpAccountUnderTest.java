package io.leadloop.destination.httpaccount;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.leadloop.destination.AccountName;
import io.leadloop.destination.Destination;
import io.leadloop.destination.PlatformSettings;
import io.leadloop.http.HttpSettings;
import io.leadloop.http.OutsideHttp;
import io.leadloop.http.PublicAddresses;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

/** An account of the type http, as it is configured. */
final class HttpAccountUnderTest {

    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-10-03T10:25:00Z"), ZoneOffset.UTC);
    private static final ObjectMapper JSON = new ObjectMapper();

    private final String name;
    private final Map<String, Object> keys = new HashMap<>();
    private PublicAddresses addresses = PublicAddresses.system();
    private PlatformSettings house = new PlatformSettings(false, Map.of());

    HttpAccountUnderTest(String name) {
        this.name = name;
    }

    HttpAccountUnderTest set(String key, Object value) {
        keys.put("leadloop.destinations." + name + "." + key, value);
        return this;
    }

    HttpAccountUnderTest resolving(PublicAddresses.Resolver resolver) {
        addresses = new PublicAddresses(resolver);
        return this;
    }

    HttpAccountUnderTest in(PlatformSettings settings) {
        house = settings;
        return this;
    }

    Destination start() {
        OutsideHttp http =
                new OutsideHttp(new HttpSettings(Duration.ofSeconds(20), Duration.ofSeconds(20)), JSON, CLOCK);
        AccountName account = new AccountName(name, null);
        return new HttpAccountDestination(
                account,
                new Binder(new MapConfigurationPropertySource(keys))
                        .bindOrCreate(account.prefix(), HttpAccountProperties.class),
                new HttpAccountCalls(http, JSON, CLOCK, addresses),
                house);
    }
}
