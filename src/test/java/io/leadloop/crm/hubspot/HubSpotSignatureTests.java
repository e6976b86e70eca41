package io.leadloop.crm.hubspot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.leadloop.crm.WebhookRefused;
import io.leadloop.support.Resources;
import io.leadloop.support.TestClock;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The vectors of facts/vectors-crm.md 3.1, and everything that must not pass. */
class HubSpotSignatureTests {

    private static final String PUBLISHED_URL = "https://www.example.com/webhook_uri";
    private static final String PUBLISHED_SECRET = "yyyyyyyy-yyyy-yyyy-yyyy-yyyyyyyyyyyy";
    private static final String OWN_URL = "https://hooks.example.test/webhooks/hubspot";
    private static final String OWN_TIME = "1790000001000";
    private static final String OWN_SIGNATURE = "kdfRGW6E6T96u55d6TraA0zyBJa4iXl4/hIAs/Og/rk=";
    private static final String B1 = Resources.text("crm/hubspot/b1.json");
    private static final String B2 = Resources.text("crm/hubspot/b2.json");

    private final TestClock clock = new TestClock();

    @BeforeEach
    void the_time_of_the_own_vector() {
        at(OWN_TIME);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{'example_field':'example_value'}|1693657560000|K36dawei4A+QBNolUOqo7s91KQDWQ5MXZ/QufNYuk/Y=",
                "{'example_field':'example_value'}|1700000300000|RnbPH7+UMKVkbV32P8bz450N4M56aPmcru1+D3kSDtw=",
                "{\"example_field\":\"example_value\"}|1693657560000|oaA3M5dEtt6kFsseJD/Hv/x+JNl1vsoxFj4oxmwP6Go="
            })
    void the_published_v3_vectors_are_taken(String body, String time, String signature) {
        at(time);
        assertThatCode(() -> verify(PUBLISHED_URL, PUBLISHED_SECRET, false, body, v3(time, signature)))
                .doesNotThrowAnyException();
    }

    @Test
    void our_own_v3_vectors_are_taken_also_with_letters_beyond_ascii() {
        assertThat(refusal(OWN_URL, B2, v3(OWN_TIME, OWN_SIGNATURE))).isNull();
        assertThat(refusal(
                        OWN_URL,
                        "[{\"eventId\":1,\"propertyValue\":\"Zoë – 株式会社\"}]",
                        v3(OWN_TIME, "nrwy0i6i7NzE7vJIAyw7APbOg88pVREf5hBoHYBGqp0=")))
                .isNull();
    }

    @ParameterizedTest
    @CsvSource({
        "https://hooks.example.test/webhooks/hubspot/",
        "http://hooks.example.test/webhooks/hubspot",
        "https://hooks.example.test/webhooks/hubspot?x=1",
        "https://other.example.test/webhooks/hubspot"
    })
    void another_address_is_refused(String url) {
        assertThat(refusal(url, B2, v3(OWN_TIME, OWN_SIGNATURE))).contains("public-url");
    }

    @Test
    void json_that_was_written_anew_is_refused() {
        assertThat(refusal(OWN_URL, B2.replace(",\"", ", \""), v3(OWN_TIME, OWN_SIGNATURE)))
                .contains("does not fit");
    }

    @ParameterizedTest
    @CsvSource({"1790000001001,does not fit", "17900000010x0,no number", "'',missing", "-1790000001000,no number"})
    void another_time_is_refused(String time, String words) {
        assertThat(refusal(OWN_URL, B2, v3(time, OWN_SIGNATURE))).contains(words);
    }

    @ParameterizedTest
    @CsvSource({"300000,true", "300001,false", "-300000,true", "-300001,false"})
    void the_time_may_be_five_minutes_off_in_both_directions(long off, boolean taken) {
        clock.set(Instant.ofEpochMilli(Long.parseLong(OWN_TIME) + off).toString());
        assertThat(refusal(OWN_URL, B2, v3(OWN_TIME, OWN_SIGNATURE)) == null).isEqualTo(taken);
    }

    @Test
    void no_signature_is_refused() {
        assertThat(refusal(OWN_URL, B2, Map.of())).contains("X-HubSpot-Signature-v3 is missing");
    }

    @Test
    void the_published_v1_vectors_are_taken_where_v1_is_allowed() {
        assertThatCode(() -> verify(
                        PUBLISHED_URL,
                        PUBLISHED_SECRET,
                        true,
                        B1,
                        v1("v1", "232db2615f3d666fe21a8ec971ac7b5402d33b9a925784df3ca654d05f4817de")))
                .doesNotThrowAnyException();
        assertThatCode(() -> verify(
                        PUBLISHED_URL,
                        PUBLISHED_SECRET,
                        true,
                        "{'example_field':'example_value'}",
                        v1("v1", "69fc6631a867edd4f9e9e627fc5c1148e3fbdd8b21837b6d2b8901c1fa57f750")))
                .doesNotThrowAnyException();
    }

    @ParameterizedTest
    @CsvSource({
        "false,v1,232db2615f3d666fe21a8ec971ac7b5402d33b9a925784df3ca654d05f4817de",
        "true,v2,232db2615f3d666fe21a8ec971ac7b5402d33b9a925784df3ca654d05f4817de",
        "true,v1,332db2615f3d666fe21a8ec971ac7b5402d33b9a925784df3ca654d05f4817de"
    })
    void v1_is_refused_where_it_is_not_allowed_or_does_not_fit(boolean allowed, String version, String signature) {
        WebhookRefused refused = catchThrowableOfType(
                WebhookRefused.class,
                () -> verify(PUBLISHED_URL, PUBLISHED_SECRET, allowed, B1, v1(version, signature)));
        assertThat(refused.status()).isEqualTo(401);
    }

    @Test
    void a_wrong_v3_is_not_saved_by_a_right_v1() {
        Map<String, String> both = new HashMap<>(v3(OWN_TIME, OWN_SIGNATURE));
        both.putAll(v1("v1", "232db2615f3d666fe21a8ec971ac7b5402d33b9a925784df3ca654d05f4817de"));
        WebhookRefused refused = catchThrowableOfType(
                WebhookRefused.class, () -> verify(PUBLISHED_URL, PUBLISHED_SECRET, true, B1, both));
        assertThat(refused.words()).contains("v3 signature does not fit");
    }

    @Test
    void the_address_is_signed_with_hubspots_few_codes_decoded() {
        assertThat(HubSpotSignature.decoded("https://a.example/w?x=a%3Ab%2fc%20%E4"))
                .isEqualTo("https://a.example/w?x=a:b/c%20%E4");
    }

    @Test
    void any_of_several_secrets_will_do() {
        var signature = new HubSpotSignature(OWN_URL, List.of("the-next-one", "test-client-secret"), false, clock);
        assertThatCode(() -> signature.verify(
                        AHubSpotSource.request(B2.getBytes(StandardCharsets.UTF_8), v3(OWN_TIME, OWN_SIGNATURE))))
                .doesNotThrowAnyException();
    }

    private void at(String millis) {
        clock.set(Instant.ofEpochMilli(Long.parseLong(millis)).toString());
    }

    private static Map<String, String> v3(String time, String signature) {
        return Map.of("X-HubSpot-Signature-v3", signature, "X-HubSpot-Request-Timestamp", time);
    }

    private static Map<String, String> v1(String version, String signature) {
        return Map.of("X-HubSpot-Signature", signature, "X-HubSpot-Signature-Version", version);
    }

    private String refusal(String url, String body, Map<String, String> headers) {
        WebhookRefused refused = catchThrowableOfType(
                WebhookRefused.class, () -> verify(url, "test-client-secret", false, body, headers));
        return refused == null ? null : refused.words();
    }

    private void verify(String url, String secret, boolean v1, String body, Map<String, String> headers)
            throws WebhookRefused {
        new HubSpotSignature(url, List.of(secret), v1, clock)
                .verify(AHubSpotSource.request(body.getBytes(StandardCharsets.UTF_8), headers));
    }
}
