package io.leadloop.crm.salesforce;

import io.leadloop.crm.CrmSource;
import io.leadloop.http.HttpSettings;
import io.leadloop.http.OutsideHttp;
import io.leadloop.http.RefreshTokens;
import io.leadloop.support.TestClock;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

/** A source of type salesforce as the configuration makes it, beside a fake organisation. */
final class ASource implements RefreshTokens {

    static final String NOW = "2026-11-22T10:00:00Z";

    final TestClock clock = new TestClock();
    final MeterRegistry metrics = new SimpleMeterRegistry();
    final Map<String, String> refreshTokens = new HashMap<>();
    private final Map<String, String> keys = new HashMap<>();

    ASource() {
        clock.set(NOW);
        with("token", "a-secret-token");
        with("organization-ids", "00Dxx0000001gPF");
        with("consent-when-absent", "granted");
    }

    ASource with(String key, String value) {
        keys.put("leadloop.crm.sources.sf." + key, value);
        return this;
    }

    /** Signed in by client credentials. */
    ASource at(FakeSalesforce salesforce) {
        return with("base-url", salesforce.address().toString())
                .with("client-id", "3MVG9fake")
                .with("client-secret", "fake-secret");
    }

    CrmSource made() {
        OutsideHttp http = new OutsideHttp(
                new HttpSettings(Duration.ofSeconds(20), Duration.ofSeconds(20)),
                new com.fasterxml.jackson.databind.ObjectMapper(),
                clock);
        return new SalesforceSourceType(http, this, metrics, clock)
                .create("sf", "leadloop.crm.sources.sf", new Binder(new MapConfigurationPropertySource(keys)));
    }

    ConnectedSalesforce connected() {
        return (ConnectedSalesforce) made();
    }

    @Override
    public String newest(String destination, String configured) {
        return refreshTokens.getOrDefault(destination, configured);
    }

    @Override
    public void replace(String destination, String configured, String next) {
        refreshTokens.put(destination, next);
    }
}
