package io.leadloop.crm.pipedrive;

import io.leadloop.crm.ClickIdFields;
import io.leadloop.crm.ConsentField;
import io.leadloop.crm.ConsentWhenAbsent;
import io.leadloop.crm.CrmApi;
import io.leadloop.crm.CrmSource;
import io.leadloop.crm.CrmSourceType;
import io.leadloop.http.OutsideHttp;
import io.leadloop.lead.Consent;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.stereotype.Component;

/** Makes sources of type {@code pipedrive}. */
@Component
class PipedriveSourceType implements CrmSourceType {

    private final OutsideHttp http;
    private final Clock clock;

    PipedriveSourceType(OutsideHttp http, Clock clock) {
        this.http = http;
        this.clock = clock;
    }

    @Override
    public String type() {
        return "pipedrive";
    }

    @Override
    public CrmSource create(String name, String prefix, Binder configuration) {
        PipedriveProperties properties = configuration.bindOrCreate(prefix, PipedriveProperties.class);
        List<String> mistakes = mistakes(properties);
        if (!mistakes.isEmpty()) {
            throw new IllegalStateException("Set under " + prefix + ": " + String.join("; ", mistakes) + ".");
        }
        Consent assumed = ConsentWhenAbsent.of(properties.consentWhenAbsent(), prefix);
        ClickIdFields clicks = new ClickIdFields(properties.clickIdFields());
        List<String> fields = properties.fields(clicks.names());
        PipedriveClient client = new PipedriveClient(
                CrmApi.byHeader(
                        "Pipedrive",
                        properties.baseUrl(),
                        "api-token",
                        "x-api-token",
                        Objects.requireNonNull(properties.apiToken()),
                        http),
                properties.apiPath(),
                fields);
        PipedriveRelevance relevance = new PipedriveRelevance(
                Objects.requireNonNull(properties.companyId()), fields, properties.deletedIsErased());
        ConsentField consent = new ConsentField(properties.consentField(), properties.consentValues());
        return new PipedriveSource(
                Objects.requireNonNull(properties.user()),
                properties.secrets(),
                relevance,
                new PipedriveTranslation(name, properties, relevance, clicks, consent, assumed),
                new PipedriveLookup(client, new PipedriveStages(client, properties, clock)),
                new PipedriveSweep(client, properties, fields, clock));
    }

    private static List<String> mistakes(PipedriveProperties properties) {
        List<String> mistakes = new ArrayList<>();
        if (properties.user() == null || properties.user().isBlank()) {
            mistakes.add("user (the HTTP auth username of the webhook)");
        }
        if (properties.secrets().isEmpty()) {
            mistakes.add("secrets (the HTTP auth password of the webhook)");
        }
        if (properties.companyId() == null || !properties.companyId().matches("\\d{1,20}")) {
            mistakes.add("company-id (the account's number, meta.company_id of its webhooks)");
        }
        if (properties.apiToken() == null || properties.apiToken().isBlank()) {
            mistakes.add(
                    "api-token (Personal preferences, API): a deal names its person by a number only, Pipedrive has"
                            + " to be asked for mail, phone and click ids");
        }
        mistakes.addAll(ClickIdFields.mistakes(properties.clickIdFields()));
        return mistakes;
    }
}
