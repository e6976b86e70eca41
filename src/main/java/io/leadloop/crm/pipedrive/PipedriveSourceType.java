package io.leadloop.crm.pipedrive;

import io.leadloop.crm.CrmApi;
import io.leadloop.crm.CrmSource;
import io.leadloop.crm.CrmSourceType;
import io.leadloop.crm.CrmWriteBack;
import io.leadloop.crm.PersonFields;
import io.leadloop.crm.RestCrm;
import io.leadloop.crm.RestCrmParts;
import io.leadloop.crm.SourceSettings;
import io.leadloop.http.OutsideHttp;
import java.time.Clock;
import java.util.List;
import java.util.Objects;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.stereotype.Component;

/** Creates sources of type {@code pipedrive}. */
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
        check(properties, prefix);
        PersonFields person = PersonFields.of(prefix, properties);
        List<String> fields = person.names(properties.marginField());
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
        PipedriveSweep sweep = new PipedriveSweep(client, properties, fields, clock);
        return new RestCrm<>(
                name,
                new RestCrmParts<>(
                        new RestCrmParts.Account(
                                "Pipedrive", "account", Objects.requireNonNull(properties.companyId())),
                        new PipedriveDoor(Objects.requireNonNull(properties.user()), properties.secrets()),
                        PipedriveEvent::of,
                        PipedriveEvent::canonicalId,
                        new PipedriveRelevance(fields, properties.deletedIsErased()),
                        new PipedriveLookup(client, new PipedriveStages(client, properties, clock)),
                        new PipedriveTranslation(name, person, properties.marginField()),
                        sweep,
                        sweep,
                        CrmWriteBack.NONE),
                clock);
    }

    private static void check(PipedriveProperties properties, String prefix) {
        new SourceSettings(prefix)
                .need(properties.user(), "user (the HTTP auth username of the webhook)")
                .secrets(properties.secrets(), "(?s).+", "secrets (the HTTP auth password of the webhook)")
                .need(
                        properties.companyId() != null && properties.companyId().matches("\\d{1,20}"),
                        "company-id (the account's number, meta.company_id of its webhooks)")
                .need(
                        properties.apiToken(),
                        "api-token (Personal preferences, API): a deal names its person by a number only, Pipedrive has"
                                + " to be asked for mail, phone and click ids")
                .clickIdFields(properties.clickIdFields())
                .check();
    }
}
