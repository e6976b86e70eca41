package io.leadloop.crm.linkedinleads;

import io.leadloop.crm.CrmApi;
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
import io.leadloop.http.AccessToken;
import io.leadloop.http.OutsideHttp;
import io.leadloop.http.RefreshTokens;
import io.leadloop.inbox.SourceChange;
import io.leadloop.inbox.Untranslatable;
import io.leadloop.lead.ClickIdKind;
import io.leadloop.lead.ExternalId;
import java.time.Clock;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.stereotype.Component;

/** Creates sources of type {@code linkedin-leads}. */
@Component
class LinkedInLeadsSourceType implements CrmSourceType {

    private static final Set<String> LEAD_TYPES = Set.of("SPONSORED", "EVENT", "COMPANY", "ORGANIZATION_PRODUCT");

    private final OutsideHttp http;
    private final RefreshTokens tokens;
    private final Clock clock;

    LinkedInLeadsSourceType(OutsideHttp http, RefreshTokens tokens, Clock clock) {
        this.http = http;
        this.tokens = tokens;
        this.clock = clock;
    }

    @Override
    public String type() {
        return "linkedin-leads";
    }

    @Override
    public Optional<ClickIdKind> leadId() {
        return Optional.of(ClickIdKind.LI_LEAD_ID);
    }

    @Override
    public List<ApiVersion> apiVersions(String prefix, Binder configuration) {
        return List.of(new ApiVersion(
                OutsideApi.LINKEDIN_MARKETING,
                configuration
                        .bindOrCreate(prefix, LinkedInLeadsProperties.class)
                        .apiVersion(),
                "api-version"));
    }

    @Override
    public CrmSource create(String name, String prefix, Binder configuration) {
        LinkedInLeadsProperties properties = configuration.bindOrCreate(prefix, LinkedInLeadsProperties.class);
        check(properties, prefix);
        FormTranslation translation = new FormTranslation(
                name, "linkedin", FormFields.of(prefix, properties), Set.of(), LinkedInLead::clicks);
        LinkedInLeadClient client = new LinkedInLeadClient(api(name, properties), properties.apiVersion());
        LinkedInLead reader = new LinkedInLead(client);
        LinkedInLeadSweep sweep = new LinkedInLeadSweep(client, reader, properties, translation, clock);
        return new RestCrm<>(
                name,
                new RestCrmParts<>(
                        new RestCrmParts.Account("LinkedIn", "owner", String.valueOf(properties.owner())),
                        new LinkedInLeadDoor(properties),
                        LinkedInLeadEvent::of,
                        LinkedInLeadEvent::canonicalId,
                        new Actions(properties.deletedIsErased()),
                        (event, message) -> complete(client, reader, translation, event, message),
                        (event, message) -> translate(name, translation, event, message),
                        sweep,
                        sweep,
                        CrmWriteBack.NONE),
                clock);
    }

    /** Which lead actions concern us. */
    private record Actions(boolean deletedIsErased) implements RestCrmParts.Relevance<LinkedInLeadEvent> {

        @Override
        public @Nullable String whyNot(LinkedInLeadEvent event) {
            return switch (event.action()) {
                case LinkedInLeadEvent.CREATED -> null;
                case LinkedInLeadEvent.DELETED ->
                    deletedIsErased
                            ? null
                            : "LinkedIn deleted the lead. It stays here, as deleted-is-erased of the source says.";
                default -> "Only leads that were created or deleted concern LeadLoop.";
            };
        }

        @Override
        public boolean needsRecords(LinkedInLeadEvent event) {
            return event.action().equals(LinkedInLeadEvent.CREATED);
        }
    }

    /** A fresh lead may not be there for some moments: it is asked for again, and parked in the end. */
    private static void complete(
            LinkedInLeadClient client,
            LinkedInLead reader,
            FormTranslation translation,
            LinkedInLeadEvent event,
            CrmMessage message)
            throws CrmUnavailable, Untranslatable {
        translation.keep(
                message,
                reader.of(client.lead(event.leadId())
                        .orElseThrow(() -> new CrmUnavailable(
                                "LinkedIn does not show this lead (404). A fresh lead may need some moments; else check that"
                                        + " the token's person may see the owner's leads.",
                                null))));
    }

    private static SourceChange translate(
            String source, FormTranslation translation, LinkedInLeadEvent event, CrmMessage message)
            throws Untranslatable {
        return event.action().equals(LinkedInLeadEvent.DELETED)
                ? new SourceChange.Erasure(ExternalId.lead(source, event.leadId()))
                : translation.kept(message);
    }

    private CrmApi api(String name, LinkedInLeadsProperties properties) {
        if (properties.accessToken() != null) {
            return CrmApi.byHeader(
                    "LinkedIn",
                    properties.baseUrl(),
                    "access-token",
                    "Authorization",
                    "Bearer " + properties.accessToken(),
                    http);
        }
        AccessToken token = AccessToken.byRefreshToken(
                "crm:" + name,
                new AccessToken.Client(
                        Objects.requireNonNull(properties.clientId()),
                        properties.secrets().get(0).strip(),
                        Objects.requireNonNull(properties.refreshToken()),
                        properties.tokenUri(),
                        null),
                tokens,
                http,
                clock);
        return CrmApi.byToken("LinkedIn", properties.baseUrl(), "client-id, secrets and refresh-token", token, http);
    }

    private static void check(LinkedInLeadsProperties properties, String prefix) {
        String owner = Objects.requireNonNullElse(properties.owner(), "");
        new SourceSettings(prefix)
                .secrets(properties.secrets(), "\\S{8,}", "secrets (the app's client secret: Developer portal, Auth)")
                .need(
                        properties.signed() || !properties.tokens().isEmpty(),
                        "tokens (a text that you make up, at the end of the webhook's address) where signed is false")
                .need(
                        owner.matches("urn:li:(sponsoredAccount|organization):\\d+"),
                        "owner (urn:li:sponsoredAccount:<number> or urn:li:organization:<number>)")
                .need(
                        properties.accessToken() != null
                                || properties.clientId() != null && properties.refreshToken() != null,
                        "access-token, or client-id and refresh-token (with r_marketing_leadgen_automation): a webhook only"
                                + " names the lead, LinkedIn has to be asked for its answers")
                .need(
                        LEAD_TYPES.containsAll(properties.leadTypes()),
                        "lead-types, of " + LEAD_TYPES.stream().sorted().toList())
                .need(properties.apiVersion().matches("\\d{6}"), "api-version (year and month, such as 202609)")
                .clickIdFields(properties.clickIdFields())
                .check();
    }
}
