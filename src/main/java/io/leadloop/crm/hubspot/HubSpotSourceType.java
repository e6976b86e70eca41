package io.leadloop.crm.hubspot;

import io.leadloop.crm.ConsentWhenAbsent;
import io.leadloop.crm.CrmIds;
import io.leadloop.crm.CrmSource;
import io.leadloop.crm.CrmSourceType;
import io.leadloop.crm.CrmWriteBack;
import io.leadloop.crm.RestCrm;
import io.leadloop.crm.RestCrmParts;
import io.leadloop.crm.SourceSettings;
import io.leadloop.expiry.OutsideApi;
import io.leadloop.http.AccessToken;
import io.leadloop.http.OutsideHttp;
import io.leadloop.http.RefreshTokens;
import io.leadloop.lead.ClickIdKind;
import io.leadloop.lead.Consent;
import java.net.URI;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.stereotype.Component;

/** Creates sources of type {@code hubspot}. */
@Component
class HubSpotSourceType implements CrmSourceType {

    private final OutsideHttp http;
    private final RefreshTokens tokens;
    private final Clock clock;

    HubSpotSourceType(OutsideHttp http, RefreshTokens tokens, Clock clock) {
        this.http = http;
        this.tokens = tokens;
        this.clock = clock;
    }

    @Override
    public String type() {
        return "hubspot";
    }

    @Override
    public List<ApiVersion> apiVersions(String prefix, Binder configuration) {
        HubSpotProperties properties = configuration.bindOrCreate(prefix, HubSpotProperties.class);
        Map<String, String> paths = Map.of(
                properties.objectsPath() == null ? "api-version" : "objects-path", properties.objects(),
                properties.associationsPath() == null ? "api-version (associations)" : "associations-path",
                        properties.associations(),
                properties.pipelinesPath() == null ? "api-version (pipelines)" : "pipelines-path",
                        properties.pipelines());
        // One version at several paths is told once, by the first key.
        Map<String, ApiVersion> byVersion = new TreeMap<>();
        new TreeMap<>(paths)
                .forEach((key, path) -> OutsideApi.versionIn(path)
                        .ifPresent(version ->
                                byVersion.putIfAbsent(version, new ApiVersion(OutsideApi.HUBSPOT, version, key))));
        return List.copyOf(byVersion.values());
    }

    @Override
    public CrmSource create(String name, String prefix, Binder configuration) {
        HubSpotProperties properties = configuration.bindOrCreate(prefix, HubSpotProperties.class);
        check(properties, prefix);
        Consent assumed = ConsentWhenAbsent.of(properties.consentWhenAbsent(), prefix);
        HubSpotFields fields = new HubSpotFields(properties);
        HubSpotRelevance relevance = new HubSpotRelevance(properties, fields);
        HubSpotClicks clicks = new HubSpotClicks(fields, properties.braidInGclidField());
        HubSpotClient client = new HubSpotClient(properties, fields, token(name, properties), http);
        HubSpotPipelines pipelines = new HubSpotPipelines(client, properties.pipelinesKept(), clock);
        HubSpotSweep sweep = new HubSpotSweep(properties, client, fields, relevance, clock);
        String writeBack = properties.writeBackField();
        return new RestCrm<>(
                name,
                new RestCrmParts<>(
                        new RestCrmParts.Account("HubSpot", "account", Objects.requireNonNull(properties.portalId())),
                        new HubSpotDoor(signature(properties)),
                        HubSpotEvent::of,
                        (type, id) -> CrmIds.number("HubSpot", id),
                        relevance,
                        new HubSpotLookup(client, pipelines, clicks),
                        new HubSpotTranslation(name, properties, assumed, relevance, clicks),
                        sweep,
                        sweep,
                        writeBack == null ? CrmWriteBack.NONE : new HubSpotWriteBack(client, writeBack)),
                clock);
    }

    private HubSpotSignature signature(HubSpotProperties properties) {
        return new HubSpotSignature(
                Objects.requireNonNull(properties.publicUrl()),
                properties.signingSecrets(),
                properties.acceptV1(),
                clock);
    }

    private @Nullable AccessToken token(String name, HubSpotProperties properties) {
        if (properties.accessToken() != null) {
            return null;
        }
        return AccessToken.byRefreshToken(
                "crm:" + name,
                new AccessToken.Client(
                        Objects.requireNonNull(properties.clientId()),
                        Objects.requireNonNull(properties.clientSecret()),
                        Objects.requireNonNull(properties.refreshToken()),
                        URI.create(properties.baseUrl().toString().replaceAll("/+$", "") + properties.tokenPath()),
                        null),
                tokens,
                http,
                clock);
    }

    private static void check(HubSpotProperties properties, String prefix) {
        String url = Objects.requireNonNullElse(properties.publicUrl(), "");
        boolean oAuth =
                properties.clientId() != null && properties.clientSecret() != null && properties.refreshToken() != null;
        SourceSettings settings = new SourceSettings(prefix)
                .need(
                        url.matches("https?://[^/\\s]+/\\S+"),
                        "public-url (the target URL as it stands in HubSpot, https://<your host>/webhooks/<source>)")
                .need(
                        !properties.signingSecrets().isEmpty(),
                        "secrets (the app's client secret, which signs its webhooks)")
                .need(
                        properties.portalId() != null && HubSpotEvent.isId(properties.portalId()),
                        "portal-id (the account's Hub ID)")
                .need(properties.hasApiVersion(), "api-version (a dated one such as 2026-09, or v3)")
                .need(
                        properties.accessToken() != null || oAuth,
                        "access-token (of the project's app, or of a private app), or client-id, client-secret and refresh-token (of an OAuth app):"
                                + " a webhook names no click id, HubSpot has to be asked for it");
        for (String kind : properties.clickIdFields().keySet()) {
            settings.need(
                    ClickIdKind.ofSetting(kind).isPresent(),
                    "a kind of click id that exists in place of click-id-fields." + kind);
        }
        settings.check();
    }
}
