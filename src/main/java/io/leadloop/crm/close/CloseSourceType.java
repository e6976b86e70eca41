package io.leadloop.crm.close;

import com.fasterxml.jackson.databind.JsonNode;
import io.leadloop.crm.CrmApi;
import io.leadloop.crm.CrmMessage;
import io.leadloop.crm.CrmSource;
import io.leadloop.crm.CrmSourceType;
import io.leadloop.crm.CrmWriteBack;
import io.leadloop.crm.PersonFields;
import io.leadloop.crm.RestCrm;
import io.leadloop.crm.RestCrmParts;
import io.leadloop.crm.SourceSettings;
import io.leadloop.crm.WebhookRefused;
import io.leadloop.crm.WebhookRequest;
import io.leadloop.http.OutsideHttp;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.stereotype.Component;

/** Creates sources of type {@code close}. */
@Component
class CloseSourceType implements CrmSourceType {

    private final OutsideHttp http;
    private final Clock clock;

    CloseSourceType(OutsideHttp http, Clock clock) {
        this.http = http;
        this.clock = clock;
    }

    @Override
    public String type() {
        return "close";
    }

    @Override
    public CrmSource create(String name, String prefix, Binder configuration) {
        CloseProperties properties = configuration.bindOrCreate(prefix, CloseProperties.class);
        check(properties, prefix);
        PersonFields person = PersonFields.of(prefix, properties);
        List<String> fields = person.names(properties.marginField());
        CloseRelevance relevance = new CloseRelevance(properties, fields);
        CloseClient client = new CloseClient(api(properties), properties.apiPath(), fields);
        CloseSignature signature = new CloseSignature(properties.secrets(), properties.tolerance(), clock);
        String organization = Objects.requireNonNull(properties.organizationId());
        return new RestCrm<>(
                name,
                new RestCrmParts<>(
                        new RestCrmParts.Account("Close", "organization", organization),
                        request -> event(signature, request),
                        CloseEvent::of,
                        CloseEvent::canonicalId,
                        relevance,
                        new CloseLookup(client),
                        new CloseTranslation(name, properties, relevance, person),
                        new CloseSweep(client, relevance, clock),
                        new CloseReread(client, organization, clock),
                        CrmWriteBack.NONE),
                clock);
    }

    private static List<JsonNode> event(CloseSignature signature, WebhookRequest request) throws WebhookRefused {
        signature.verify(request);
        return List.of(CrmMessage.object(request.body()).path("event"));
    }

    private CrmApi api(CloseProperties properties) {
        String key = Base64.getEncoder().encodeToString((properties.apiKey() + ":").getBytes(StandardCharsets.UTF_8));
        return CrmApi.byHeader("Close", properties.baseUrl(), "api-key", "Authorization", "Basic " + key, http);
    }

    private static void check(CloseProperties properties, String prefix) {
        new SourceSettings(prefix)
                .secrets(
                        properties.secrets(),
                        "([0-9a-fA-F]{2}){16,}",
                        "secrets (signature_key of the webhook subscription: hex digits)")
                .need(
                        properties.organizationId() != null
                                && properties.organizationId().startsWith("orga_"),
                        "organization-id (orga_..., Settings, Organization)")
                .need(
                        properties.apiKey(),
                        "api-key (of an administrator, Settings, Developer): an opportunity names its lead by an id only,"
                                + " Close has to be asked for mail, phone and click ids")
                .clickIdFields(properties.clickIdFields())
                .check();
    }
}
