package io.leadloop.destination.googleads;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.leadloop.destination.AccountCatalogue;
import io.leadloop.destination.AccountCatalogue.Listing;
import io.leadloop.destination.AccountCatalogue.Setting;
import io.leadloop.destination.ActionMaker;
import io.leadloop.destination.ActionMaker.NotMade;
import io.leadloop.destination.CatalogueAction;
import io.leadloop.destination.CatalogueAction.Counting;
import io.leadloop.destination.CatalogueAction.Status;
import io.leadloop.destination.FakePlatform;
import io.leadloop.destination.FakePlatform.Answer;
import io.leadloop.destination.OneAccount;
import io.leadloop.destination.PlatformReports.Unavailable;
import io.leadloop.lead.StageKind;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The conversion actions of a Google Ads account, in the JSON form of googleapis
 * google/ads/googleads/v25/resources/conversion_action.proto: lowerCamelCase, int64 as text, false left out of what is not
 * optional.
 */
class GoogleAdsCatalogueTests {

    private static final String SELF = """
            {"results":[{"customer":{"resourceName":"customers/1","descriptiveName":"Brand UK","currencyCode":"GBP",
             "timeZone":"Europe/London","autoTaggingEnabled":true,"conversionTrackingSetting":{"acceptedCustomerDataTerms":true}}}]}
            """;

    private static final String ACTIONS = """
            {"results":[
             {"conversionAction":{"resourceName":"customers/1/conversionActions/1002","id":"1002","name":"LeadLoop SQL",
              "status":"ENABLED","type":"UPLOAD_CLICKS","category":"QUALIFIED_LEAD","primaryForGoal":false,
              "countingType":"ONE_PER_CLICK","clickThroughLookbackWindowDays":"30",
              "valueSettings":{"defaultValue":25.5,"alwaysUseDefaultValue":true}}},
             {"conversionAction":{"resourceName":"customers/1/conversionActions/7","id":"7","name":"Form","status":"HIDDEN",
              "type":"WEBPAGE","category":"SUBMIT_LEAD_FORM","countingType":"MANY_PER_CLICK"}},
             {"conversionAction":{"id":"8","name":"Gone","status":"REMOVED","type":"UPLOAD_CLICKS","category":"DEFAULT"}}]}
            """;

    private final FakePlatform google = new FakePlatform();

    @AfterEach
    void close() {
        google.close();
    }

    private AccountCatalogue catalogue(String developerToken) {
        return OneAccount.of(
                        new GoogleAdsType()::googleAdsAccounts,
                        Map.of(
                                "base-url", google.address().toString(),
                                "token-uri", google.address() + "/token",
                                "client-id", "client",
                                "client-secret", "secret",
                                "refresh-token", "refresh",
                                "customer-id", "123-456-7890",
                                "conversion-actions.sql", "1002",
                                "report.base-url", google.address().toString(),
                                "report.developer-token", developerToken))
                .catalogue()
                .orElseThrow();
    }

    private AccountCatalogue catalogue() {
        return catalogue("dev");
    }

    private JsonNode heard(int request) {
        try {
            return new ObjectMapper().readTree(google.heard().get(request));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    @Nested
    class The_list {

        @Test
        void tells_each_action_with_what_it_counts() throws Exception {
            google.answers(Answer.of(200, SELF), Answer.of(200, ACTIONS));
            Listing listing = catalogue().list();
            assertThat(listing.account()).isEqualTo("Brand UK");
            assertThat(listing.actions()).hasSize(3).first().satisfies(it -> {
                assertThat(it.inWords()).isEqualTo("LeadLoop SQL, Qualified lead, 1002");
                assertThat(it.status()).isEqualTo(Status.ENABLED);
                assertThat(it.takesUploads()).isTrue();
                assertThat(it.isPrimary()).isFalse();
                assertThat(it.counting()).isEqualTo(Counting.ONE_PER_CLICK);
                assertThat(it.clickWindowDays()).isEqualTo(30);
                assertThat(it.defaultValue()).isEqualByComparingTo("25.5");
                assertThat(it.overridesValue()).isTrue();
            });
        }

        /** Field 31, primary_for_goal: "if not set, the default is true". */
        @Test
        void takes_what_is_not_set_for_what_google_does() throws Exception {
            google.answers(Answer.of(200, SELF), Answer.of(200, ACTIONS));
            CatalogueAction form = catalogue().list().find("7").orElseThrow();
            assertThat(form.isPrimary()).isTrue();
            assertThat(form.status()).isEqualTo(Status.DISABLED);
            assertThat(form.takesUploads()).isFalse();
            assertThat(form.counting()).isEqualTo(Counting.EVERY);
            assertThat(form.clickWindowDays()).isNull();
            assertThat(form.overridesValue()).isFalse();
        }

        @Test
        void tells_the_settings_without_which_conversions_are_lost() throws Exception {
            google.answers(Answer.of(200, SELF), Answer.of(200, ACTIONS));
            assertThat(catalogue().list().settings())
                    .extracting(Setting::kind, Setting::isOn)
                    .containsExactly(
                            org.assertj.core.api.Assertions.tuple(AccountCatalogue.SettingKind.AUTO_TAGGING, true),
                            org.assertj.core.api.Assertions.tuple(
                                    AccountCatalogue.SettingKind.CUSTOMER_DATA_TERMS, true),
                            org.assertj.core.api.Assertions.tuple(
                                    AccountCatalogue.SettingKind.ENHANCED_CONVERSIONS_FOR_LEADS, false));
        }

        @Test
        void is_asked_for_by_one_query_of_the_account_that_owns_the_actions() throws Exception {
            google.answers(Answer.of(200, SELF), Answer.of(200, ACTIONS));
            catalogue().list();
            FakePlatform.Heard asked = google.requests().get(1);
            assertThat(asked.address()).isEqualTo("/v25/customers/1234567890/googleAds:search");
            assertThat(asked.header("developer-token")).isEqualTo("dev");
            assertThat(heard(1).path("query").asText()).endsWith("FROM conversion_action");
            assertThat(heard(1).has("pageSize")).isFalse();
        }

        /**
         * Resource offline_conversion_upload_conversion_action_summary; the error of an alert is one of several enumerations,
         * its share lies between 0 and 1.
         */
        @Test
        void tells_what_became_of_uploads_over_all_clients() throws Exception {
            google.answers(Answer.of(200, SELF), Answer.of(200, ACTIONS), Answer.of(200, """
                    {"results":[
                     {"offlineConversionUploadConversionActionSummary":{"conversionActionId":"1002",
                      "client":"GOOGLE_ADS_API","status":"GOOD","totalEventCount":"300","successfulEventCount":"290",
                      "pendingEventCount":"8"}},
                     {"offlineConversionUploadConversionActionSummary":{"conversionActionId":"1002",
                      "client":"ADS_DATA_CONNECTOR","status":"NEEDS_ATTENTION","totalEventCount":"10",
                      "successfulEventCount":"4","alerts":[
                       {"error":{"conversionUploadError":"TOO_RECENT_CONVERSION_ACTION"},"errorPercentage":0.6},
                       {"error":{"dateError":"what the row said"},"errorPercentage":0.01}]}},
                     {"offlineConversionUploadConversionActionSummary":{"conversionActionId":"7","status":"NO_RECENT_UPLOAD"}}]}
                    """));
            Listing listing = catalogue().list();
            assertThat(heard(2).path("query").asText())
                    .endsWith("FROM offline_conversion_upload_conversion_action_summary");
            assertThat(listing.health().find("1002")).hasValueSatisfying(it -> {
                assertThat(it.needsAttention()).isTrue();
                assertThat(it.words())
                        .isEqualTo("294 of 310 used, 8 wait (Too recent conversion action 60 %, Unsaid 1 %)");
            });
            assertThat(listing.health().find("7")).hasValueSatisfying(it -> {
                assertThat(it.needsAttention()).isFalse();
                assertThat(it.words()).isEqualTo("none received");
            });
            assertThat(listing.health().problem()).isNull();
        }

        @Test
        void is_worth_having_without_what_became_of_uploads() throws Exception {
            google.answers(Answer.of(200, SELF), Answer.of(200, ACTIONS), Answer.of(403, "{}"));
            Listing listing = catalogue().list();
            assertThat(listing.actions()).hasSize(3);
            assertThat(listing.health().uploads()).isEmpty();
            assertThat(listing.health().problem()).contains("403");
        }

        @Test
        void is_refused_in_words() {
            google.answers(Answer.of(
                    403,
                    "{\"error\":{\"details\":[{\"errors\":[{\"errorCode\":{\"a\":\"USER_PERMISSION_DENIED\"}}]}]}}"));
            assertThatThrownBy(() -> catalogue().list())
                    .isInstanceOf(Unavailable.class)
                    .hasMessageContaining("login-customer-id");
        }

        @Test
        void needs_a_developer_token() {
            assertThat(catalogue("").missingKey()).isEqualTo("report.developer-token");
            assertThat(catalogue("").maker()).isEmpty();
            assertThat(catalogue().missingKey()).isNull();
        }

        @ParameterizedTest
        @CsvSource({"PURCHASE, true", "QUALIFIED_LEAD, true", "DEFAULT, false", "UNKNOWN, false", "'', false"})
        void bids_by_categories_that_say_what_they_count(String category, boolean bids) {
            assertThat(catalogue().bidsByCategory(category)).isEqualTo(bids);
        }

        @Test
        void knows_the_plans_actions_by_the_keys_and_ids_by_themselves() {
            assertThat(catalogue().referenceOf("sql")).contains("1002");
            assertThat(catalogue().referenceOf("7")).contains("7");
            assertThat(catalogue().referenceOf("mql")).isEmpty();
        }
    }

    @Nested
    class An_action_that_is_made {

        private final ActionMaker maker = catalogue().maker().orElseThrow();
        private final ActionMaker.Preview won = maker.preview("LeadLoop won", StageKind.REVENUE, false);

        @Test
        void is_checked_first_without_making_anything_and_then_made_the_same() throws Exception {
            google.answers(
                    Answer.of(200, "{}"),
                    Answer.of(200, "{\"results\":[{\"resourceName\":\"customers/1234567890/conversionActions/42\"}]}"));
            maker.check(won);
            assertThat(maker.make(won)).isEqualTo("42");
            assertThat(google.requests())
                    .extracting(FakePlatform.Heard::address)
                    .containsOnly("/v25/customers/1234567890/conversionActions:mutate");
            assertThat(heard(0).path("validateOnly").asBoolean()).isTrue();
            assertThat(heard(1).path("validateOnly").asBoolean()).isFalse();
            assertThat(heard(0).path("operations")).isEqualTo(heard(1).path("operations"));
            assertThat(heard(1).at("/operations/0/create")).hasToString("""
                    {"name":"LeadLoop won","type":"UPLOAD_CLICKS","category":"CONVERTED_LEAD","status":"ENABLED",\
                    "countingType":"MANY_PER_CLICK","clickThroughLookbackWindowDays":"90",\
                    "valueSettings":{"defaultValue":0,"alwaysUseDefaultValue":false}}""");
        }

        @Test
        void says_before_that_google_makes_it_primary_where_the_plan_wants_secondary() {
            assertThat(won.lines()).anySatisfy(it -> assertThat(it).contains("set it to secondary"));
            assertThat(maker.preview("x", StageKind.QUALIFIED, true).lines())
                    .noneSatisfy(it -> assertThat(it).contains("set it to secondary"))
                    .anySatisfy(it -> assertThat(it).contains("Qualified lead"));
        }

        @ParameterizedTest
        @CsvSource({
            "DUPLICATE_NAME, has an action of the name 'LeadLoop won' already",
            "USER_PERMISSION_DENIED, may not change this account",
            "CREATION_NOT_SUPPORTED, Make it in Google Ads",
            "SOMETHING_NEW, HTTP 400 SOMETHING_NEW"
        })
        void is_refused_in_words(String code, String words) {
            google.answers(Answer.of(
                    400,
                    "{\"error\":{\"details\":[{\"errors\":[{\"errorCode\":{\"conversionActionError\":\"" + code
                            + "\"},\"message\":\"secret words\"}]}]}}"));
            assertThatThrownBy(() -> maker.check(won))
                    .isInstanceOf(NotMade.class)
                    .hasMessageContaining(words)
                    .hasMessageNotContaining("secret words");
        }

        @Test
        void may_exist_all_the_same_when_the_answer_does_not_come() {
            google.answers(Answer.silence());
            assertThatThrownBy(() -> maker.make(won)).hasMessageContaining("may have been made all the same");
        }

        @Test
        void is_not_believed_where_the_answer_names_none() {
            google.answers(Answer.of(200, "{}"));
            assertThatThrownBy(() -> maker.make(won)).hasMessageContaining("names no action");
        }
    }
}
