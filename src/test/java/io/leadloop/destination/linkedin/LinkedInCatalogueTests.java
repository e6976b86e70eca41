package io.leadloop.destination.linkedin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.leadloop.destination.AccountCatalogue;
import io.leadloop.destination.CatalogueAction;
import io.leadloop.destination.CatalogueAction.Status;
import io.leadloop.destination.FakePlatform;
import io.leadloop.destination.FakePlatform.Answer;
import io.leadloop.destination.OneAccount;
import io.leadloop.destination.PlatformReports.Unavailable;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * The conversion rules of a LinkedIn ad account: GET /rest/conversions?q=account of LinkedIn's Postman collection
 * (linkedin-marketing-conversions), fields by learn.microsoft.com conversions-api-schema (view 2026-08).
 */
class LinkedInCatalogueTests {

    private static final String RULE = """
            {"id":2001,"name":"LeadLoop SQL","enabled":true,"type":"QUALIFIED_LEAD","conversionMethod":"CONVERSIONS_API",
             "attributionType":"LAST_TOUCH_BY_CAMPAIGN","postClickAttributionWindowSize":30,"valueType":"FIXED",
             "value":{"amount":"50.00","currencyCode":"EUR"}%s}
            """;

    private final FakePlatform linkedIn = new FakePlatform();

    @AfterEach
    void close() {
        linkedIn.close();
    }

    private AccountCatalogue catalogue(String account) {
        return OneAccount.of(
                        new LinkedInType()::linkedInAccounts,
                        Map.of(
                                "base-url",
                                linkedIn.address().toString(),
                                "access-token",
                                "fixed",
                                "conversion-actions.sql",
                                "2001",
                                "report.ad-account-id",
                                account))
                .catalogue()
                .orElseThrow();
    }

    private static Answer list(String... rules) {
        return Answer.of(
                200,
                "{\"elements\":[" + String.join(",", rules) + "],\"paging\":{\"start\":0,\"count\":100,\"total\":-1}}");
    }

    private CatalogueAction rule(String more) throws Unavailable {
        linkedIn.answers(list(RULE.formatted(more)));
        return catalogue("77").list().find("2001").orElseThrow();
    }

    @Test
    void a_rule_is_told_with_its_type_window_and_value() throws Exception {
        CatalogueAction rule = rule("");
        assertThat(rule.inWords()).isEqualTo("LeadLoop SQL, Qualified lead, 2001");
        assertThat(rule.status()).isEqualTo(Status.ENABLED);
        assertThat(rule.takesUploads()).isTrue();
        assertThat(rule.isPrimary()).isNull();
        assertThat(rule.clickWindowDays()).isEqualTo(30);
        assertThat(rule.overridesValue()).isTrue();
        assertThat(rule.defaultValue()).isEqualByComparingTo("50");
    }

    @Test
    void it_says_how_many_campaigns_count_it_and_nothing_where_linkedin_says_nothing() throws Exception {
        assertThat(rule(",\"campaigns\":[],\"associatedCampaigns\":[]").campaigns())
                .isZero();
        assertThat(rule(",\"associatedCampaigns\":[{\"campaign\":\"urn:li:sponsoredCampaign:1\"}]")
                        .campaigns())
                .isEqualTo(1);
        assertThat(rule("").campaigns()).isNull();
    }

    /** Epoch milliseconds (conversions-api-schema); LinkedIn tells nothing else of what it made of rows. */
    @Test
    void it_says_when_it_heard_of_the_rule_last() throws Exception {
        linkedIn.answers(list(
                RULE.formatted(",\"lastCallbackAt\":1790000000000,\"latestFirstPartyCallbackAt\":1790000300000"),
                RULE.formatted("").replace("2001", "9")));
        assertThat(catalogue("77").list().health().uploads()).singleElement().satisfies(it -> {
            assertThat(it.reference()).isEqualTo("2001");
            assertThat(it.lastHeardAt()).isEqualTo("2026-09-21T14:18:20Z");
            assertThat(it.needsAttention()).isFalse();
            assertThat(it.words()).isEmpty();
        });
    }

    @Test
    void one_of_another_method_or_that_is_switched_off_takes_nothing() throws Exception {
        linkedIn.answers(list(
                RULE.formatted("").replace("CONVERSIONS_API", "INSIGHT_TAG_URL_MATCH_RULES"),
                RULE.formatted("").replace("2001", "9").replace("\"enabled\":true", "\"enabled\":false")));
        AccountCatalogue.Listing listing = catalogue("77").list();
        assertThat(listing.find("2001").orElseThrow().takesUploads()).isFalse();
        assertThat(listing.find("9").orElseThrow().status()).isEqualTo(Status.DISABLED);
    }

    @Test
    void all_pages_are_asked_for_as_the_document_says() throws Exception {
        linkedIn.answers(
                list(IntStream.range(0, 100)
                        .mapToObj(it -> RULE.formatted("").replace("2001", Integer.toString(it)))
                        .collect(Collectors.toList())
                        .toArray(String[]::new)),
                list(RULE.formatted("")));
        assertThat(catalogue("77").list().actions()).hasSize(101);
        FakePlatform.Heard first = linkedIn.requests().get(0);
        assertThat(first.method()).isEqualTo("GET");
        assertThat(first.address())
                .startsWith("/rest/conversions?q=account&account=urn%3Ali%3AsponsoredAccount%3A77&fields=")
                .endsWith("&start=0&count=100");
        assertThat(first.header("X-Restli-Protocol-Version")).isEqualTo("2.0.0");
        assertThat(first.header("LinkedIn-Version")).matches("\\d{6}");
        assertThat(linkedIn.requests().get(1).address()).endsWith("&start=100&count=100");
    }

    @Test
    void a_refusal_silence_and_a_missing_account_are_said_in_words() {
        linkedIn.answers(
                Answer.of(403, "{\"status\":403,\"message\":\"secret words\"}"), Answer.silence(), Answer.silence());
        assertThatThrownBy(() -> catalogue("77").list())
                .hasMessageContaining("account 77 (HTTP 403)")
                .hasMessageNotContaining("secret words");
        assertThatThrownBy(() -> catalogue("77").list()).hasMessageContaining("did not answer");
        assertThat(catalogue("").missingKey()).isEqualTo("report.ad-account-id");
    }

    @Test
    void the_plans_actions_are_known_by_the_keys_and_numbers_by_themselves() {
        assertThat(catalogue("77").referenceOf("sql")).contains("2001");
        assertThat(catalogue("77").referenceOf("5")).contains("5");
        assertThat(catalogue("77").referenceOf("won")).isEmpty();
    }
}
