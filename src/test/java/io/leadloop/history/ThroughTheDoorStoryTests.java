package io.leadloop.history;

import static org.assertj.core.api.Assertions.assertThat;

import io.leadloop.demo.History;
import io.leadloop.demo.Made.Lead;
import io.leadloop.demo.Made.Stage;
import io.leadloop.demo.Made.Step;
import io.leadloop.quality.DeliveryBreakdown;
import io.leadloop.quality.DeliveryBreakdowns;
import io.leadloop.quality.LeadFigures;
import io.leadloop.quality.Period;
import io.leadloop.support.House;
import io.leadloop.support.StoryTest;
import io.leadloop.support.TestClock;
import java.math.BigDecimal;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.context.TestPropertySource;

/**
 * Two months of a CRM's news come in by signed webhooks, some of them twice, are applied, planned and uploaded to the
 * sandbox's platforms: what the pages say equals what {@link Truth} works out from the CRM's own records.
 */
@StoryTest
@TestPropertySource(properties = "spring.application.name=a-house-with-a-door")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ThroughTheDoorStoryTests {

    private static final int LEADS = Integer.getInteger("history.door", 1_000);
    private static final int ROUNDS = 30;
    private static final LocalDate FROM = LocalDate.parse("2026-06-01");
    private static final LocalDate UNTIL = LocalDate.parse("2026-07-31");
    private static final String SPAN = "from=" + FROM + "&until=" + UNTIL;

    @Autowired
    House house;

    @Autowired
    TestClock clock;

    @Autowired
    LeadFigures facts;

    @Autowired
    DeliveryBreakdowns breakdowns;

    private Crm crm;
    private Truth truth;
    private LeadTruth leadTruth;

    @BeforeAll
    void twoMonths() {
        crm = new Crm(LEADS, Instant.parse("2026-06-01T00:00:00Z"), ROUNDS, 11);
        History history = new History(crm.leads, crm.end);
        truth = new Truth(history);
        leadTruth = new LeadTruth(history, truth);
        Map<Instant, List<Lead>> rounds = new TreeMap<>();
        crm.leads.forEach(lead -> lead.steps().stream()
                .map(crm::heardAt)
                .distinct()
                .forEach(
                        it -> rounds.computeIfAbsent(it, k -> new ArrayList<>()).add(lead)));
        rounds.forEach((at, heard) -> {
            clock.set(at.toString());
            heard.parallelStream()
                    .forEach(lead -> lead.steps().stream()
                            .filter(it -> crm.heardAt(it).equals(at))
                            .forEach(it -> tell(lead, it)));
            house.settles();
        });
        facts.catchUp();
    }

    /** One in sixteen deliveries comes twice, one in sixteen is told again under another id. */
    private void tell(Lead lead, Step step) {
        String body = event(lead, step);
        String delivery = "msg_" + step.id();
        long die = step.id().getLeastSignificantBits() & 15;
        assertThat(house.genericSends(delivery, body).statusCode()).isEqualTo(202);
        if (die == 0) {
            house.genericSends(delivery, body);
        } else if (die == 1) {
            house.genericSends(delivery + "-again", body);
        }
    }

    private String event(Lead lead, Step step) {
        StringBuilder json = new StringBuilder("{\"status\":\"%s\",\"occurredAt\":\"%s\""
                .formatted(
                        step.stage() == Stage.MQL ? "MQL" : step.stage() == Stage.SQL ? "SQL" : step.stage().status,
                        step.at()));
        json.append(",\"lead\":{\"id\":\"%s\",\"capturedAt\":\"%s\"".formatted(lead.externalId(), lead.capturedAt()));
        json.append(lead.country() == null ? "}" : ",\"country\":\"%s\"}".formatted(lead.country()));
        String consent = Boolean.TRUE.equals(crm.denied.get(lead.id())) ? "denied" : "granted";
        json.append(",\"consent\":{\"adUserData\":\"%1$s\",\"adPersonalization\":\"%1$s\"}".formatted(consent));
        if (!step.dealId().isEmpty()) {
            boolean won = step.stage() == Stage.WON;
            json.append(",\"deal\":{\"id\":\"%s\",\"outcome\":\"%s\"".formatted(step.dealId(), won ? "won" : "lost"));
            json.append(
                    !won || lead.deal().amount() == null
                            ? "}"
                            : ",\"amount\":%s,\"currency\":\"%s\"}"
                                    .formatted(lead.deal().amount(), lead.deal().currency()));
        }
        if (step.stage() == Stage.CAPTURED) {
            visit(lead, json);
        }
        return json.append('}').toString();
    }

    private static void visit(Lead lead, StringBuilder json) {
        if (lead.click() != null) {
            // Microsoft's are 32 hexadecimal digits.
            json.append(",\"clickIds\":[{\"kind\":\"%s\",\"value\":\"%s\",\"clickedAt\":\"%s\"}]"
                    .formatted(
                            lead.click().kind().toLowerCase(Locale.ROOT),
                            lead.click().id().toString().replace("-", ""),
                            lead.click().at()));
        }
        if (lead.origin() != null) {
            json.append(",\"origin\":{\"utmSource\":\"%s\",\"landingPage\":\"https://%s?email=a%%40b.c\""
                    .formatted(lead.origin().utmSource(), lead.origin().page()));
            json.append(
                    lead.origin().campaign() == null
                            ? "}"
                            : ",\"utmCampaign\":\"%s\"}".formatted(lead.origin().campaign()));
        }
    }

    private List<String> csv(String path) {
        HttpResponse<String> answer = house.send(house.asAdministrator("/api/quality/" + path));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return answer.body().lines().skip(1).map(ThroughTheDoorStoryTests::same).toList();
    }

    private static String same(String line) {
        return Arrays.stream(line.split(",", -1))
                .map(it -> it.matches("-?\\d+\\.\\d+") ? Truth.plain(new BigDecimal(it)) : it)
                .collect(Collectors.joining(","));
    }

    @Test
    void every_figure_of_the_scorecard_is_true() {
        assertThat(csv("scorecard.csv?" + SPAN)).containsExactlyInAnyOrderElementsOf(truth.scorecard(FROM, UNTIL));
    }

    @Test
    void every_figure_of_the_reconciliation_is_true_and_adds_up() {
        assertThat(csv("reconciliation.csv?" + SPAN))
                .containsExactlyInAnyOrderElementsOf(truth.reconciliation(FROM, UNTIL));
        assertThat(breakdowns.of(new Period(FROM, UNTIL), null)).isNotEmpty().allMatch(DeliveryBreakdown::addsUp);
    }

    @Test
    void every_figure_of_the_funnel_is_true() {
        LocalDate first = FROM.minusDays(120);
        assertThat(csv("funnel.csv?by=campaign&from=" + first + "&until=" + UNTIL))
                .containsExactlyInAnyOrderElementsOf(leadTruth.funnel(
                        first,
                        UNTIL,
                        it -> it.origin() == null ? null : it.origin().campaign(),
                        null));
        assertThat(csv("funnel.csv?by=channel&from=" + first + "&until=" + UNTIL))
                .containsExactlyInAnyOrderElementsOf(
                        leadTruth.funnel(first, UNTIL, ThroughTheDoorStoryTests::channel, null));
        assertThat(csv("funnel.csv?by=country&from=" + first + "&until=" + UNTIL))
                .containsExactlyInAnyOrderElementsOf(leadTruth.funnel(first, UNTIL, Lead::country, null));
    }

    private static String channel(Lead lead) {
        return lead.click() != null
                ? lead.click().platform()
                : lead.origin() != null ? "chatgpt (organic)" : "no ad click";
    }

    @Test
    void the_times_in_each_stage_are_true() {
        assertThat(csv("times.csv?" + SPAN)).containsExactlyInAnyOrderElementsOf(leadTruth.times(FROM, UNTIL));
    }
}
