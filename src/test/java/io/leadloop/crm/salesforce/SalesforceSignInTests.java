package io.leadloop.crm.salesforce;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jwt.SignedJWT;
import io.leadloop.crm.CrmUnavailable;
import io.leadloop.inbox.SweepMarks.Mark;
import io.leadloop.support.Threads;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.interfaces.RSAPublicKey;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How LeadLoop signs in to an organisation, what it does when it may not, and that it is modest. */
class SalesforceSignInTests {

    private static final Mark MARK = new Mark(Instant.parse("2026-11-22T09:00:00Z"), "");

    private final FakeSalesforce salesforce = new FakeSalesforce();
    private final ASource source = new ASource();

    @AfterEach
    void close() {
        salesforce.close();
    }

    @Test
    void client_credentials_are_sent_once_and_the_token_is_kept() throws CrmUnavailable {
        ConnectedSalesforce crm = source.at(salesforce).connected();
        crm.changesSince("Lead", MARK);
        source.clock.pass(Duration.ofDays(2));
        crm.changesSince("Lead", MARK);
        assertThat(salesforce.signIns())
                .containsExactly(Map.of(
                        "grant_type", "client_credentials", "client_id", "3MVG9fake", "client_secret", "fake-secret"));
    }

    @Test
    void an_ended_session_is_renewed_once_for_all_who_meet_it() throws CrmUnavailable {
        ConnectedSalesforce crm = source.at(salesforce).connected();
        crm.changesSince("Lead", MARK);
        salesforce.endsTheSession();
        CompletableFuture.allOf(IntStream.range(0, 6)
                        .mapToObj(it -> CompletableFuture.runAsync(() -> sweep(crm), Threads.OWN))
                        .toArray(CompletableFuture[]::new))
                .join();
        assertThat(salesforce.signIns()).hasSize(2);
    }

    @Test
    void a_jwt_says_who_acts_for_whom_and_ends_in_three_minutes(@TempDir Path folder) throws Exception {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
        generator.initialize(2048);
        KeyPair pair = generator.generateKeyPair();
        Path key = folder.resolve("key.pem");
        Files.writeString(
                key,
                "-----BEGIN PRIVATE KEY-----\n"
                        + Base64.getMimeEncoder()
                                .encodeToString(pair.getPrivate().getEncoded())
                        + "\n-----END PRIVATE KEY-----\n");
        source.with("base-url", salesforce.address().toString())
                .with("client-id", "3MVG9fake")
                .with("username", "leadloop@acme.example")
                .with("private-key-file", key.toString())
                .connected()
                .changesSince("Lead", MARK);
        Map<String, String> form = salesforce.signIns().get(0);
        SignedJWT jwt = SignedJWT.parse(form.get("assertion"));
        assertThat(form).containsEntry("grant_type", "urn:ietf:params:oauth:grant-type:jwt-bearer");
        assertThat(form).doesNotContainKey("client_secret");
        assertThat(jwt.verify(new RSASSAVerifier((RSAPublicKey) pair.getPublic())))
                .isTrue();
        assertThat(jwt.getHeader().getAlgorithm().getName()).isEqualTo("RS256");
        assertThat(jwt.getJWTClaimsSet().getIssuer()).isEqualTo("3MVG9fake");
        assertThat(jwt.getJWTClaimsSet().getSubject()).isEqualTo("leadloop@acme.example");
        assertThat(jwt.getJWTClaimsSet().getAudience()).containsExactly("https://login.salesforce.com");
        assertThat(jwt.getJWTClaimsSet().getExpirationTime()).isEqualTo("2026-11-22T10:03:00Z");
    }

    @Test
    void a_refresh_token_does_too() throws CrmUnavailable {
        source.at(salesforce).with("refresh-token", "5Aep861fake").connected().changesSince("Lead", MARK);
        assertThat(salesforce.signIns().get(0))
                .containsEntry("grant_type", "refresh_token")
                .containsEntry("refresh_token", "5Aep861fake");
    }

    @Test
    void a_refused_sign_in_is_tried_once_a_minute_and_says_what_to_do() {
        salesforce.refusesSignIns(true);
        ConnectedSalesforce crm = source.at(salesforce).connected();
        for (int i = 0; i < 100; i++) {
            assertThat(unavailable(crm).words()).contains("invalid_client", "External Client App");
        }
        assertThat(salesforce.signIns()).hasSize(1);
        salesforce.refusesSignIns(false);
        source.clock.pass(Duration.ofMinutes(2));
        sweep(crm);
        assertThat(salesforce.signIns()).hasSize(2);
    }

    @Test
    void a_used_up_limit_is_no_refused_sign_in() {
        ConnectedSalesforce crm = source.at(salesforce).connected();
        salesforce.answersOnce(403, FakeSalesforce.error("REQUEST_LIMIT_EXCEEDED", "TotalRequests Limit exceeded."));
        CrmUnavailable refused = unavailable(crm);
        assertThat(refused.words()).contains("limit");
        assertThat(refused.retryAfter()).isEqualTo(Duration.ofMinutes(15));
        assertThat(unavailable(crm).words()).contains("limit");
        assertThat(salesforce.signIns()).hasSize(1);
        source.clock.pass(Duration.ofMinutes(16));
        sweep(crm);
    }

    @Test
    void the_used_share_of_the_limit_is_a_gauge_and_stops_the_sweep() {
        ConnectedSalesforce crm = source.at(salesforce).connected();
        salesforce.limits("api-usage=4500/5000; per-app-api-usage=17/250(appName=leadloop)");
        sweep(crm);
        assertThat(source.metrics
                        .get("leadloop.crm.api.used")
                        .tag("source", "sf")
                        .gauge()
                        .value())
                .isEqualTo(0.9);
        assertThat(unavailable(crm).words()).contains("90 %", "max-api-share");
        salesforce.limits("api-usage=20/5000");
        sweep(crm);
    }

    @Test
    void no_keys_mean_webhooks_alone() {
        assertThat(source.made()).isInstanceOf(SalesforceSource.class);
    }

    @Test
    void half_the_keys_stop_the_start_and_all_missing_ones_are_named() {
        source.with("client-id", "3MVG9fake").with("write-back.object", "Ad_Conversion__c");
        assertThatIllegalStateException()
                .isThrownBy(source::made)
                .withMessageContainingAll(
                        "sf.base-url", "sf.client-secret", "write-back.key-field", "write-back.fields");
    }

    private static void sweep(ConnectedSalesforce crm) {
        try {
            crm.changesSince("Lead", MARK);
        } catch (CrmUnavailable e) {
            throw new IllegalStateException(e);
        }
    }

    private static CrmUnavailable unavailable(ConnectedSalesforce crm) {
        return catchThrowableOfType(CrmUnavailable.class, () -> crm.changesSince("Lead", MARK));
    }
}
