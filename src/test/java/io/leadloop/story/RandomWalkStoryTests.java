package io.leadloop.story;

import static org.assertj.core.api.Assertions.assertThat;

import io.leadloop.conversion.Conversion;
import io.leadloop.conversion.ConversionLedger;
import io.leadloop.conversion.ConversionLedger.Answer;
import io.leadloop.conversion.ConversionState;
import io.leadloop.conversion.Conversions;
import io.leadloop.conversion.Upload;
import io.leadloop.conversion.UploadResult;
import io.leadloop.destination.Destinations;
import io.leadloop.inbox.LeadEvents;
import io.leadloop.lead.ExternalId;
import io.leadloop.lead.Lead;
import io.leadloop.process.ConversionVerbs;
import io.leadloop.process.UploadWatch;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.runtime.ProcessInstance;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Random lives of people, deals, platforms and operators, many at a time; after each everything has to fit together. {@code
 * -Dwalks=2000 -Dwalks.seed=...} walks more, or the same again.
 */
class RandomWalkStoryTests extends SmallerCrms {

    private static final int TOGETHER = 40;
    private static final int STEPS = 12;
    private static final int LAST_MINUTE = 1_400;

    private final Set<ConversionState> states = EnumSet.noneOf(ConversionState.class);

    @Autowired
    LeadEvents events;

    @Autowired
    ConversionVerbs verbs;

    @Autowired
    ConversionLedger ledger;

    @Autowired
    Conversions conversions;

    @Autowired
    Destinations destinations;

    @Autowired
    UploadWatch watch;

    @Autowired
    RuntimeService runtime;

    @Autowired
    PlatformTransactionManager transactions;

    /** What the test itself knows of a walk. */
    private static final class Walk {

        final WalkingPeople people;
        final Set<Integer> merged = new HashSet<>();
        final Set<Integer> erased = new HashSet<>();

        Walk(WalkingPeople people) {
            this.people = people;
        }
    }

    @Test
    void whatever_happens_in_whatever_order_everything_fits_together() {
        int walks = Integer.getInteger("walks", 120);
        long seed = Long.getLong("walks.seed", System.nanoTime());
        System.out.println("Walks of -Dwalks.seed=" + seed);
        for (int from = 0; from < walks; from += TOGETHER) {
            clock.set("2026-10-03T10:25:00Z");
            Random random = new Random(seed + from);
            List<Walk> together = new ArrayList<>();
            for (int i = 0; i < Math.min(TOGETHER, walks - from); i++) {
                WalkingPeople.Crm crm = WalkingPeople.Crm.values()[(from + i) % 3];
                together.add(new Walk(new WalkingPeople(from + i + 1, crm, this)));
            }
            for (int step = 0; step < STEPS; step++) {
                together.forEach(it -> step(it, random));
                house.faults(
                        "google-ads",
                        WalkFaults.any(
                                random, together.stream().map(it -> it.people).toList()));
                house.applies();
                if (random.nextInt(3) > 0) {
                    house.uploadsOnce("google-ads");
                }
                together.forEach(walk -> rows(walk).forEach(row -> states.add(row.state())));
                clock.pass(Duration.ofMinutes(random.nextInt(90)));
            }
            comeToRest();
            together.forEach(it -> check(it, "seed " + seed + ", walk " + it.people.number + " of " + it.people.crm));
        }
        assertThat(states).as("the walks of seed %s lead everywhere", seed).containsAll(WalkChecks.EVERYWHERE);
        assertThat(house.count("select count(*) from leadloop.deal_move")).isPositive();
    }

    private void step(Walk walk, Random random) {
        WalkingPeople people = walk.people;
        int person = random.nextInt(2);
        switch (random.nextInt(14)) {
            case 0, 1 ->
                people.tellsPerson(person, random.nextInt(4) == 0 ? "denied" : "granted", random.nextInt(LAST_MINUTE));
            case 2, 3, 4, 5, 6 ->
                people.tellsDeal(
                        random.nextInt(2),
                        person,
                        List.of("open", "won", "won", "lost").get(random.nextInt(4)),
                        100 * (1 + random.nextInt(5)),
                        random.nextInt(LAST_MINUTE));
            case 7 -> {
                if (random.nextInt(4) == 0) {
                    merge(walk);
                }
            }
            case 8 -> {
                if (random.nextInt(4) == 0) {
                    erase(walk, person);
                } else {
                    people.tellsPerson(person, "denied", LAST_MINUTE);
                }
            }
            case 9, 10 -> verb(walk, random);
            case 11 -> cockpit(walk, random);
            case 12 -> workerDies(walk, random);
            default -> watch.look();
        }
    }

    private void merge(Walk walk) {
        new TransactionTemplate(transactions)
                .executeWithoutResult(status -> events.merge(
                        ExternalId.lead(walk.people.source(), walk.people.id(1)),
                        ExternalId.lead(walk.people.source(), walk.people.id(0))));
        walk.merged.addAll(List.of(0, 1));
    }

    private void erase(Walk walk, int person) {
        lead(walk, person).ifPresent(it -> {
            house.send(house.asAdministrator("/api/leads/" + it.id()).DELETE());
            walk.erased.addAll(walk.merged.isEmpty() ? List.of(person) : List.of(0, 1));
        });
    }

    private Optional<Lead> lead(Walk walk, int person) {
        return house.lead(walk.people.source(), walk.people.id(person));
    }

    private List<Conversion> rows(Walk walk) {
        Map<UUID, Conversion> rows = new HashMap<>();
        for (int person = 0; person < 2; person++) {
            lead(walk, person).ifPresent(it -> house.conversionsOf(it.id()).forEach(row -> rows.put(row.id(), row)));
        }
        return List.copyOf(rows.values());
    }

    private Optional<Conversion> one(Walk walk, Random random) {
        return WalkingPeople.any(rows(walk), random);
    }

    private void verb(Walk walk, Random random) {
        one(walk, random).ifPresent(it -> {
            try {
                if (random.nextInt(3) == 0) {
                    verbs.drop(it.id());
                } else {
                    verbs.retry(it.id());
                }
            } catch (ConversionVerbs.NotPossible words) {
                assertThat(words.getMessage()).isNotBlank();
            }
        });
    }

    private void cockpit(Walk walk, Random random) {
        List<ProcessInstance> uploads = rows(walk).stream()
                .map(it -> runtime.createProcessInstanceQuery()
                        .processInstanceBusinessKey(it.id().toString())
                        .singleResult())
                .filter(Objects::nonNull)
                .toList();
        Optional<ProcessInstance> upload = WalkingPeople.any(uploads, random);
        switch (random.nextInt(3)) {
            case 0 -> upload.ifPresent(it -> runtime.deleteProcessInstance(it.getId(), "by hand", true, true));
            case 1 -> upload.ifPresent(it -> runtime.suspendProcessInstanceById(it.getId()));
            default ->
                lead(walk, random.nextInt(2))
                        .map(Lead::processInstanceId)
                        .filter(it -> runtime.createProcessInstanceQuery()
                                        .processInstanceId(it)
                                        .count()
                                > 0)
                        .ifPresent(runtime::suspendProcessInstanceById);
        }
    }

    /** A worker opens the ledger, perhaps calls the platform, perhaps writes the answer down, and is gone. */
    private void workerDies(Walk walk, Random random) {
        List<UUID> ids = rows(walk).stream()
                .filter(it -> it.destination().equals("google-ads") && !it.isAdjustment())
                .map(Conversion::id)
                .toList();
        Map<UUID, Integer> opened = ledger.open(ids, clock.instant());
        List<Upload> due = conversions.uploads(opened.keySet());
        if (due.isEmpty() || random.nextBoolean()) {
            return;
        }
        List<UploadResult> results =
                destinations.find("google-ads").orElseThrow().upload(due);
        if (random.nextBoolean()) {
            List<Answer> answers = new ArrayList<>();
            for (int i = 0; i < due.size(); i++) {
                UUID id = due.get(i).conversion().id();
                answers.add(new Answer(id, opened.get(id), results.get(i), false));
            }
            ledger.close(answers, clock.instant());
        }
    }

    private void comeToRest() {
        house.faults("google-ads");
        runtime.createProcessInstanceQuery()
                .suspended()
                .list()
                .forEach(it -> runtime.activateProcessInstanceById(it.getId()));
        house.administratorPosts("/api/destinations/google-ads/resume");
        for (int i = 0; i < 4; i++) {
            clock.pass(Duration.ofHours(3));
            house.applies();
            watch.look();
            house.dueTimersRun();
            house.retriesAreDue();
            house.uploads();
        }
    }

    private void check(Walk walk, String which) {
        for (Conversion row : rows(walk)) {
            WalkChecks.fitsItsLedger(row, ledger.attempts(row.id()), which);
            long processes = runtime.createProcessInstanceQuery()
                    .processInstanceBusinessKey(row.id().toString())
                    .count();
            assertThat(processes)
                    .as("%s: process of %s", which, row)
                    .isEqualTo(row.state().isOpen() ? 1 : 0);
        }
        if (walk.erased.isEmpty()) {
            for (int deal = 0; deal < 2; deal++) {
                String id = walk.people.deal(deal);
                List<Conversion> told =
                        rows(walk).stream().filter(it -> it.dealId().equals(id)).toList();
                WalkChecks.isWonOnce(told, which);
            }
        }
        for (int person = 0; person < 2 && walk.merged.isEmpty(); person++) {
            int other = 1 - person;
            lead(walk, person).ifPresent(it -> {
                assertThat(it.contact().email()).as(which).isNotEqualTo(walk.people.mailHash(other));
                assertThat(house.count("select count(*) from leadloop.click_id where lead_id = '" + it.id()
                                + "' and value = '" + walk.people.click(other) + "'"))
                        .as(which)
                        .isZero();
                assertThat(house.count("select count(*) from leadloop.conversion c join leadloop.click_id k"
                                + " on k.id = c.click_id and k.lead_id <> c.lead_id where c.lead_id = '" + it.id()
                                + "'"))
                        .as(which)
                        .isZero();
            });
        }
    }
}
