package io.leadloop.crm.dynamics;

import io.leadloop.crm.ClickIdFields;
import io.leadloop.crm.ConsentField;
import io.leadloop.crm.ConsentWhenAbsent;
import io.leadloop.crm.CrmApi;
import io.leadloop.crm.CrmIds;
import io.leadloop.crm.CrmSource;
import io.leadloop.crm.CrmSourceType;
import io.leadloop.http.AccessToken;
import io.leadloop.http.OutsideHttp;
import io.leadloop.lead.Consent;
import java.net.URI;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.stereotype.Component;

/** Makes sources of type {@code dynamics}. */
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
    public CrmSource create(String name, String prefix, Binder configuration) {
        DynamicsProperties properties = configuration.bindOrCreate(prefix, DynamicsProperties.class);
        List<String> mistakes = mistakes(properties);
        if (!mistakes.isEmpty()) {
            throw new IllegalStateException("Set under " + prefix + ": " + String.join("; ", mistakes) + ".");
        }
        Consent assumed = ConsentWhenAbsent.of(properties.consentWhenAbsent(), prefix);
        ClickIdFields clicks = new ClickIdFields(properties.clickIdFields());
        List<String> fields = properties.fields(clicks.names());
        String organization =
                CrmIds.guid(Objects.requireNonNull(properties.organizationId())).orElseThrow();
        DynamicsRelevance relevance =
                new DynamicsRelevance(organization, Set.copyOf(fields), properties.deletedIsErased());
        DynamicsClient client = new DynamicsClient(
                CrmApi.byToken(
                        "Dynamics",
                        Objects.requireNonNull(properties.baseUrl()),
                        "tenant-id, client-id and client-secret",
                        token(name, properties),
                        http),
                properties.apiPath(),
                fields);
        ConsentField consent = new ConsentField(properties.consentField(), properties.consentValues());
        return new DynamicsSource(
                properties,
                relevance,
                new DynamicsTranslation(name, properties, relevance, clicks, consent, assumed),
                new DynamicsLookup(client),
                new DynamicsSweep(client, organization, fields, clock));
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

    private static List<String> mistakes(DynamicsProperties properties) {
        List<String> mistakes = new ArrayList<>();
        if (properties.secrets().isEmpty() || properties.secrets().stream().anyMatch(it -> it.length() < 16)) {
            mistakes.add("secrets (the webhook's key, at least 16 random characters)");
        }
        if (CrmIds.guid(Objects.requireNonNullElse(properties.organizationId(), ""))
                .isEmpty()) {
            mistakes.add("organization-id (Power Platform admin center, the environment's Organization ID)");
        }
        if (properties.baseUrl() == null) {
            mistakes.add("base-url (https://<org>.crm4.dynamics.com)");
        }
        if (isBlank(properties.clientId()) || isBlank(properties.clientSecret())) {
            mistakes.add(
                    "client-id and client-secret of an app registration: a webhook carries the changed columns only,"
                            + " Dynamics has to be asked for the rest");
        }
        if (properties.tokenUri() == null
                && !Objects.requireNonNullElse(properties.tenantId(), "").matches("[\\w.-]{4,100}")) {
            mistakes.add("tenant-id (of Microsoft Entra ID)");
        }
        mistakes.addAll(ClickIdFields.mistakes(properties.clickIdFields()));
        return mistakes;
    }

    private static boolean isBlank(@Nullable String text) {
        return text == null || text.isBlank();
    }
}
