package io.leadloop.destination.microsoftads;

import com.fasterxml.jackson.databind.JsonNode;
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
 * Makes offline conversion goals by {@code POST ConversionGoals} (MicrosoftDocs bingads-13 addconversiongoals,
 * offlineconversiongoal). {@code ExcludeFromBidding} is not sent: it needs the customer's pilot feature 574.
 */
final class MicrosoftAdsGoals implements ActionMaker {

    private static final String PLATFORM = "Microsoft Advertising";
    private static final int MOST_WINDOW_DAYS = 90;
    private static final int MINUTES_OF_DAY = 24 * 60;

    private final MicrosoftAdsProperties properties;
    private final MicrosoftAdsCatalogue catalogue;
    private final MicrosoftAdsCatalogue.Api api;
    private final MicrosoftAdsCatalogue.Currencies currencies;

    MicrosoftAdsGoals(
            MicrosoftAdsProperties properties,
            MicrosoftAdsCatalogue catalogue,
            MicrosoftAdsCatalogue.Api api,
            MicrosoftAdsCatalogue.Currencies currencies) {
        this.properties = properties;
        this.catalogue = catalogue;
        this.api = api;
        this.currencies = currencies;
    }

    @Override
    public Preview preview(String name, StageKind kind, boolean isPrimary) {
        return new Preview(
                name,
                kind,
                isPrimary,
                List.of(
                        "The offline conversion goal '" + name + "' in the account " + properties.accountId() + ".",
                        "Its category is '" + CatalogueAction.words(category(kind))
                                + "' (Microsoft has none for qualified leads), it counts "
                                + (kind == StageKind.REVENUE ? "every conversion" : "one conversion")
                                + " of a click, for "
                                + windowDays() + " days after the click.",
                        "It counts the value that LeadLoop tells, and 0 where it tells none.",
                        isPrimary
                                ? "Bidding learns from it, as the plan says."
                                : "Bidding learns from it, which the plan does not want: exclude it from bidding in"
                                        + " Microsoft Advertising (Conversion goals, edit the goal) before its first"
                                        + " conversion.",
                        "Making a goal switches auto-tagging of the Microsoft Click ID on for the account.",
                        "Microsoft takes conversions for it two hours after it was made; LeadLoop sends them again"
                                + " until then."));
    }

    @Override
    public String check(Preview wanted) throws NotMade {
        try {
            return ActionMaker.checkedByName(PLATFORM, wanted, catalogue.goals());
        } catch (Unavailable e) {
            throw new NotMade(e.words() + " Nothing was made.");
        }
    }

    /** The reference of a goal is its name. */
    @Override
    public String make(Preview wanted) throws NotMade {
        String currency = currency();
        try {
            OutsideAnswer answer = api.post(address(), request(wanted, currency));
            JsonNode id = answer.json().at("/ConversionGoalIds/0");
            if (answer.isSuccess() && id.asText("").matches("\\d{1,18}")) {
                return wanted.name();
            }
            throw new NotMade(refusal(answer));
        } catch (OutsideHttp.NoAnswer | RestClientException e) {
            throw new NotMade(
                    "Microsoft did not answer. The goal may have been made all the same: look at the list before you try again.");
        } catch (OAuth2AuthorizationException e) {
            throw new NotMade("Microsoft refuses the sign-in (" + e.getError().getErrorCode()
                    + "). Connect it again. Nothing was made.");
        }
    }

    private String currency() throws NotMade {
        try {
            return currencies.ofAccount();
        } catch (Unavailable e) {
            throw new NotMade(e.words() + " Nothing was made.");
        }
    }

    private URI address() {
        return URI.create(properties.baseUrl() + "/CampaignManagement/" + properties.apiVersion() + "/ConversionGoals");
    }

    private ObjectNode request(Preview wanted, String currency) {
        ObjectNode goal = JsonNodeFactory.instance
                .objectNode()
                .put("Type", "OfflineConversion")
                .put("Name", wanted.name())
                .put("Status", "Active")
                .put("Scope", "Account")
                .put("CountType", wanted.kind() == StageKind.REVENUE ? "All" : "Unique")
                .put("ConversionWindowInMinutes", windowDays() * MINUTES_OF_DAY)
                .put("GoalCategory", category(wanted.kind()));
        goal.putObject("Revenue").put("Type", "VariableValue").put("Value", 0).put("CurrencyCode", currency);
        ObjectNode request = JsonNodeFactory.instance.objectNode();
        request.putArray("ConversionGoals").add(goal);
        return request;
    }

    private static String refusal(OutsideAnswer answer) {
        JsonNode partial = answer.json().at("/PartialErrors/0");
        String code = MicrosoftAdsCatalogue.code(partial.isObject() ? partial : answer.json());
        return "Microsoft made no goal (HTTP " + answer.status() + " " + code
                + "). Make it in Microsoft Advertising, Conversion goals.";
    }

    private static String category(StageKind kind) {
        return kind == StageKind.REVENUE ? "Purchase" : "SubmitLeadForm";
    }

    private int windowDays() {
        return (int)
                Math.max(1, Math.min(MOST_WINDOW_DAYS, properties.maxClickAge().toDays()));
    }
}
