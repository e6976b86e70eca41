package io.leadloop.crm.close;

import io.leadloop.crm.ClickIdFields;
import io.leadloop.crm.ConsentField;
import io.leadloop.crm.ConsentWhenAbsent;
import io.leadloop.crm.CrmApi;
import io.leadloop.crm.CrmSource;
import io.leadloop.crm.CrmSourceType;
import io.leadloop.http.OutsideHttp;
import io.leadloop.lead.Consent;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.stereotype.Component;

/** Makes sources of type {@code close}. */
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
        List<String> mistakes = mistakes(properties);
        if (!mistakes.isEmpty()) {
            throw new IllegalStateException("Set under " + prefix + ": " + String.join("; ", mistakes) + ".");
        }
        Consent assumed = ConsentWhenAbsent.of(properties.consentWhenAbsent(), prefix);
        ClickIdFields clicks = new ClickIdFields(properties.clickIdFields());
        List<String> fields = properties.fields(clicks.names());
        CloseRelevance relevance = new CloseRelevance(properties, fields);
        CloseClient client = new CloseClient(
                CrmApi.byHeader(
                        "Close",
                        properties.baseUrl(),
                        "api-key",
                        "Authorization",
                        "Basic "
                                + Base64.getEncoder()
                                        .encodeToString((properties.apiKey() + ":").getBytes(StandardCharsets.UTF_8)),
                        http),
                properties.apiPath(),
                fields);
        ConsentField consent = new ConsentField(properties.consentField(), properties.consentValues());
        return new CloseSource(
                new CloseSignature(properties.secrets(), properties.tolerance(), clock),
                relevance,
                new CloseTranslation(name, properties, relevance, clicks, consent, assumed),
                new CloseLookup(client),
                new CloseSweep(client, relevance, clock),
                new CloseReread(client, properties.organizationId(), clock));
    }

    private static List<String> mistakes(CloseProperties properties) {
        List<String> mistakes = new ArrayList<>();
        if (properties.secrets().isEmpty()
                || !properties.secrets().stream().allMatch(it -> it.strip().matches("([0-9a-fA-F]{2}){16,}"))) {
            mistakes.add("secrets (signature_key of the webhook subscription: hex digits)");
        }
        if (properties.organizationId() == null || !properties.organizationId().startsWith("orga_")) {
            mistakes.add("organization-id (orga_..., Settings, Organization)");
        }
        if (properties.apiKey() == null || properties.apiKey().isBlank()) {
            mistakes.add(
                    "api-key (of an administrator, Settings, Developer): an opportunity names its lead by an id only,"
                            + " Close has to be asked for mail, phone and click ids");
        }
        mistakes.addAll(ClickIdFields.mistakes(properties.clickIdFields()));
        return mistakes;
    }
}
