package io.leadloop.destination.linkedin;

import com.fasterxml.jackson.databind.JsonNode;
import io.leadloop.destination.AccountCatalogue;
import io.leadloop.destination.ActionMaker;
import io.leadloop.destination.CatalogueAction;
import io.leadloop.destination.CatalogueAction.Status;
import io.leadloop.destination.PlatformReports.Unavailable;
import io.leadloop.destination.UploadHealth;
import io.leadloop.http.OutsideAnswer;
import io.leadloop.http.OutsideHttp;
import io.leadloop.lead.StageKind;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.security.oauth2.core.OAuth2AuthorizationException;
import org.springframework.web.client.RestClientException;

/**
 * The conversion rules of a LinkedIn ad account: {@code GET /rest/conversions?q=account} (LinkedIn's Postman collection
 * "linkedin-marketing-conversions"; fields by learn.microsoft.com conversions-api-schema, view 2026-08). A rule counts for the
 * campaigns that are tied to it; there is no primary or secondary, and how often a member counts follows from the rule's type.
 */
final class LinkedInCatalogue implements AccountCatalogue {

    private static final int PAGE = 100;
    private static final int MOST_PAGES = 50;
    private static final String FIELDS = "id,name,enabled,type,conversionMethod,attributionType,"
            + "postClickAttributionWindowSize,valueType,value,campaigns,associatedCampaigns,"
            + "lastCallbackAt,latestFirstPartyCallbackAt";

    private final LinkedInProperties properties;
    private final LinkedInReportProperties account;
    private final LinkedInCalls api;

    LinkedInCatalogue(LinkedInProperties properties, LinkedInReportProperties account, LinkedInCalls api) {
        this.properties = properties;
        this.account = account;
        this.api = api;
    }

    @Override
    public @Nullable String missingKey() {
        return account.isOn() ? null : "report.ad-account-id";
    }

    @Override
    public Listing list() throws Unavailable {
        List<CatalogueAction> rules = new ArrayList<>();
        List<UploadHealth> heard = new ArrayList<>();
        rules().forEach(it -> {
            rules.add(rule(it));
            lastHeard(it).ifPresent(heard::add);
        });
        return new Listing(null, List.of(), rules, new Health(heard, null));
    }

    /** The paging's total may be -1; a page that is not full is the last one. */
    private List<JsonNode> rules() throws Unavailable {
        List<JsonNode> rules = new ArrayList<>();
        for (int page = 0; page < MOST_PAGES; page++) {
            JsonNode elements = page(page * PAGE);
            elements.forEach(rules::add);
            if (elements.size() < PAGE) {
                return rules;
            }
        }
        throw new Unavailable("LinkedIn's list of conversion rules does not end.");
    }

    private JsonNode page(int start) throws Unavailable {
        URI uri = URI.create(properties.baseUrl() + "/rest/conversions?q=account&account=urn%3Ali%3AsponsoredAccount%3A"
                + account.adAccountId() + "&fields=" + FIELDS + "&start=" + start + "&count=" + PAGE);
        try {
            OutsideAnswer answer = api.get(uri);
            if (answer.isSuccess() && answer.json().path("elements").isArray()) {
                return answer.json().path("elements");
            }
            throw new Unavailable("LinkedIn does not tell the conversion rules of the account " + account.adAccountId()
                    + " (HTTP " + answer.status() + "). The member who signs in must manage it, with the scopes"
                    + " rw_conversions and r_ads; api-version must be one that LinkedIn still serves.");
        } catch (OutsideHttp.NoAnswer | RestClientException e) {
            throw new Unavailable("LinkedIn did not answer.");
        } catch (OAuth2AuthorizationException e) {
            throw new Unavailable("LinkedIn refuses the sign-in ("
                    + e.getError().getErrorCode() + "). Connect it again, or set another access-token.");
        }
    }

    private static CatalogueAction rule(JsonNode it) {
        String method = it.path("conversionMethod").asText("");
        String valueType = it.path("valueType").asText("");
        String id = it.path("id").asText("");
        return new CatalogueAction(
                id,
                id,
                it.path("name").asText(""),
                it.path("enabled").asBoolean(true) ? Status.ENABLED : Status.DISABLED,
                method,
                method.equals("CONVERSIONS_API"),
                it.path("type").asText(""),
                null,
                null,
                it.path("postClickAttributionWindowSize").isNumber()
                        ? it.path("postClickAttributionWindowSize").asInt()
                        : null,
                CatalogueAction.amount(it.path("value").path("amount")),
                valueType.isEmpty() ? null : !valueType.equals("DYNAMIC"),
                campaigns(it));
    }

    /** LinkedIn has no report on uploads; the rule tells when it was called last (epoch milliseconds). */
    private static Optional<UploadHealth> lastHeard(JsonNode it) {
        long last = Math.max(
                it.path("lastCallbackAt").asLong(),
                it.path("latestFirstPartyCallbackAt").asLong());
        return last > 0
                ? Optional.of(UploadHealth.heardAt(it.path("id").asText(""), Instant.ofEpochMilli(last)))
                : Optional.empty();
    }

    /** Null where neither list came: whether LinkedIn leaves an empty one out is not documented. */
    private static @Nullable Integer campaigns(JsonNode it) {
        JsonNode tied = it.path("associatedCampaigns");
        JsonNode older = it.path("campaigns");
        return tied.isArray() || older.isArray() ? Math.max(tied.size(), older.size()) : null;
    }

    @Override
    public Optional<String> referenceOf(String action) {
        String rule = properties.rule(action);
        return rule.matches("\\d+") ? Optional.of(rule) : Optional.empty();
    }

    @Override
    public Set<String> mappedActions() {
        return properties.conversionActions().keySet();
    }

    @Override
    public List<String> categoriesFor(StageKind kind) {
        return switch (kind) {
            case QUALIFIED -> List.of("QUALIFIED_LEAD", "LEAD", "BOOK_APPOINTMENT", "REQUEST_QUOTE", "OTHER");
            case REVENUE -> List.of("PURCHASE");
            default -> List.of();
        };
    }

    @Override
    public Optional<ActionMaker> maker() {
        return account.isOn() ? Optional.of(new LinkedInRules(properties, account, this, api)) : Optional.empty();
    }
}
