package io.leadloop.story;

import static org.assertj.core.api.Assertions.assertThat;

import io.leadloop.conversion.Conversion;
import io.leadloop.imports.ImportForecast;
import io.leadloop.lead.ClickId;
import io.leadloop.lead.ClickIdKind;
import io.leadloop.lead.Consent;
import io.leadloop.lead.ExternalId;
import io.leadloop.lead.HashedContact;
import io.leadloop.lead.LeadEvent;
import io.leadloop.pipeline.Condition;
import io.leadloop.pipeline.DealSize;
import io.leadloop.pipeline.LeadFilter;
import io.leadloop.pipeline.LintContext;
import io.leadloop.pipeline.Pipeline;
import io.leadloop.pipeline.PipelineDrafts;
import io.leadloop.pipeline.PipelineVersion;
import io.leadloop.pipeline.ReportLine;
import io.leadloop.process.PipelineRelease;
import io.leadloop.quality.LeadFigures;
import io.leadloop.support.Browser;
import io.leadloop.support.House;
import io.leadloop.support.StoryTest;
import io.leadloop.support.TestClock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.beans.factory.annotation.Autowired;

/** Sales ops tell Google of the SQLs of one campaign only, and Meta of those of links that Facebook's ads have. */
@StoryTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ChosenByCampaignStoryTests {

    private static final Map<String, LeadFilter> CHOSEN = Map.of(
            "google-ads",
            new LeadFilter(Condition.ANY, Condition.ANY, Condition.oneOf("Spring sale"), DealSize.ANY),
            "meta",
            new LeadFilter(
                    Condition.ANY,
                    Condition.ANY,
                    Condition.oneOf("facebook"),
                    new Condition(true, List.of("organic")),
                    Condition.ANY,
                    DealSize.ANY));

    @Autowired
    House house;

    @Autowired
    TestClock clock;

    @Autowired
    PipelineDrafts drafts;

    @Autowired
    PipelineRelease release;

    @Autowired
    LeadFigures figures;

    @Autowired
    ImportForecast forecast;

    private boolean isPublished;

    @BeforeEach
    void one_campaign_only() {
        clock.set("2026-10-03T10:25:00Z");
        if (isPublished) {
            return;
        }
        isPublished = true;
        PipelineVersion draft = drafts.begin("rita");
        Pipeline before = draft.pipeline();
        List<ReportLine> lines = before.reports().stream()
                .map(it -> it.stage().equals("SQL") && CHOSEN.containsKey(it.destination())
                        ? choosing(it, CHOSEN.get(it.destination()))
                        : it)
                .toList();
        PipelineVersion saved = drafts.save(
                draft.id(),
                draft.revision(),
                new Pipeline(before.stages(), before.statuses(), lines),
                Map.of(),
                "rita");
        release.publish(saved.id(), saved.revision(), "One campaign", LintContext.UNKNOWN, "rita", () -> {});
        clock.set("2026-10-03T10:26:00Z");
    }

    private static ReportLine choosing(ReportLine of, LeadFilter leads) {
        return new ReportLine(
                of.id(),
                of.note(),
                of.stage(),
                leads,
                of.destination(),
                of.action(),
                of.role(),
                of.value(),
                of.amount(),
                of.currency(),
                of.share(),
                of.match());
    }

    private void comes(String lead, String status, String at, String campaign) {
        String origin = campaign.isEmpty() ? "" : ",\"origin\":{\"utmCampaign\":\"" + campaign + "\"}";
        house.genericSends(House.event(lead, status, at, origin, "gclid=" + lead + "-g"));
        house.applies();
    }

    private List<String> stagesToldToGoogle(String lead) {
        return house.conversionsOf(house.lead("generic", lead).orElseThrow().id()).stream()
                .filter(it -> it.destination().equals("google-ads"))
                .map(Conversion::stage)
                .toList();
    }

    @Test
    void a_lead_of_the_campaign_is_told_also_when_an_earlier_event_named_it() {
        comes("ines", "SQL", "2026-10-02T09:00:00Z", "Spring sale");
        comes("jana", "MQL", "2026-10-01T09:00:00Z", "Spring sale");
        comes("jana", "SQL", "2026-10-02T09:00:00Z", "");
        assertThat(stagesToldToGoogle("ines")).containsExactly("SQL");
        assertThat(stagesToldToGoogle("jana")).containsExactlyInAnyOrder("MQL", "SQL");
    }

    @Test
    void what_a_later_event_does_not_tell_of_the_visit_stays() {
        comes("mona", "MQL", "2026-10-01T09:00:00Z", "Spring sale");
        house.genericSends(House.event(
                "mona", "SQL", "2026-10-02T09:00:00Z", ",\"origin\":{\"utmSource\":\"google\"}", "gclid=mona-g"));
        house.applies();
        assertThat(stagesToldToGoogle("mona")).containsExactlyInAnyOrder("MQL", "SQL");
    }

    @Test
    void an_imports_forecast_goes_by_the_campaign_that_is_known_of_the_lead() {
        comes("nele", "MQL", "2026-10-01T09:00:00Z", "Spring sale");
        ImportForecast.Count count = forecast.begin();
        count.add(List.of(qualified("nele"), qualified("olga")));
        assertThat(count.result().accounts())
                .filteredOn(it -> it.name().equals("Google Ads"))
                .extracting(ImportForecast.Account::told)
                .containsExactly(1L);
    }

    /** As the visit's link told its source and medium, in whatever letters. */
    private List<String> stagesToldToMeta(String lead, String source, String medium) {
        String origin = ",\"origin\":{\"utmSource\":\"" + source + "\",\"utmMedium\":\"" + medium + "\"}";
        house.genericSends(House.event(lead, "SQL", "2026-10-02T09:00:00Z", origin, "fbclid=" + lead + "-f"));
        house.applies();
        return house.conversionsOf(house.lead("generic", lead).orElseThrow().id()).stream()
                .filter(it -> it.destination().equals("meta"))
                .map(Conversion::stage)
                .toList();
    }

    @Test
    void a_lead_is_told_by_the_source_and_the_medium_of_its_link() {
        assertThat(stagesToldToMeta("paula", "Facebook", "Paid")).containsExactly("SQL");
        assertThat(stagesToldToMeta("quinn", "facebook", "organic")).isEmpty();
        assertThat(stagesToldToMeta("romy", "newsletter", "paid")).isEmpty();
        figures.catchUp();
        assertThat(house.texts("select reason from leadloop.standing_fact s join leadloop.lead l on l.id = s.lead_id"
                        + " where l.external_id = 'romy' and s.stage = 'SQL' and s.destination = 'meta'"))
                .containsExactly("only UTM source facebook, UTM medium not organic");
        assertThat(Browser.signedIn(house, "admin", House.PASSWORD)
                        .get("/ops/leads/"
                                + house.lead("generic", "romy")
                                        .orElseThrow()
                                        .id()
                                        .value())
                        .body())
                .contains("newsletter, paid", "only UTM source facebook, UTM medium not organic");
    }

    /** A row of a file without a column for the campaign. */
    private static LeadEvent qualified(String lead) {
        Consent granted = Consent.of(Consent.State.GRANTED);
        return new LeadEvent(
                ExternalId.lead("generic", lead),
                List.of(),
                "SQL",
                LeadEvent.Outcome.UNSAID,
                Instant.parse("2026-10-02T09:00:00Z"),
                null,
                List.of(ClickId.of(ClickIdKind.GCLID, lead + "-g", Instant.parse("2026-10-01T08:00:00Z"))),
                HashedContact.NONE,
                granted,
                granted,
                null,
                null);
    }

    @Test
    void a_lead_of_another_or_no_known_campaign_is_left_out_and_its_page_says_by_which_rule() {
        comes("kira", "SQL", "2026-10-02T09:00:00Z", "spring sale");
        comes("lotte", "SQL", "2026-10-02T09:00:00Z", "");
        figures.catchUp();
        assertThat(stagesToldToGoogle("kira")).isEmpty();
        assertThat(stagesToldToGoogle("lotte")).isEmpty();
        String page = Browser.signedIn(house, "admin", House.PASSWORD)
                .get("/ops/leads/"
                        + house.lead("generic", "kira").orElseThrow().id().value())
                .body();
        assertThat(page).contains("only campaign Spring sale");
    }
}
