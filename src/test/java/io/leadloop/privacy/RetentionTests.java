package io.leadloop.privacy;

import static org.assertj.core.api.Assertions.assertThat;

import io.leadloop.conversion.ConversionAttempt;
import io.leadloop.conversion.ConversionLedger;
import io.leadloop.lead.LeadRecords;
import io.leadloop.process.LeadErasure;
import io.leadloop.support.House;
import io.leadloop.support.StoryTest;
import io.leadloop.support.TestClock;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.PlatformTransactionManager;

/** What is older than it has to be goes; what is young or goes on stays. */
@StoryTest
class RetentionTests {

    @Autowired
    House house;

    @Autowired
    TestClock clock;

    @Autowired
    LeadRecords records;

    @Autowired
    LeadErasure erasure;

    @Autowired
    ConversionLedger ledger;

    @Autowired
    PlatformTransactionManager transactions;

    @BeforeEach
    void the_third_of_october() {
        clock.set("2026-10-03T10:25:00Z");
    }

    private void forgets(Duration keepExchanges, Duration keepFinished) {
        new Retention(records, erasure, ledger, transactions, clock, keepExchanges, keepFinished).forget();
    }

    private ConversionAttempt attempt(String lead) {
        UUID conversion = house.conversion(lead, "MQL", "google-ads").id();
        return ledger.attempts(conversion).get(0);
    }

    @Test
    void requests_and_answers_go_and_that_they_were_sent_stays() {
        house.leadReaches("kept-words", "MQL", "2026-10-03T09:00:00Z", "gclid=kept-words-g");
        house.settles();
        forgets(Duration.ofDays(1), null);
        assertThat(attempt("kept-words").request()).isNotNull();
        clock.pass(Duration.ofDays(2));
        forgets(Duration.ofDays(1), null);
        assertThat(attempt("kept-words").request()).isNull();
        assertThat(attempt("kept-words").outcome()).isNotNull();
    }

    @Test
    void a_lead_goes_that_ended_long_ago_and_one_that_goes_on_stays() {
        house.leadReaches("ended", "MQL", "2026-10-03T09:00:00Z", "gclid=over-and-gone");
        house.leadReaches("goes-on", "MQL", "2026-10-03T09:00:00Z", "gclid=goes-on-g");
        house.settles();
        house.sql("update leadloop.lead set process_instance_id = null where external_id = 'ended'");
        clock.pass(Duration.ofDays(2));
        forgets(Duration.ofDays(400), Duration.ofDays(3));
        assertThat(house.lead("generic", "ended")).isPresent();
        forgets(Duration.ofDays(400), Duration.ofDays(1));
        assertThat(house.lead("generic", "ended")).isEmpty();
        assertThat(house.lead("generic", "goes-on")).isPresent();
        assertThat(house.tablesThatHold("over-and-gone"))
                .doesNotContain("leadloop.click_id", "leadloop.conversion_attempt");
    }
}
