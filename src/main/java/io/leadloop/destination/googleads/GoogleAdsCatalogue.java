package io.leadloop.destination.googleads;

import com.fasterxml.jackson.databind.JsonNode;
import io.leadloop.destination.AccountCatalogue;
import io.leadloop.destination.ActionMaker;
import io.leadloop.destination.CatalogueAction;
import io.leadloop.destination.CatalogueAction.Counting;
import io.leadloop.destination.CatalogueAction.Status;
import io.leadloop.destination.PlatformReports.Unavailable;
import io.leadloop.lead.StageKind;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The conversion actions of a Google Ads account, by the resource {@code conversion_action} of {@code googleAds:search}:
 * googleapis google/ads/googleads/v25/resources/conversion_action.proto.
 */
final class GoogleAdsCatalogue implements AccountCatalogue {

    private static final String UPLOADS = "UPLOAD_CLICKS";

    /** Categories that do not say what is counted: ConversionActionCategoryEnum. */
    private static final Set<String> UNTOLD = Set.of("", "UNSPECIFIED", "UNKNOWN", "DEFAULT");

    static final String QUERY = "SELECT conversion_action.id, conversion_action.name, conversion_action.status,"
            + " conversion_action.type, conversion_action.category, conversion_action.primary_for_goal,"
            + " conversion_action.counting_type, conversion_action.click_through_lookback_window_days,"
            + " conversion_action.value_settings.default_value,"
            + " conversion_action.value_settings.always_use_default_value FROM conversion_action";

    private final GoogleAdsProperties account;
    private final GoogleAdsReports api;

    GoogleAdsCatalogue(GoogleAdsProperties account, GoogleAdsReports api) {
        this.account = account;
        this.api = api;
    }

    @Override
    public @Nullable String missingKey() {
        return api.isOn() ? null : "report.developer-token";
    }

    @Override
    public Listing list() throws Unavailable {
        GoogleAdsAccount self = api.account();
        return new Listing(
                self.name(),
                List.of(
                        new Setting(
                                SettingKind.AUTO_TAGGING,
                                self.tagsClicks(),
                                "Google Ads, Admin, Account settings, Auto-tagging"),
                        new Setting(
                                SettingKind.CUSTOMER_DATA_TERMS,
                                self.acceptedDataTerms(),
                                "Google Ads, Goals, Settings, Customer data terms"),
                        new Setting(
                                SettingKind.ENHANCED_CONVERSIONS_FOR_LEADS,
                                self.enhancedForLeads(),
                                "Google Ads, Goals, Settings, Enhanced conversions for leads")),
                api.rows(QUERY).stream()
                        .map(it -> action(it.path("conversionAction")))
                        .toList(),
                Health.of(() -> GoogleAdsUploadHealth.of(api.rows(GoogleAdsUploadHealth.QUERY))));
    }

    /** Values are int64 as text and doubles; {@code primary_for_goal} that is not set means true (field 31). */
    private static CatalogueAction action(JsonNode it) {
        JsonNode value = it.path("valueSettings");
        return new CatalogueAction(
                it.path("id").asText(""),
                it.path("id").asText(""),
                it.path("name").asText(""),
                switch (it.path("status").asText("")) {
                    case "ENABLED" -> Status.ENABLED;
                    case "REMOVED" -> Status.REMOVED;
                    default -> Status.DISABLED;
                },
                it.path("type").asText(""),
                it.path("type").asText("").equals(UPLOADS),
                it.path("category").asText(""),
                it.path("primaryForGoal").asBoolean(true),
                switch (it.path("countingType").asText("")) {
                    case "ONE_PER_CLICK" -> Counting.ONE_PER_CLICK;
                    case "MANY_PER_CLICK" -> Counting.EVERY;
                    default -> null;
                },
                days(it.path("clickThroughLookbackWindowDays")),
                CatalogueAction.amount(value.path("defaultValue")),
                value.path("alwaysUseDefaultValue").asBoolean(),
                null);
    }

    private static @Nullable Integer days(JsonNode days) {
        int number = days.asInt();
        return number == 0 ? null : number;
    }

    @Override
    public Optional<String> referenceOf(String action) {
        String id = account.conversionActions().get(action);
        return id != null || !action.matches("\\d+") ? Optional.ofNullable(id) : Optional.of(action);
    }

    @Override
    public Set<String> mappedActions() {
        return account.conversionActions().keySet();
    }

    @Override
    public List<String> categoriesFor(StageKind kind) {
        return switch (kind) {
            case QUALIFIED -> List.of("QUALIFIED_LEAD", "IMPORTED_LEAD", "BOOK_APPOINTMENT", "REQUEST_QUOTE");
            case REVENUE -> List.of("CONVERTED_LEAD", "PURCHASE");
            default -> List.of();
        };
    }

    /** A goal is a category with all its primary actions: resources/customer_conversion_goal.proto. */
    @Override
    public boolean bidsByCategory(String category) {
        return !UNTOLD.contains(category);
    }

    @Override
    public Optional<ActionMaker> maker() {
        return api.isOn() ? Optional.of(new GoogleAdsActions(api, account)) : Optional.empty();
    }
}
