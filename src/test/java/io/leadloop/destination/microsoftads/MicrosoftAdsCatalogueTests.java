package io.leadloop.destination.microsoftads;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.leadloop.destination.AccountCatalogue;
import io.leadloop.destination.AccountCatalogue.Listing;
import io.leadloop.destination.CatalogueAction;
import io.leadloop.destination.CatalogueAction.Counting;
import io.leadloop.destination.CatalogueAction.Status;
import io.leadloop.destination.FakePlatform;
import io.leadloop.destination.FakePlatform.Answer;
import io.leadloop.destination.OneAccount;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * The offline goals of a Microsoft Advertising account: MicrosoftDocs bingads-13 getconversiongoalsbyids (null ids: all goals
 * of the types), conversiongoal, conversiongoalrevenuetype; paths of the SDK 13.0.27.
 */
class MicrosoftAdsCatalogueTests {

    private static final String GOALS = """
            {"ConversionGoals":[
             {"Id":502,"Name":"LeadLoop SQL","Type":"OfflineConversion","Status":"Active","CountType":"Unique",
              "ConversionWindowInMinutes":43200,"ExcludeFromBidding":true,"GoalCategory":"SubmitLeadForm",
              "Revenue":{"Type":"NoValue"}},
             {"Id":503,"Name":"Won","Type":"OfflineConversion","Status":"Paused","CountType":"All",
              "GoalCategory":"Purchase","Revenue":{"Type":"VariableValue","Value":12.5,"CurrencyCode":"EUR"}},
             null],"PartialErrors":[]}
            """;

    private static final String TAGGING =
            "{\"AccountProperties\":[{\"Name\":\"MSCLKIDAutoTaggingEnabled\",\"Value\":\"false\"}],\"PartialErrors\":[]}";

    private final FakePlatform microsoft = new FakePlatform();

    @AfterEach
    void close() {
        microsoft.close();
    }

    private AccountCatalogue catalogue() {
        return OneAccount.of(
                        new MicrosoftAdsType()::microsoftAdsAccounts,
                        Map.of(
                                "base-url", microsoft.address().toString(),
                                "token-uri", microsoft.address() + "/token",
                                "developer-token", "dev",
                                "customer-id", "7",
                                "account-id", "8",
                                "client-id", "client",
                                "client-secret", "secret",
                                "refresh-token", "refresh",
                                "conversion-actions.sql", "LeadLoop SQL"))
                .catalogue()
                .orElseThrow();
    }

    @Test
    void a_goal_is_told_with_its_role_window_and_value_and_is_named_by_its_name() throws Exception {
        microsoft.answers(Answer.of(200, GOALS), Answer.of(200, TAGGING));
        Listing listing = catalogue().list();
        CatalogueAction sql = listing.find("LeadLoop SQL").orElseThrow();
        assertThat(sql.id()).isEqualTo("502");
        assertThat(sql.isPrimary()).isFalse();
        assertThat(sql.counting()).isEqualTo(Counting.ONE_PER_CLICK);
        assertThat(sql.clickWindowDays()).isEqualTo(30);
        assertThat(sql.overridesValue()).isTrue();
        assertThat(sql.takesUploads()).isTrue();
        CatalogueAction won = listing.find("Won").orElseThrow();
        assertThat(won.status()).isEqualTo(Status.DISABLED);
        assertThat(won.isPrimary()).isNull();
        assertThat(won.counting()).isEqualTo(Counting.EVERY);
        assertThat(won.overridesValue()).isFalse();
        assertThat(listing.actions()).hasSize(2);
        assertThat(listing.settings())
                .singleElement()
                .satisfies(it -> assertThat(it.isOn()).isFalse());
    }

    @Test
    void all_goals_are_asked_for_as_the_document_says() throws Exception {
        microsoft.answers(Answer.of(200, GOALS), Answer.of(200, TAGGING));
        catalogue().list();
        assertThat(microsoft.requests())
                .extracting(FakePlatform.Heard::address)
                .containsExactly(
                        "/CampaignManagement/v13/ConversionGoals/QueryByIds",
                        "/CampaignManagement/v13/AccountProperties/Query",
                        "/CampaignManagement/v13/OfflineConversionReport/QueryByGoalIds");
        assertThat(microsoft.heard().get(0))
                .isEqualTo("{\"ConversionGoalIds\":null,\"ConversionGoalTypes\":\"OfflineConversion\","
                        + "\"ReturnAdditionalFields\":\"GoalCategory,IsEnhancedConversionsEnabled\"}");
        assertThat(microsoft.requests().get(0).header("CustomerAccountId")).isEqualTo("8");
    }

    /** Goals that take no uploads are not asked for; a lost row names its reason. */
    @Test
    void what_became_of_the_weeks_uploads_is_told_by_goal() throws Exception {
        microsoft.answers(Answer.of(200, GOALS), Answer.of(200, TAGGING), Answer.of(200, """
                {"OfflineGoalConversionSummaries":[{"GoalId":502,"ConversionName":"LeadLoop SQL","OverallSuccessCount":3,
                  "OverallUnattributedCount":4,"OverallSuccessRate":42.8,
                  "OverallAlerts":[{"UnattributedReason":"NoMatchingClickFound","Count":4}]},
                 {"GoalId":9,"OverallSuccessCount":1}],"PartialErrors":[]}
                """));
        Listing listing = catalogue().list();
        assertThat(microsoft.heard().get(2))
                .matches("\\{\"StartDateUtc\":\"\\S+Z\",\"EndDateUtc\":\"\\S+Z\","
                        + "\"UploadChannelFilter\":\"CampaignManagementAPI\",\"GoalIds\":\\[502]}");
        assertThat(listing.health().uploads()).singleElement().satisfies(it -> {
            assertThat(it.reference()).isEqualTo("LeadLoop SQL");
            assertThat(it.needsAttention()).isTrue();
            assertThat(it.words()).isEqualTo("3 of 7 used (No matching click found 4)");
        });
    }

    @Test
    void the_list_is_worth_having_without_what_became_of_uploads() throws Exception {
        microsoft.answers(Answer.of(200, GOALS), Answer.of(200, TAGGING), Answer.silence());
        Listing listing = catalogue().list();
        assertThat(listing.actions()).hasSize(2);
        assertThat(listing.health().problem()).contains("did not answer");
    }

    @Test
    void a_refusal_and_silence_are_said_in_words() {
        microsoft.answers(
                Answer.of(
                        400,
                        "{\"Type\":\"AdApiFaultDetail\",\"Errors\":[{\"Code\":1001,\"ErrorCode\":\"AccountNotAuthorized\","
                                + "\"Message\":\"secret words\"}]}"),
                Answer.silence());
        assertThatThrownBy(() -> catalogue().list())
                .hasMessageContaining("AccountNotAuthorized")
                .hasMessageNotContaining("secret words");
        assertThatThrownBy(() -> catalogue().list()).hasMessageContaining("did not answer");
    }
}
