package io.leadloop.story;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import io.leadloop.conversion.Conversion;
import io.leadloop.conversion.ConversionChains;
import io.leadloop.conversion.ConversionState;
import io.leadloop.conversion.Conversions;
import io.leadloop.lead.EventResult;
import io.leadloop.lead.ExternalId;
import io.leadloop.lead.LeadEvent;
import io.leadloop.lead.Leads;
import io.leadloop.process.ConversionVerbs;
import io.leadloop.support.Threads;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.support.TransactionTemplate;

/** Two transactions at once about one lead or one deal. */
class RacesStoryTests extends TwoPeople {

    @Autowired
    Leads leads;

    @Autowired
    ConversionChains chains;

    @Autowired
    Conversions conversions;

    private CompletableFuture<Object> holding(CountDownLatch done, CountDownLatch go, Runnable work) {
        return CompletableFuture.supplyAsync(
                () -> new TransactionTemplate(transactions).execute(tx -> {
                    work.run();
                    done.countDown();
                    try {
                        go.await(20, TimeUnit.SECONDS);
                    } catch (InterruptedException e) {
                        throw new IllegalStateException(e);
                    }
                    return "done";
                }),
                Threads.OWN);
    }

    private List<EventResult> race(Runnable first, LeadEvent second) throws Exception {
        CountDownLatch done = new CountDownLatch(1);
        CountDownLatch go = new CountDownLatch(1);
        CompletableFuture<Object> one = holding(done, go, first);
        assertThat(done.await(20, TimeUnit.SECONDS)).isTrue();
        CompletableFuture<List<EventResult>> two = CompletableFuture.supplyAsync(() -> applies(second), Threads.OWN);
        await().atMost(Duration.ofSeconds(20))
                .until(() -> house.count("select count(*) from pg_locks where not granted") > 0);
        go.countDown();
        one.get(20, TimeUnit.SECONDS);
        List<EventResult> result = two.get(20, TimeUnit.SECONDS);
        // As the inbox does: what is deferred is looked at again.
        return result.get(0).result() == EventResult.Result.DEFERRED ? applies(second) : result;
    }

    @Test
    void an_event_that_meets_a_merge_does_not_revive_the_loser() throws Exception {
        house.leadReaches("w08", "MQL", "2026-10-03T07:00:00Z", "gclid=w08-g");
        house.leadReaches("l08", "MQL", "2026-10-03T07:00:00Z", "gclid=l08-g");
        house.settles();
        java.util.UUID loser = java.util.UUID.fromString(lead("l08").id().toString());
        race(
                () -> events.merge(ExternalId.lead("generic", "l08"), ExternalId.lead("generic", "w08")),
                said(won("generic", "l08", "d08"), "Closed Won", "09:00"));
        house.settles();
        assertThat(lead("w08").stage()).isEqualTo("WON");
        assertThat(house.count(
                        "select count(*) from leadloop.lead where merged_into is not null and process_instance_id is not null and id = '"
                                + loser + "'"))
                .isZero();
    }

    @Test
    void one_deal_that_two_persons_win_at_once_is_told_once() throws Exception {
        house.leadReaches("a09", "MQL", "2026-10-03T07:00:00Z", "gclid=a09-g");
        house.leadReaches("b09", "MQL", "2026-10-03T07:00:00Z", "gclid=b09-g");
        house.settles();
        race(
                () -> events.apply(List.of(said(won("generic", "a09", "d09"), "Closed Won", "09:00"))),
                said(won("generic", "b09", "d09"), "Closed Won", "09:00"));
        house.settles();
        assertThat(wins("a09", "google-ads").stream()
                                .filter(it -> it.state() == ConversionState.ACCEPTED)
                                .count()
                        + wins("b09", "google-ads").stream()
                                .filter(it -> it.state() == ConversionState.ACCEPTED)
                                .count())
                .isEqualTo(1);
    }

    @Test
    void a_deal_that_goes_on_to_a_third_person_at_once_is_told_once() throws Exception {
        house.leadReaches("b9b", "MQL", "2026-10-03T07:00:00Z", "gclid=b9b-g");
        house.leadReaches("c9b", "MQL", "2026-10-03T07:00:00Z", "gclid=c9b-g");
        house.settles();
        deal("a9b", "d9b", "SQL", "08:00");
        house.settles();
        race(
                () -> events.apply(List.of(said(won("generic", "b9b", "d9b"), "Closed Won", "09:00"))),
                said(won("generic", "c9b", "d9b"), "Closed Won", "09:00"));
        house.settles();
        assertThat(wins("b9b", "google-ads").stream()
                                .filter(it -> it.state() == ConversionState.ACCEPTED)
                                .count()
                        + wins("c9b", "google-ads").stream()
                                .filter(it -> it.state() == ConversionState.ACCEPTED)
                                .count())
                .isEqualTo(1);
        assertThat(house.count("select count(*) from leadloop.deal where id = 'd9b'"))
                .isEqualTo(1);
    }

    @Test
    void a_person_who_looks_again_waits_for_an_event_of_the_same_lead() throws Exception {
        house.leadReaches("p10", "MQL", "2026-10-03T07:00:00Z");
        house.settles();
        Conversion refused = house.conversion("p10", "MQL", "google-ads");
        assertThat(refused.state()).isEqualTo(ConversionState.REFUSED);
        CountDownLatch held = new CountDownLatch(1);
        CountDownLatch go = new CountDownLatch(1);
        CompletableFuture<Integer> event = CompletableFuture.supplyAsync(
                () -> new TransactionTemplate(transactions).execute(tx -> {
                    leads.lock(List.of(refused.lead()));
                    held.countDown();
                    try {
                        go.await(20, TimeUnit.SECONDS);
                    } catch (InterruptedException e) {
                        throw new IllegalStateException(e);
                    }
                    return chains.lockOf(List.of(refused.lead()), List.of()).size();
                }),
                Threads.OWN);
        assertThat(held.await(20, TimeUnit.SECONDS)).isTrue();
        CompletableFuture<Object> person = CompletableFuture.supplyAsync(() -> verbs.retry(refused.id()), Threads.OWN);
        await().atMost(Duration.ofSeconds(20))
                .until(() -> house.count("select count(*) from pg_locks where not granted") > 0);
        go.countDown();
        assertThat(event.get(20, TimeUnit.SECONDS)).isPositive();
        assertThatExceptionOfType(ExecutionException.class)
                .isThrownBy(() -> person.get(20, TimeUnit.SECONDS))
                .withCauseInstanceOf(ConversionVerbs.NotPossible.class);
    }

    /** What undoes a win that stayed with the lead which had its deal is added there by an event of the lead that has it now. */
    @Test
    void a_person_at_work_on_a_conversion_keeps_nobody_from_adding_rows_at_its_lead() {
        house.leadReaches("p11", "MQL", "2026-10-03T07:00:00Z", "gclid=p11-g");
        house.settles();
        Conversion row = house.conversion("p11", "MQL", "google-ads");
        new TransactionTemplate(transactions).executeWithoutResult(tx -> {
            conversions.lock(row.id());
            CompletableFuture<Long> other = CompletableFuture.supplyAsync(
                    () -> house.count("select count(*) from (select 1 from leadloop.lead where id = '" + row.lead()
                            + "' for key share nowait) held"),
                    Threads.OWN);
            assertThat(other.orTimeout(20, TimeUnit.SECONDS).join()).isEqualTo(1);
        });
    }
}
