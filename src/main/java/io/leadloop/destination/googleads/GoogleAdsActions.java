package io.leadloop.destination.googleads;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.leadloop.destination.ActionMaker;
import io.leadloop.destination.CatalogueAction;
import io.leadloop.http.OutsideAnswer;
import io.leadloop.http.OutsideHttp;
import io.leadloop.lead.StageKind;
import java.util.ArrayList;
import java.util.List;
import org.springframework.security.oauth2.core.OAuth2AuthorizationException;
import org.springframework.web.client.RestClientException;

/**
 * Makes conversion actions by {@code conversionActions:mutate}: googleapis
 * google/ads/googleads/v25/services/conversion_action_service.proto (validate_only is its field 4).
 */
final class GoogleAdsActions implements ActionMaker {

    private static final int MOST_WINDOW_DAYS = 90;

    private final GoogleAdsReports api;
    private final GoogleAdsProperties account;

    GoogleAdsActions(GoogleAdsReports api, GoogleAdsProperties account) {
        this.api = api;
        this.account = account;
    }

    @Override
    public Preview preview(String name, StageKind kind, boolean isPrimary) {
        List<String> lines = new ArrayList<>();
        lines.add("The conversion action '" + name + "' in the account " + account.customerId()
                + ", of the type Import from clicks.");
        lines.add("Its category is '" + CatalogueAction.words(category(kind)) + "', it counts "
                + (kind == StageKind.REVENUE ? "every conversion" : "one conversion") + " of a click, for "
                + windowDays() + " days after the click.");
        lines.add("It counts the value that LeadLoop tells, and 0 where it tells none.");
        lines.add(
                isPrimary
                        ? "It is primary, as the plan says: bidding learns from it."
                        : "It is made as primary, which the plan does not want: set it to secondary in Google Ads (Goals, open the"
                                + " action, Settings, Action optimisation) before its first conversion.");
        lines.add("Google takes conversions for it six hours after it was made; LeadLoop sends them again until then.");
        return new Preview(name, kind, isPrimary, lines);
    }

    @Override
    public String check(Preview wanted) throws NotMade {
        mutate(wanted, true);
        return "Google was asked without making anything: it would take it.";
    }

    @Override
    public String make(Preview wanted) throws NotMade {
        String made = mutate(wanted, false).at("/results/0/resourceName").asText("");
        if (!made.matches("customers/\\d+/conversionActions/\\d+")) {
            throw new NotMade("Google's answer names no action. Look in Google Ads whether it was made.");
        }
        return made.substring(made.lastIndexOf('/') + 1);
    }

    private JsonNode mutate(Preview wanted, boolean validateOnly) throws NotMade {
        try {
            OutsideAnswer answer = api.mutate(request(wanted, validateOnly));
            if (answer.isSuccess() && answer.json().isObject()) {
                return answer.json();
            }
            throw new NotMade(GoogleAdsReportRefusal.ofAction(answer, wanted.name()));
        } catch (OutsideHttp.NoAnswer | RestClientException e) {
            throw new NotMade(
                    validateOnly
                            ? "Google did not answer; nothing was made."
                            : "Google did not answer. The action may have been made all the same: look at the list before you try again.");
        } catch (OAuth2AuthorizationException e) {
            throw new NotMade("Google refuses the sign-in (" + e.getError().getErrorCode()
                    + "): the refresh token must carry the scope adwords. Nothing was made.");
        }
    }

    private ObjectNode request(Preview wanted, boolean validateOnly) {
        JsonNodeFactory json = JsonNodeFactory.instance;
        ObjectNode action = json.objectNode()
                .put("name", wanted.name())
                .put("type", "UPLOAD_CLICKS")
                .put("category", category(wanted.kind()))
                .put("status", "ENABLED")
                .put("countingType", wanted.kind() == StageKind.REVENUE ? "MANY_PER_CLICK" : "ONE_PER_CLICK")
                .put("clickThroughLookbackWindowDays", Integer.toString(windowDays()));
        action.putObject("valueSettings").put("defaultValue", 0).put("alwaysUseDefaultValue", false);
        ObjectNode request = json.objectNode();
        request.putArray("operations").addObject().set("create", action);
        return request.put("partialFailure", false).put("validateOnly", validateOnly);
    }

    private static String category(StageKind kind) {
        return switch (kind) {
            case QUALIFIED -> "QUALIFIED_LEAD";
            case REVENUE -> "CONVERTED_LEAD";
            default -> "IMPORTED_LEAD";
        };
    }

    private int windowDays() {
        return (int)
                Math.max(1, Math.min(MOST_WINDOW_DAYS, account.maxClickAge().toDays()));
    }
}
