package io.leadloop.destination.microsoftads;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.leadloop.destination.ActionMaker;
import io.leadloop.destination.ActionMaker.NotMade;
import io.leadloop.destination.FakePlatform;
import io.leadloop.destination.FakePlatform.Answer;
import io.leadloop.destination.OneAccount;
import io.leadloop.lead.StageKind;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * Making an offline conversion goal: MicrosoftDocs bingads-13 addconversiongoals (answer {@code ConversionGoalIds}, null where
 * refused, and {@code PartialErrors}), offlineconversiongoal (GoalCategory is required), conversiongoalrevenuetype.
 */
class MicrosoftAdsGoalsTests {

    private static final String ACCOUNT = "{\"Account\":{\"Id\":8,\"Name\":\"Made\",\"CurrencyCode\":\"SEK\"}}";

    private final FakePlatform microsoft = new FakePlatform();

    @AfterEach
    void close() {
        microsoft.close();
    }

    private ActionMaker maker(String oldest) {
        return OneAccount.of(
                        new MicrosoftAdsType()::microsoftAdsAccounts,
                        Map.of(
                                "base-url", microsoft.address().toString(),
                                "report.account-url", microsoft.address().toString(),
                                "token-uri", microsoft.address() + "/token",
                                "developer-token", "dev",
                                "customer-id", "7",
                                "account-id", "8",
                                "client-id", "client",
                                "client-secret", "secret",
                                "refresh-token", "refresh",
                                "max-click-age", oldest))
                .catalogue()
                .orElseThrow()
                .maker()
                .orElseThrow();
    }

    private ActionMaker maker() {
        return maker("30d");
    }

    private ActionMaker.Preview qualified() {
        return maker().preview("LeadLoop SQL", StageKind.QUALIFIED, true);
    }

    @Test
    void a_goal_is_made_in_the_accounts_currency_and_known_by_its_name() throws Exception {
        microsoft.answers(
                Answer.of(200, ACCOUNT), Answer.of(200, "{\"ConversionGoalIds\":[502],\"PartialErrors\":[]}"));
        assertThat(maker().make(qualified())).isEqualTo("LeadLoop SQL");
        assertThat(microsoft.requests())
                .extracting(FakePlatform.Heard::address)
                .containsExactly("/CustomerManagement/v13/Account/Query", "/CampaignManagement/v13/ConversionGoals");
        assertThat(microsoft.requests().get(1).method()).isEqualTo("POST");
        assertThat(microsoft.requests().get(1).header("CustomerAccountId")).isEqualTo("8");
        assertThat(new ObjectMapper().readTree(microsoft.heard().get(1))).isEqualTo(new ObjectMapper().readTree("""
                        {"ConversionGoals":[{"Type":"OfflineConversion","Name":"LeadLoop SQL","Status":"Active",
                         "Scope":"Account","CountType":"Unique","ConversionWindowInMinutes":43200,
                         "GoalCategory":"SubmitLeadForm",
                         "Revenue":{"Type":"VariableValue","Value":0,"CurrencyCode":"SEK"}}]}
                        """));
    }

    @Test
    void a_goal_for_revenue_counts_every_conversion_for_at_most_ninety_days() throws Exception {
        microsoft.answers(Answer.of(200, ACCOUNT), Answer.of(200, "{\"ConversionGoalIds\":[503]}"));
        ActionMaker.Preview won = maker("200d").preview("Won", StageKind.REVENUE, false);
        maker("200d").make(won);
        assertThat(microsoft.heard().get(1))
                .contains(
                        "\"CountType\":\"All\"",
                        "\"GoalCategory\":\"Purchase\"",
                        "\"ConversionWindowInMinutes\":129600");
        assertThat(won.lines())
                .anySatisfy(it -> assertThat(it).contains("exclude it from bidding"))
                .anySatisfy(it -> assertThat(it).contains("auto-tagging"));
        assertThat(qualified().lines()).noneSatisfy(it -> assertThat(it).contains("exclude it from bidding"));
    }

    @Test
    void a_name_that_the_account_has_is_refused_and_that_of_a_deleted_goal_is_free() throws Exception {
        String goal =
                "{\"ConversionGoals\":[{\"Id\":1,\"Name\":\"LeadLoop SQL\",\"Type\":\"OfflineConversion\",\"Status\":\"%s\"}]}";
        microsoft.answers(
                Answer.of(200, goal.formatted("Active")), Answer.of(200, goal.formatted("Deleted")), Answer.silence());
        assertThatThrownBy(() -> maker().check(qualified()))
                .isInstanceOf(NotMade.class)
                .hasMessageContaining("'LeadLoop SQL' already");
        assertThat(maker().check(qualified())).contains("none of that name");
        assertThatThrownBy(() -> maker().check(qualified())).hasMessageContaining("did not answer. Nothing was made");
    }

    @Test
    void a_goal_that_is_refused_is_not_taken_for_one_that_was_made() {
        microsoft.answers(
                Answer.of(200, ACCOUNT),
                Answer.of(200, """
                        {"ConversionGoalIds":[null],"PartialErrors":[{"Type":"BatchError","Code":3349,
                         "ErrorCode":"InvalidCategoryForGoalType","Message":"secret words"}]}
                        """),
                Answer.of(200, ACCOUNT),
                Answer.silence(),
                Answer.silence());
        assertThatThrownBy(() -> maker().make(qualified()))
                .isInstanceOf(NotMade.class)
                .hasMessageContaining("InvalidCategoryForGoalType")
                .hasMessageNotContaining("secret words");
        assertThatThrownBy(() -> maker().make(qualified())).hasMessageContaining("may have been made all the same");
        assertThatThrownBy(() -> maker().make(qualified())).hasMessageContaining("Nothing was made");
    }
}
