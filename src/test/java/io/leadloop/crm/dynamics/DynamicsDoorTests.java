package io.leadloop.crm.dynamics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.leadloop.crm.ConfiguredSource;
import io.leadloop.crm.CrmUnavailable;
import io.leadloop.inbox.Delivery;
import io.leadloop.inbox.Untranslatable;
import io.leadloop.support.Resources;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How often Dynamics is asked, what a bad row does to the sweep, what a refusal says. */
class DynamicsDoorTests {

    private static final Instant OUTAGE = Instant.parse("2017-10-02T08:00:00Z");
    private static final String WON = Resources.text("crm/dynamics/opportunity-won.json");

    private final ADynamics dynamics = new ADynamics();
    private final ConfiguredSource crm = dynamics.source(Map.of());

    @BeforeEach
    void after_the_outage() {
        crm.clock.set("2017-10-03T10:25:00.400Z");
    }

    @AfterEach
    void close() {
        dynamics.close();
    }

    private List<String> calls() {
        return dynamics.crm.calls().stream()
                .map(it -> it.replaceFirst("\\?.*", "").replace("/api/data/v9.2/", ""))
                .toList();
    }

    @Test
    void a_swept_lead_costs_no_call_and_a_swept_opportunity_its_lead_alone() throws Exception {
        dynamics.sweptLead("a1b2c3d4-0000-4000-8000-000000000011", "2017-10-02T10:00:00Z", it -> {});
        Delivery lead = crm.sweep("LEAD", OUTAGE).get(0);
        int before = calls().size();
        crm.lead(lead);
        assertThat(calls()).hasSize(before);
        dynamics.sweptDeal("2017-10-02T11:00:00Z");
        Delivery deal = crm.sweep("OPPORTUNITY", OUTAGE).get(0);
        int swept = calls().size();
        crm.lead(deal);
        assertThat(calls().subList(swept, calls().size()))
                .containsExactly("opportunitycloses", "leads(" + ADynamics.LEAD + ")");
        assertThat(crm.lead(deal).dealValue().amount()).isNotNull();
    }

    @Test
    void a_lead_costs_one_call() throws Exception {
        crm.lead(ADynamics.only(crm, Resources.text("crm/dynamics/lead-contacted.json")));
        assertThat(calls()).containsExactly("/tenant/token", "leads(" + ADynamics.LEAD + ")");
    }

    @Test
    void rows_that_cannot_be_read_are_parked_and_do_not_stop_the_sweep() throws Exception {
        String id = "a1b2c3d4-0000-4000-8000-00000000001";
        dynamics.sweptLead(id + 1, "2017-10-02T10:00:00Z", it -> {});
        dynamics.sweptLead(id + 2, "2017-10-02T11:00:00Z", it -> it.put("leadid", "no guid"));
        dynamics.sweptLead(id + 3, "2017-10-02T12:00:00Z", it -> it.put("shown", "some day"));
        dynamics.sweptLead(id + 4, "2017-10-02T13:00:00Z", it -> {});
        List<Delivery> found = crm.sweep("LEAD", OUTAGE);
        assertThat(found).extracting(Delivery::key).hasSize(4).doesNotHaveDuplicates();
        assertThat(found.get(3).orderingKey()).isEqualTo(id + 4);
        assertThat(catchThrowableOfType(Untranslatable.class, () -> crm.means(found.get(1)))
                        .words())
                .contains("PrimaryEntityId");
    }

    @Test
    void times_are_asked_in_whole_seconds() throws Exception {
        dynamics.sweptLead("a1b2c3d4-0000-4000-8000-000000000011", "2017-10-02T10:00:00Z", it -> {});
        assertThat(crm.sweep("LEAD", Instant.parse("2017-10-02T10:00:00.999Z"))).hasSize(1);
        assertThat(dynamics.crm.calls())
                .anyMatch(
                        it -> it.contains("modifiedon ge 2017-10-02T10:00:00Z and modifiedon lt 2017-10-03T10:23:00Z"));
    }

    /** RFC 6749, 5.2: 400, and 401 for the client; Entra ID writes numbers and times of its own behind the words. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "400|{\"error\":\"invalid_grant\",\"error_description\":\"AADSTS700082: The refresh token has expired.\"}|invalid_grant|expired",
                "401|{\"error\":\"invalid_client\",\"error_description\":\"AADSTS7000222: The provided client secret keys are expired. Trace ID: 0f5c7d2e-1111-4222-8333-944455556666\"}|invalid_client|AADSTS7000222: The provided client secret keys are expired. Trace ID: (id)",
                "400|{\"error\":\"unauthorized_client\",\"error_description\":\"Application was not found\"}|unauthorized_client|not found"
            })
    void a_token_that_is_refused_says_why(int status, String body, String code, String words) {
        dynamics.crm.answersOnce(status, body);
        CrmUnavailable refused = catchThrowableOfType(CrmUnavailable.class, () -> crm.means(ADynamics.only(crm, WON)));
        assertThat(refused.kind()).isEqualTo(CrmUnavailable.Kind.SIGN_IN_REFUSED);
        assertThat(refused.words()).contains(code, words, "client-secret").doesNotContain("0f5c7d2e");
    }

    @ParameterizedTest
    @CsvSource({
        "500, {}",
        "503, {\"error\":\"invalid_client\"}",
        "429, {}",
        "400, {\"error\":\"temporarily_unavailable\"}",
        "403, <html>proxy</html>",
        "200, <html>portal</html>"
    })
    void a_token_endpoint_that_says_nothing_of_the_credentials_refuses_nothing(int status, String body) {
        dynamics.crm.answersOnce(status, body);
        CrmUnavailable failed = catchThrowableOfType(CrmUnavailable.class, () -> crm.means(ADynamics.only(crm, WON)));
        assertThat(failed.isRefusal()).isFalse();
        assertThat(failed.words()).contains("token endpoint");
    }

    /** Entra ID's tokens live for an hour ({@code expires_in} 3599). */
    @Test
    void a_token_is_asked_for_anew_when_its_hour_is_over_by_our_clock() throws Exception {
        crm.means(ADynamics.only(crm, WON));
        crm.clock.pass(Duration.ofMinutes(50));
        crm.means(ADynamics.only(crm, WON));
        assertThat(tokens()).isEqualTo(1);
        crm.clock.pass(Duration.ofMinutes(20));
        crm.means(ADynamics.only(crm, WON));
        assertThat(tokens()).isEqualTo(2);
    }

    private long tokens() {
        return dynamics.crm.calls().stream().filter(it -> it.endsWith("/token")).count();
    }
}
