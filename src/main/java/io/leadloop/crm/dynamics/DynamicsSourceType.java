package io.leadloop.crm.dynamics;

import io.leadloop.crm.CrmApi;
import io.leadloop.crm.CrmIds;
import io.leadloop.crm.CrmSource;
import io.leadloop.crm.CrmSourceType;
import io.leadloop.crm.CrmWriteBack;
import io.leadloop.crm.PersonFields;
import io.leadloop.crm.RestCrm;
import io.leadloop.crm.RestCrmParts;
import io.leadloop.crm.SourceSettings;
import io.leadloop.expiry.OutsideApi;
import io.leadloop.http.AccessToken;
import io.leadloop.http.OutsideHttp;
import java.net.URI;
import java.time.Clock;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.stereotype.Component;

/** Creates sources of type {@code dynamics}. */
@Component
class DynamicsSourceType implements CrmSourceType {

    private final OutsideHttp http;
    private final Clock clock;

    DynamicsSourceType(OutsideHttp http, Clock clock) {
        this.http = http;
        this.clock = clock;
    }

    @Override
    public String type() {
        return "dynamics";
    }

    @Override
    public List<ApiVersion> apiVersions(String prefix, Binder configuration) {
        String path =
                configuration.bindOrCreate(prefix, DynamicsProperties.class).apiPath();
        return OutsideApi.versionIn(path).map(it -> new ApiVersion(OutsideApi.DATAVERSE_WEB, it, "api-path")).stream()
                .toList();
    }

    @Override
    public CrmSource create(String name, String prefix, Binder configuration) {
        DynamicsProperties properties = configuration.bindOrCreate(prefix, DynamicsProperties.class);
        check(properties, prefix);
        PersonFields person = PersonFields.of(prefix, properties);
        List<String> fields = properties.fields(person.names(properties.marginField()));
        String organization =
                CrmIds.guid(Objects.requireNonNull(properties.organizationId())).orElseThrow();
        DynamicsClient client = new DynamicsClient(
                CrmApi.byToken(
                        "Dynamics",
                        Objects.requireNonNull(properties.baseUrl()),
                        "tenant-id, client-id and client-secret",
                        token(name, properties),
                        http),
                properties.apiPath(),
                fields);
        DynamicsSweep sweep = new DynamicsSweep(client, organization, fields, clock);
        return new RestCrm<>(
                name,
                new RestCrmParts<>(
                        new RestCrmParts.Account("Dynamics", "organisation", organization),
                        new DynamicsDoor(properties.tokenHeader(), properties.secrets()),
                        DynamicsEvent::of,
                        (type, id) -> DynamicsEvent.canonicalId(id),
                        new DynamicsRelevance(Set.copyOf(fields), properties.deletedIsErased()),
                        new DynamicsLookup(client),
                        new DynamicsTranslation(name, properties, person),
                        sweep,
                        sweep,
                        CrmWriteBack.NONE),
                clock);
    }

    private AccessToken token(String name, DynamicsProperties properties) {
        URI endpoint = properties.tokenUri() != null
                ? properties.tokenUri()
                : URI.create("https://login.microsoftonline.com/" + properties.tenantId() + "/oauth2/v2.0/token");
        String environment = String.valueOf(properties.baseUrl()).replaceAll("/+$", "");
        return AccessToken.byClientCredentials(
                "crm:" + name,
                Objects.requireNonNull(properties.clientId()),
                Objects.requireNonNull(properties.clientSecret()),
                endpoint,
                Set.of(environment + "/.default"),
                http,
                clock);
    }

    private static void check(DynamicsProperties properties, String prefix) {
        String tenant = Objects.requireNonNullElse(properties.tenantId(), "");
        String organization = Objects.requireNonNullElse(properties.organizationId(), "");
        new SourceSettings(prefix)
                .secrets(
                        properties.secrets(),
                        "(?s).{16,}",
                        "secrets (the webhook's key, at least 16 random characters)")
                .need(
                        CrmIds.guid(organization).isPresent(),
                        "organization-id (Power Platform admin center, the environment's Organization ID)")
                .need(properties.baseUrl() != null, "base-url (https://<org>.crm4.dynamics.com)")
                .need(
                        isText(properties.clientId()) && isText(properties.clientSecret()),
                        "client-id and client-secret of an app registration: a webhook carries the changed columns only,"
                                + " Dynamics has to be asked for the rest")
                .need(
                        properties.tokenUri() != null || tenant.matches("[\\w.-]{4,100}"),
                        "tenant-id (of Microsoft Entra ID)")
                .clickIdFields(properties.clickIdFields())
                .check();
    }

    private static boolean isText(@org.jspecify.annotations.Nullable String text) {
        return text != null && !text.isBlank();
    }
}
