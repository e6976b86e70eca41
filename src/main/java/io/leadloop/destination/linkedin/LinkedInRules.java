package io.leadloop.destination.linkedin;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.leadloop.destination.ActionMaker;
import io.leadloop.destination.CatalogueAction;
import io.leadloop.destination.PlatformReports.Unavailable;
import io.leadloop.http.OutsideAnswer;
import io.leadloop.http.OutsideHttp;
import io.leadloop.lead.StageKind;
import java.net.URI;
import java.util.List;
import org.springframework.security.oauth2.core.OAuth2AuthorizationException;
import org.springframework.web.client.RestClientException;

/**
 * Makes conversion rules by {@code POST /rest/conversions} (LinkedIn's Postman collection "linkedin-marketing-conversions").
 * A repetition makes a second rule, so the names are looked at first. {@code autoAssociationType} as a parameter of the
 * address is how public clients send it; LinkedIn's own text is not at hand (UNCONFIRMED). Where LinkedIn does not follow it,
 * the audit says that the rule is tied to no campaign.
 */
final class LinkedInRules implements ActionMaker {

    private static final String PLATFORM = "LinkedIn";
    private static final int CREATED = 201;
    /** Days; 365 is for types that LeadLoop makes: LEAD, QUALIFIED_LEAD, PURCHASE. */
    private static final List<Integer> WINDOWS = List.of(365, 90, 30, 7);

    private final LinkedInProperties properties;
    private final LinkedInReportProperties account;
    private final LinkedInCatalogue catalogue;
    private final LinkedInCalls api;

    LinkedInRules(
            LinkedInProperties properties,
            LinkedInReportProperties account,
            LinkedInCatalogue catalogue,
            LinkedInCalls api) {
        this.properties = properties;
        this.account = account;
        this.catalogue = catalogue;
        this.api = api;
    }

    @Override
    public Preview preview(String name, StageKind kind, boolean isPrimary) {
        return new Preview(
                name,
                kind,
                isPrimary,
                List.of(
                        "The conversion rule '" + name + "' in the ad account " + account.adAccountId()
                                + ", of the method Conversions API and the type '"
                                + CatalogueAction.words(type(kind)) + "'.",
                        "A conversion is credited to the last campaign of its member, for " + windowDays()
                                + " days after a click and 7 days after a view; with the value that LeadLoop tells.",
                        isPrimary
                                ? "It is tied to all campaigns that are active, paused or drafts now. Tie later ones"
                                        + " yourself: LinkedIn does not."
                                : "It is tied to no campaign, because the plan calls it secondary and a campaign learns"
                                        + " from every rule that is tied to it. Until you tie one in Campaign Manager"
                                        + " (Measurement, Conversion tracking) LinkedIn counts nothing.",
                        "LinkedIn cannot delete a rule again; it can be switched off."));
    }

    @Override
    public String check(Preview wanted) throws NotMade {
        try {
            return ActionMaker.checkedByName(PLATFORM, wanted, catalogue.list().actions());
        } catch (Unavailable e) {
            throw new NotMade(e.words() + " Nothing was made.");
        }
    }

    @Override
    public String make(Preview wanted) throws NotMade {
        try {
            OutsideAnswer answer = api.post(address(wanted), rule(wanted));
            if (answer.status() != CREATED) {
                throw new NotMade(refusal(answer));
            }
            String id = answer.json().path("id").asText("");
            if (!id.matches("\\d{1,18}")) {
                throw new NotMade("LinkedIn's answer names no rule. Look in Campaign Manager whether it was made.");
            }
            return id;
        } catch (OutsideHttp.NoAnswer | RestClientException e) {
            throw new NotMade(
                    "LinkedIn did not answer. The rule may have been made all the same: look at the list before you try again.");
        } catch (OAuth2AuthorizationException e) {
            throw new NotMade("LinkedIn refuses the sign-in (" + e.getError().getErrorCode()
                    + "). Connect it again. Nothing was made.");
        }
    }

    private URI address(Preview wanted) {
        return URI.create(properties.baseUrl() + "/rest/conversions?autoAssociationType="
                + (wanted.isPrimary() ? "ALL_CAMPAIGNS" : "NONE"));
    }

    private ObjectNode rule(Preview wanted) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("name", wanted.name())
                .put("account", "urn:li:sponsoredAccount:" + account.adAccountId())
                .put("conversionMethod", "CONVERSIONS_API")
                .put("type", type(wanted.kind()))
                .put("attributionType", "LAST_TOUCH_BY_CAMPAIGN")
                .put("postClickAttributionWindowSize", windowDays())
                .put("viewThroughAttributionWindowSize", 7);
    }

    private static String refusal(OutsideAnswer answer) {
        return "LinkedIn made no rule (HTTP " + answer.status() + "). "
                + switch (answer.status()) {
                    case 401 -> "The token has ended or was revoked: connect it again.";
                    case 403 -> "The member who signs in must manage the ad account, with the scope rw_conversions.";
                    case 426 -> "This version of the API is switched off: set api-version to a newer one.";
                    case 429 -> "The quota of the app or of the member is used up; try again tomorrow.";
                    default -> "Make it in Campaign Manager, Measurement, Conversion tracking.";
                };
    }

    private static String type(StageKind kind) {
        return switch (kind) {
            case QUALIFIED -> "QUALIFIED_LEAD";
            case REVENUE -> "PURCHASE";
            default -> "LEAD";
        };
    }

    private int windowDays() {
        long longest = properties.maxClickAge().toDays();
        return WINDOWS.stream().filter(it -> it <= longest).findFirst().orElse(1);
    }
}
