package io.leadloop.destination.googleads;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.leadloop.destination.AccountTrial.Line;
import io.leadloop.destination.AccountTrial.Verdict;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * What Google Ads says of an account. The answer's form is that of googleAds:search with the resource customer
 * (google/ads/googleads/v25/resources/customer.proto, JSON names in lowerCamelCase).
 */
class GoogleAdsAccountTests {

    private static List<Line> lines(String settings) {
        try {
            return GoogleAdsAccount.of(new ObjectMapper().readTree("""
                            {"resourceName":"customers/1234567890","descriptiveName":"Brand UK","currencyCode":"GBP",
                             "timeZone":"Europe/London"%s}
                            """.formatted(settings)))
                    .lines();
        } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    private static final String GOOD = ",\"autoTaggingEnabled\":true,\"conversionTrackingSetting\":"
            + "{\"acceptedCustomerDataTerms\":true,\"enhancedConversionsForLeadsEnabled\":true}";

    @Test
    void its_name_currency_and_zone_are_said() {
        assertThat(lines(GOOD))
                .containsExactly(
                        new Line(
                                Verdict.PROVED,
                                "The account is 'Brand UK', in GBP, its days are those of Europe/London."),
                        new Line(Verdict.PROVED, "Auto-tagging is on: landing pages get a gclid."));
    }

    @Test
    void a_manager_account_or_a_test_account_is_wrong() {
        assertThat(lines(GOOD + ",\"manager\":true")).anySatisfy(it -> isWrong(it, "manager account"));
        assertThat(lines(GOOD + ",\"testAccount\":true")).anySatisfy(it -> isWrong(it, "test account"));
    }

    /** What is false is left out of the JSON of a proto. */
    @Test
    void what_costs_matches_is_wrong() {
        assertThat(lines("")).anySatisfy(it -> isWrong(it, "Auto-tagging is off"));
        assertThat(lines("")).anySatisfy(it -> isWrong(it, "customer data terms are not accepted"));
        assertThat(lines(GOOD.replace("\"enhancedConversionsForLeadsEnabled\":true", "\"x\":1")))
                .anySatisfy(it -> isWrong(it, "enhanced conversions for leads are off"));
    }

    private static void isWrong(Line line, String words) {
        assertThat(line.verdict()).isEqualTo(Verdict.WRONG);
        assertThat(line.words()).contains(words);
    }
}
