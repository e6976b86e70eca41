package io.leadloop.destination.microsoftads;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.leadloop.destination.AccountCatalogue;
import io.leadloop.destination.ActionMaker;
import io.leadloop.destination.CatalogueAction;
import io.leadloop.destination.CatalogueAction.Counting;
import io.leadloop.destination.CatalogueAction.Status;
import io.leadloop.destination.PlatformReports.Unavailable;
import io.leadloop.destination.UploadHealth;
import io.leadloop.http.OutsideAnswer;
import io.leadloop.http.OutsideHttp;
import io.leadloop.lead.StageKind;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.security.oauth2.core.OAuth2AuthorizationException;
import org.springframework.web.client.RestClientException;

/**
 * The offline conversion goals of a Microsoft Advertising account: {@code ConversionGoals/QueryByIds} without ids gives all of
 * them (MicrosoftDocs bingads-13 getconversiongoalsbyids, conversiongoal, offlineconversiongoal; fields of the SDK 13.0.27).
 */
final class MicrosoftAdsCatalogue implements AccountCatalogue {

    private static final int MINUTES_OF_DAY = 24 * 60;
    private static final Duration SPAN = Duration.ofDays(7);
    private static final String AUTO_TAGGING = "MSCLKIDAutoTaggingEnabled";

    private final MicrosoftAdsProperties properties;
    private final Api api;
    private final Currencies currencies;
    private final Clock clock;

    /** Posts, signed in as the account. */
    interface Api {
        OutsideAnswer post(URI uri, JsonNode body) throws OutsideHttp.NoAnswer;
    }

    /** Asks for the currency of the account, ISO 4217. */
    interface Currencies {
        String ofAccount() throws Unavailable;
    }

    MicrosoftAdsCatalogue(MicrosoftAdsProperties properties, Api api, Currencies currencies, Clock clock) {
        this.properties = properties;
        this.api = api;
        this.currencies = currencies;
        this.clock = clock;
    }

    @Override
    public @Nullable String missingKey() {
        return null;
    }

    @Override
    public Listing list() throws Unavailable {
        List<CatalogueAction> goals = goals();
        return new Listing(null, settings(), goals, Health.of(() -> health(goals)));
    }

    List<CatalogueAction> goals() throws Unavailable {
        List<CatalogueAction> actions = new ArrayList<>();
        // The id list may be null; the flags are separated by commas in REST.
        ObjectNode goals = JsonNodeFactory.instance.objectNode();
        goals.putNull("ConversionGoalIds");
        goals.put("ConversionGoalTypes", "OfflineConversion");
        goals.put("ReturnAdditionalFields", "GoalCategory,IsEnhancedConversionsEnabled");
        ask("ConversionGoals/QueryByIds", goals).path("ConversionGoals").forEach(it -> {
            if (it.isObject()) {
                actions.add(action(it));
            }
        });
        return actions;
    }

    /** Of the week before now (OfflineConversionReport/QueryByGoalIds, MSSDK 13.0.27; the longest span is not documented). */
    private List<UploadHealth> health(List<CatalogueAction> goals) throws Unavailable {
        List<CatalogueAction> usable = goals.stream()
                .filter(it -> it.isUsable() && it.id().matches("\\d{1,18}"))
                .toList();
        if (usable.isEmpty()) {
            return List.of();
        }
        Instant now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
        ObjectNode asked = JsonNodeFactory.instance.objectNode();
        asked.put("StartDateUtc", now.minus(SPAN).toString());
        asked.put("EndDateUtc", now.toString());
        asked.put("UploadChannelFilter", "CampaignManagementAPI");
        usable.forEach(it -> asked.withArray("GoalIds").add(Long.parseLong(it.id())));
        return MicrosoftAdsUploadHealth.of(usable, ask("OfflineConversionReport/QueryByGoalIds", asked));
    }

    private List<Setting> settings() throws Unavailable {
        ObjectNode asked = JsonNodeFactory.instance.objectNode();
        asked.putArray("AccountPropertyNames").add(AUTO_TAGGING);
        for (JsonNode it : ask("AccountProperties/Query", asked).path("AccountProperties")) {
            if (it.path("Name").asText().equals(AUTO_TAGGING)) {
                return List.of(new Setting(
                        SettingKind.AUTO_TAGGING,
                        it.path("Value").asText().equalsIgnoreCase("true"),
                        "Microsoft Advertising, Settings, Account settings, Auto-tagging of the Microsoft Click ID"));
            }
        }
        return List.of();
    }

    private static CatalogueAction action(JsonNode it) {
        JsonNode revenue = it.path("Revenue");
        String name = it.path("Name").asText("");
        String type = it.path("Type").asText("");
        return new CatalogueAction(
                name,
                it.path("Id").asText(""),
                name,
                switch (it.path("Status").asText("")) {
                    case "Active" -> Status.ENABLED;
                    case "Deleted" -> Status.REMOVED;
                    default -> Status.DISABLED;
                },
                type,
                type.equals("OfflineConversion"),
                it.path("GoalCategory").asText("").replace("None", ""),
                it.path("ExcludeFromBidding").isBoolean()
                        ? !it.path("ExcludeFromBidding").asBoolean()
                        : null,
                switch (it.path("CountType").asText("")) {
                    case "All" -> Counting.EVERY;
                    case "Unique" -> Counting.ONE_PER_CLICK;
                    default -> null;
                },
                it.path("ConversionWindowInMinutes").isNumber()
                        ? it.path("ConversionWindowInMinutes").asInt() / MINUTES_OF_DAY
                        : null,
                CatalogueAction.amount(revenue.path("Value")),
                overrides(revenue.path("Type").asText("")),
                null);
    }

    /** Under FixedValue and VariableValue the row's value wins (facts/accounts.md 4.3). */
    private static @Nullable Boolean overrides(String revenueType) {
        return switch (revenueType) {
            case "NoValue" -> true;
            case "FixedValue", "VariableValue" -> false;
            default -> null;
        };
    }

    private JsonNode ask(String path, JsonNode body) throws Unavailable {
        try {
            OutsideAnswer answer = api.post(
                    URI.create(properties.baseUrl() + "/CampaignManagement/" + properties.apiVersion() + "/" + path),
                    body);
            if (answer.isSuccess() && answer.json().isObject()) {
                return answer.json();
            }
            throw new Unavailable("Microsoft does not tell the account's goals (HTTP " + answer.status() + " "
                    + code(answer.json()) + "). Check customer-id, account-id and the developer token.");
        } catch (OutsideHttp.NoAnswer | RestClientException e) {
            throw new Unavailable("Microsoft did not answer.");
        } catch (OAuth2AuthorizationException e) {
            throw new Unavailable(
                    "Microsoft refuses the sign-in (" + e.getError().getErrorCode() + "). Connect it again.");
        }
    }

    /** Of an AdApiFaultDetail ({@code Errors}), an ApiFaultDetail ({@code OperationErrors}) or one {@code BatchError}. */
    static String code(JsonNode fault) {
        String code = fault.at("/Errors/0/ErrorCode")
                .asText(fault.at("/OperationErrors/0/ErrorCode")
                        .asText(fault.path("ErrorCode").asText("")));
        return code.matches("[A-Za-z]{1,80}") ? code : "unsaid";
    }

    @Override
    public Optional<String> referenceOf(String action) {
        return Optional.of(properties.goal(action));
    }

    @Override
    public Set<String> mappedActions() {
        return properties.conversionActions().keySet();
    }

    /** Microsoft has no category for qualified leads. */
    @Override
    public List<String> categoriesFor(StageKind kind) {
        return switch (kind) {
            case QUALIFIED ->
                List.of("SubmitLeadForm", "BookAppointment", "RequestQuote", "Contact", "Signup", "Other");
            case REVENUE -> List.of("Purchase", "Subscribe");
            default -> List.of();
        };
    }

    @Override
    public Optional<ActionMaker> maker() {
        return Optional.of(new MicrosoftAdsGoals(properties, this, api, currencies));
    }
}
