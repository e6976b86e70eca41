package io.leadloop.crm.metaleads;

import io.leadloop.crm.CrmMessage;
import io.leadloop.crm.CrmSource;
import io.leadloop.crm.CrmSourceType;
import io.leadloop.crm.CrmUnavailable;
import io.leadloop.crm.CrmWriteBack;
import io.leadloop.crm.FormFields;
import io.leadloop.crm.FormTranslation;
import io.leadloop.crm.RestCrm;
import io.leadloop.crm.RestCrmParts;
import io.leadloop.crm.SourceSettings;
import io.leadloop.expiry.OutsideApi;
import io.leadloop.http.OutsideHttp;
import io.leadloop.inbox.Untranslatable;
import io.leadloop.lead.ClickIdKind;
import java.time.Clock;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.stereotype.Component;

/** Creates sources of type {@code meta-leads}. */
@Component
class MetaLeadsSourceType implements CrmSourceType {

    private final OutsideHttp http;
    private final Clock clock;

    MetaLeadsSourceType(OutsideHttp http, Clock clock) {
        this.http = http;
        this.clock = clock;
    }

    @Override
    public String type() {
        return "meta-leads";
    }

    @Override
    public Optional<ClickIdKind> leadId() {
        return Optional.of(ClickIdKind.META_LEAD_ID);
    }

    @Override
    public List<ApiVersion> apiVersions(String prefix, Binder configuration) {
        return List.of(new ApiVersion(
                OutsideApi.META_GRAPH,
                configuration.bindOrCreate(prefix, MetaLeadsProperties.class).apiVersion(),
                "api-version"));
    }

    @Override
    public CrmSource create(String name, String prefix, Binder configuration) {
        MetaLeadsProperties properties = configuration.bindOrCreate(prefix, MetaLeadsProperties.class);
        check(properties, prefix);
        String page = Objects.requireNonNull(properties.pageId());
        FormTranslation translation =
                new FormTranslation(name, "meta", FormFields.of(prefix, properties), Set.of(), MetaLead::clicks);
        MetaLeadClient client = new MetaLeadClient(properties, http);
        MetaLeadSweep sweep = new MetaLeadSweep(client, properties.forms(), page, translation, clock);
        return new RestCrm<>(
                name,
                new RestCrmParts<>(
                        new RestCrmParts.Account("Meta", "Page", page),
                        new MetaLeadDoor(properties.secrets(), Objects.requireNonNull(properties.verifyToken())),
                        MetaLeadEvent::of,
                        MetaLeadEvent::canonicalId,
                        new EveryLead(),
                        (event, message) -> complete(client, translation, event, message),
                        (event, message) -> translation.kept(message),
                        sweep,
                        sweep,
                        CrmWriteBack.NONE),
                clock);
    }

    /** The door gives leads only, and each has to be asked for. */
    private static final class EveryLead implements RestCrmParts.Relevance<MetaLeadEvent> {

        @Override
        public @Nullable String whyNot(MetaLeadEvent event) {
            return null;
        }

        @Override
        public boolean needsRecords(MetaLeadEvent event) {
            return true;
        }
    }

    /** A fresh lead may not be there for some moments: it is asked for again, and parked in the end. */
    private static void complete(
            MetaLeadClient client, FormTranslation translation, MetaLeadEvent event, CrmMessage message)
            throws CrmUnavailable, Untranslatable {
        translation.keep(
                message,
                MetaLead.of(client.lead(event.leadId())
                        .orElseThrow(() -> new CrmUnavailable(
                                "Meta does not show this lead (it says that the object does not exist). A fresh lead may need"
                                        + " some moments; else check the token's rights, the Page's Leads Access Manager, and"
                                        + " whether the app is live.",
                                null))));
    }

    private static void check(MetaLeadsProperties properties, String prefix) {
        String page = Objects.requireNonNullElse(properties.pageId(), "");
        new SourceSettings(prefix)
                .secrets(properties.secrets(), "\\S{16,}", "secrets (the app's secret: App settings, Basic)")
                .need(
                        properties.verifyToken(),
                        "verify-token (a text that you make up and type into the app's webhook settings too)")
                .need(MetaLeadEvent.isId(page), "page-id (a number: the Page's About, Page transparency)")
                .need(
                        properties.accessToken(),
                        "access-token (of the Page, with leads_retrieval): a webhook only names the lead, Meta has to be asked"
                                + " for its answers")
                .need(properties.forms().stream().allMatch(MetaLeadEvent::isId), "forms (numbers, or none for all)")
                .need(properties.apiVersion().matches("v\\d{1,3}\\.\\d"), "api-version (such as v25.0)")
                .clickIdFields(properties.clickIdFields())
                .check();
    }
}
