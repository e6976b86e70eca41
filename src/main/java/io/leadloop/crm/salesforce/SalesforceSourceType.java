package io.leadloop.crm.salesforce;

import io.leadloop.crm.ConsentWhenAbsent;
import io.leadloop.crm.CrmSource;
import io.leadloop.crm.CrmSourceType;
import io.leadloop.expiry.OutsideApi;
import io.leadloop.http.AccessToken;
import io.leadloop.http.JwtBearer;
import io.leadloop.http.OutsideHttp;
import io.leadloop.http.RefreshTokens;
import io.leadloop.lead.Consent;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.stereotype.Component;

/** Creates sources of type {@code salesforce}: webhooks only or, with the keys of an app, the REST API too. */
@Component
class SalesforceSourceType implements CrmSourceType {

    private final OutsideHttp http;
    private final RefreshTokens refreshTokens;
    private final MeterRegistry metrics;
    private final Clock clock;

    SalesforceSourceType(OutsideHttp http, RefreshTokens refreshTokens, MeterRegistry metrics, Clock clock) {
        this.http = http;
        this.refreshTokens = refreshTokens;
        this.metrics = metrics;
        this.clock = clock;
    }

    @Override
    public String type() {
        return "salesforce";
    }

    @Override
    public List<ApiVersion> apiVersions(String prefix, Binder configuration) {
        SalesforceApiProperties api = configuration.bindOrCreate(prefix, SalesforceApiProperties.class);
        return api.isOn()
                ? List.of(new ApiVersion(OutsideApi.SALESFORCE_REST, api.apiVersion(), "api-version"))
                : List.of();
    }

    @Override
    public CrmSource create(String name, String prefix, Binder configuration) {
        SalesforceProperties properties = configuration.bindOrCreate(prefix, SalesforceProperties.class);
        SalesforceApiProperties api = configuration.bindOrCreate(prefix, SalesforceApiProperties.class);
        String token = properties.token();
        List<String> mistakes = new ArrayList<>();
        if (token == null || token.isBlank() || properties.organizationIds().isEmpty()) {
            mistakes.add(prefix + ".token (random, at least 16 characters) and " + prefix
                    + ".organization-ids: without both anybody could send leads");
        }
        if (api.isOn()) {
            mistakes.addAll(api.mistakes(prefix));
        } else if (api.writeBack().isOn()) {
            mistakes.add(prefix + ".base-url, .client-id and .client-secret: write-back needs them");
        }
        if (!mistakes.isEmpty()) {
            throw new IllegalStateException("Set " + String.join("; ", mistakes) + ".");
        }
        Consent assumed = ConsentWhenAbsent.of(properties.consentWhenAbsent(), prefix);
        SalesforceTranslation translation = new SalesforceTranslation(
                name, properties, assumed, api.writeBack().userId());
        SalesforceSource webhooks =
                new SalesforceSource(Objects.requireNonNull(token), properties.organizationIds(), translation);
        if (!api.isOn()) {
            return webhooks;
        }
        SalesforceClient.ApiUsage usage = new SalesforceClient.ApiUsage();
        metrics.gauge("leadloop.crm.api.used", Tags.of("source", name), usage, SalesforceClient.ApiUsage::share);
        SalesforceClient client = new SalesforceClient(
                Objects.requireNonNull(api.baseUrl()), api.apiVersion(), token(name, api), http, usage, clock);
        return new ConnectedSalesforce(
                webhooks, translation, client, new SalesforceSchema(client, properties, clock), api, clock);
    }

    private AccessToken token(String name, SalesforceApiProperties api) {
        String id = "crm-" + name;
        String clientId = Objects.requireNonNull(api.clientId());
        if (api.isJwtBearer()) {
            JwtBearer bearer = JwtBearer.withKeyFile(
                    clientId,
                    Objects.requireNonNull(api.username()),
                    api.audience(),
                    Objects.requireNonNull(api.privateKeyFile()));
            return AccessToken.byJwtBearer(id, bearer, api.tokenEndpoint(), http, clock);
        }
        String secret = Objects.requireNonNull(api.clientSecret());
        if (api.isRefreshing()) {
            AccessToken.Client client = new AccessToken.Client(
                    clientId, secret, Objects.requireNonNull(api.refreshToken()), api.tokenEndpoint(), null);
            return AccessToken.byRefreshToken(id, client, refreshTokens, http, clock)
                    .untilRefused();
        }
        return AccessToken.byClientCredentials(id, clientId, secret, api.tokenEndpoint(), http, clock);
    }
}
