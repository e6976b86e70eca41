package io.leadloop.story;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.leadloop.conversion.Conversion;
import io.leadloop.conversion.ConversionState;
import io.leadloop.lead.Money;
import io.leadloop.pipeline.ExpectedValue;
import io.leadloop.pipeline.ExpectedValues;
import io.leadloop.pipeline.LintContext;
import io.leadloop.pipeline.NotAPipeline;
import io.leadloop.pipeline.Pipeline;
import io.leadloop.pipeline.PipelineDrafts;
import io.leadloop.pipeline.PipelineVersion;
import io.leadloop.pipeline.PlannedAction.ValueRule;
import io.leadloop.pipeline.ReportLine;
import io.leadloop.pipeline.Segment;
import io.leadloop.pipeline.Segment.Dimension;
import io.leadloop.pipeline.StageEstimate;
import io.leadloop.process.PipelineRelease;
import io.leadloop.support.Browser;
import io.leadloop.support.House;
import io.leadloop.support.StoryTest;
import io.leadloop.support.TestClock;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** A line of the plan tells what leads like this one brought on average: how a conversion comes to it and keeps it. */
@StoryTest
class ExpectedValuesStoryTests {

    private static final String WHO = "edda";

    @Autowired
    House house;

    @Autowired
    TestClock clock;

    @Autowired
    PipelineDrafts drafts;

    @Autowired
    PipelineRelease release;

    @Autowired
    ExpectedValues values;

    @BeforeEach
    void the_plan_tells_meta_the_expected_value_of_an_mql() {
        clock.set("2026-10-03T10:25:00Z");
        known(value(Segment.ALL, "120.00", "all"), value(meta(), "200.00", "Meta"), value(germany(), "300.00", "DE"));
        publish();
    }

    @AfterEach
    void the_shipped_plan_again() {
        PipelineVersion draft = drafts.bringBack(1, WHO);
        release.publish(draft.id(), draft.revision(), "tidy", LintContext.UNKNOWN, WHO, () -> {});
        values.replace(List.of());
    }

    private static Segment meta() {
        return Segment.ALL.with(Dimension.PLATFORM, "meta");
    }

    private static Segment germany() {
        return meta().with(Dimension.COUNTRY, "DE");
    }

    private ExpectedValue value(Segment segment, String amount, String words) {
        StageEstimate estimate = new StageEstimate(
                "MQL",
                segment,
                true,
                412,
                90,
                new BigDecimal("23.00"),
                new BigDecimal("19.00"),
                new BigDecimal("27.00"),
                new BigDecimal("4200.00"),
                new BigDecimal("300.00"),
                88,
                100,
                Duration.ofDays(30),
                Duration.ofDays(90),
                Duration.ofDays(300),
                "EUR");
        return new ExpectedValue(estimate, new BigDecimal(amount), words, clock.instant());
    }

    private void known(ExpectedValue... now) {
        values.replace(List.of(now));
    }

    private void publish() {
        PipelineVersion draft = drafts.begin(WHO);
        Pipeline now = draft.pipeline();
        List<ReportLine> lines = now.reports().stream()
                .map(it -> it.stage().equals("MQL") && it.destination().equals("meta") ? expected(it) : it)
                .toList();
        PipelineVersion saved = drafts.save(
                draft.id(),
                draft.revision(),
                new Pipeline(now.stages(), now.statuses(), lines),
                new HashMap<>(draft.removed()),
                WHO);
        LintContext around = new LintContext(Map.of(), Map.of(), Map.of(), Map.of(), Map.of(), values.byStage(), false);
        release.publish(saved.id(), saved.revision(), "Expected values", around, WHO, () -> {});
    }

    private static ReportLine expected(ReportLine it) {
        return new ReportLine(
                it.id(),
                it.note(),
                it.stage(),
                it.leads(),
                it.destination(),
                it.action(),
                it.role(),
                ValueRule.EXPECTED,
                null,
                null,
                null,
                it.match());
    }

    private static String event(String lead, String country, String at, String more) {
        return House.event(lead, "MQL", at, more, "fbclid=" + lead + "-click")
                .replace("\"lead\":{", "\"lead\":{\"country\":\"" + country + "\",");
    }

    private Conversion mql(String lead, String country) {
        house.genericSends(event(lead, country, "2026-10-03T09:00:00Z", ""));
        house.applies();
        return house.conversion(lead, "MQL", "meta");
    }

    private static Money euros(String amount) {
        return Money.of(new BigDecimal(amount), "EUR");
    }

    @Test
    void a_lead_is_told_by_the_narrowest_segment_that_it_belongs_to() {
        assertThat(mql("ev-de", "DE").value()).isEqualTo(euros("300"));
        assertThat(mql("ev-fr", "FR").value()).isEqualTo(euros("200"));
        assertThat(mql("ev-de-2", "DE").valueRule()).isEqualTo("EXPECTED DE");
    }

    @Test
    void what_was_told_stays_when_the_estimate_moves_and_says_why() {
        Conversion told = mql("ev-stays", "DE");
        known(value(Segment.ALL, "999.00", "otherwise"));
        house.genericSends(event(
                "ev-stays",
                "DE",
                "2026-10-03T09:30:00Z",
                ",\"deal\":{\"id\":\"ev-d\",\"amount\":5000,\"currency\":\"EUR\"}"));
        house.applies();
        Conversion after = house.conversion("ev-stays", "MQL", "meta");
        assertThat(after.value()).isEqualTo(told.value());
        assertThat(house.conversionsOf(after.lead()))
                .hasSize(house.conversionsOf(told.lead()).size());
        assertThat(mql("ev-later", "FR").value()).isEqualTo(euros("999"));
        Browser browser = Browser.signedIn(house, "admin", House.PASSWORD);
        assertThat(browser.get("/ops/leads/" + after.lead()).body()).contains("expected: DE");
    }

    @Test
    void where_too_few_leads_are_known_nothing_is_sent_and_it_says_so() {
        known();
        Conversion refused = mql("ev-few", "FR");
        assertThat(refused.state()).isEqualTo(ConversionState.REFUSED);
        assertThat(refused.reason()).isEqualTo("NO_EXPECTED_VALUE");
        known(value(Segment.ALL, "120.00", "all"));
        house.administratorPosts("/api/conversions/" + refused.id() + "/retry");
        Conversion again = house.conversion("ev-few", "MQL", "meta");
        assertThat(again.value()).isEqualTo(euros("120"));
        assertThat(again.reason()).isNull();
    }

    @Test
    void a_plan_whose_stage_has_too_few_leads_is_not_published() {
        known();
        assertThatThrownBy(this::publish)
                .isInstanceOf(NotAPipeline.class)
                .hasMessageContaining("Too little is known of this stage");
    }
}
