package io.leadloop.story;

import static org.assertj.core.api.Assertions.assertThat;

import io.leadloop.lead.ExternalId;
import io.leadloop.lead.Lead;
import io.leadloop.ops.desk.LeadSearch;
import io.leadloop.process.LeadJourney;
import io.leadloop.quality.LeadFigures;
import io.leadloop.support.Browser;
import io.leadloop.support.House;
import io.leadloop.support.StoryTest;
import io.leadloop.support.TestClock;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.support.TransactionTemplate;

/** Deals that went from one lead to another and leads that the CRM made one: in sight, and counted once (case E8). */
@StoryTest
class LeadsThatBelongTogetherStoryTests {

    @Autowired
    House house;

    @Autowired
    TestClock clock;

    @Autowired
    LeadSearch search;

    @Autowired
    LeadJourney journey;

    @Autowired
    LeadFigures figures;

    @Autowired
    TransactionTemplate transaction;

    @BeforeEach
    void october() {
        clock.set("2026-10-03T10:25:00Z");
    }

    private Lead lead(String id) {
        return house.lead("generic", id).orElseThrow();
    }

    private String page(String path) {
        return Browser.signedIn(house, "admin", House.PASSWORD).get(path).body().replaceAll("\\s+", " ");
    }

    private void wins(String person, String deal) {
        house.genericSends(House.event(
                person,
                "Closed Won",
                "2026-10-02T08:00:00Z",
                ",\"deal\":{\"id\":\"" + deal + "\",\"amount\":500,\"currency\":\"EUR\",\"outcome\":\"won\"}",
                "gclid=" + person + "-g"));
        house.applies();
    }

    private void becomesPartOf(String loser, String winner) {
        transaction.executeWithoutResult(
                status -> journey.merge(ExternalId.lead("generic", loser), ExternalId.lead("generic", winner)));
    }

    private long count(String sql) {
        figures.catchUp();
        return house.count(sql);
    }

    @Test
    void a_deal_that_moved_is_told_on_both_pages_and_found_at_the_lead_that_has_it() {
        house.leadReaches("m71", "MQL", "2026-10-01T08:00:00Z", "gclid=m71-g");
        house.leadReaches("m72", "MQL", "2026-10-01T08:00:00Z", "gclid=m72-g");
        house.applies();
        wins("m71", "m710");
        house.settles();
        wins("m72", "m710");
        assertThat(page("/ops/leads/" + lead("m71").id()))
                .contains("Deal m710 went to lead", "/ops/leads/" + lead("m72").id(), "2026-10-03 10:25 UTC");
        assertThat(page("/ops/leads/" + lead("m72").id()))
                .contains(
                        "Deal m710 came from lead", "/ops/leads/" + lead("m71").id());
        assertThat(search.find("m710", null))
                .extracting(Lead::id)
                .containsExactly(lead("m72").id());
        assertThat(count("select count(*) from leadloop.v_deal where deal_id = 'm710'"))
                .isEqualTo(1);
        assertThat(count("select count(*) from leadloop.v_step where deal_id = 'm710' and lead_id = '"
                        + lead("m71").id() + "'"))
                .as("the figures of the lead that it left are worked out again")
                .isZero();
    }

    @Test
    void a_lead_that_became_part_of_another_is_no_lead_of_its_own_on_any_page() {
        house.leadReaches("p1", "MQL", "2026-10-01T08:00:00Z", "gclid=p1-g");
        house.leadReaches("p2", "MQL", "2026-10-01T08:00:00Z", "gclid=p2-g");
        house.applies();
        Lead lost = lead("p2");
        becomesPartOf("p2", "p1");
        String stays = "/ops/leads/" + lead("p1").id();
        assertThat(page("/ops/leads/" + lost.id())).contains("This lead became part of lead", stays);
        assertThat(page(stays)).contains("became part of this one in the CRM", "/ops/leads/" + lost.id());
        assertThat(page("/ops/leads")).contains(stays).doesNotContain("/ops/leads/" + lost.id());
        assertThat(page("/ops/leads?show=finished")).doesNotContain("/ops/leads/" + lost.id());
        for (String words : new String[] {"p2", "p2-g", "p2@example.com"}) {
            assertThat(search.find(words, null))
                    .as(words)
                    .extracting(Lead::id)
                    .containsExactly(lead("p1").id());
        }
        assertThat(search.find(lost.id().toString(), null))
                .as("by our own id")
                .extracting(Lead::id)
                .containsExactly(lost.id());
    }

    @Test
    void figures_count_its_steps_and_its_person_once_and_what_the_platform_has_as_often_as_it_has_it() {
        house.leadReaches("q1", "MQL", "2026-10-01T08:00:00Z", "gclid=q1-g");
        house.leadReaches("q2", "MQL", "2026-10-01T09:00:00Z", "gclid=q2-g");
        house.settles();
        house.leadReaches("q2", "SQL", "2026-10-02T09:00:00Z");
        house.leadReaches("q1", "SQL", "2026-10-02T10:00:00Z");
        house.applies();
        Lead lost = lead("q2");
        Lead stays = lead("q1");
        String both = " where lead_id in ('" + lost.id() + "', '" + stays.id() + "')";
        assertThat(count("select count(*) from leadloop.v_lead" + both)).isEqualTo(2);
        becomesPartOf("q2", "q1");
        assertThat(count("select count(*) from leadloop.v_lead" + both)).isEqualTo(1);
        assertThat(count("select count(*) from leadloop.v_step" + both + " and stage = 'MQL'"))
                .isEqualTo(1);
        assertThat(count("select count(distinct lead_id) from leadloop.v_conversion" + both))
                .isEqualTo(1);
        assertThat(count("select count(*) from leadloop.v_conversion" + both
                        + " and destination = 'google-ads' and stage = 'MQL' and state = 'ACCEPTED' and lead_is_deep"))
                .as("told twice before the CRM said that it is one")
                .isEqualTo(2);
        assertThat(count("select count(*) from leadloop.v_conversion" + both
                        + " and destination = 'google-ads' and stage = 'SQL'"))
                .isEqualTo(1);
        assertThat(count("select count(*) from leadloop.v_conversion" + both + " and state = 'MERGED'"))
                .isZero();
        house.uploads();
        assertThat(page("/ops/reconciliation?days=7")).contains("Every line adds up.");
    }
}
