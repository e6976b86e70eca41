package io.leadloop.crm;

import static org.assertj.core.api.Assertions.assertThat;

import io.leadloop.inbox.Delivery;
import io.leadloop.inbox.InboxIntake;
import io.leadloop.inbox.SourceChange;
import io.leadloop.inbox.SweepMarks;
import io.leadloop.inbox.SweepMarks.Mark;
import io.leadloop.support.StoryTest;
import io.leadloop.support.TestClock;
import io.leadloop.trace.Traces;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.mock.env.MockEnvironment;

/** One sweep over all sources: where it begins, where it goes on, and what does not stop it. */
@StoryTest
class CrmSweepRunStoryTests {

    private static final Instant MARK = Instant.parse("2026-10-03T09:00:00Z");

    @Autowired
    Traces traces;

    @Autowired
    InboxIntake inbox;

    @Autowired
    SweepMarks marks;

    @Autowired
    SourceRefusals refusals;

    @Autowired
    TestClock clock;

    private final List<Mark> asked = new ArrayList<>();
    private Function<Mark, CrmSweep.Page> answer = mark -> new CrmSweep.Page(List.of(), mark, false);
    private CrmUnavailable failure;

    @BeforeEach
    void a_source_that_was_swept() {
        marks.move("swept", "Lead", new Mark(MARK, ""), 0, clock.instant());
    }

    private CrmSource source(String name, String prefix, Binder configuration) {
        return new Swept();
    }

    private final class Swept implements CrmSource, CrmSweep {

        @Override
        public List<Delivery> receive(WebhookRequest request) {
            return List.of();
        }

        @Override
        public WebhookReply reply(int events) {
            return new WebhookReply(200, "text/plain", "");
        }

        @Override
        public SourceChange read(byte[] payload) {
            return new SourceChange.Irrelevant("none");
        }

        @Override
        public List<String> sweptRecords() {
            return List.of("Lead");
        }

        @Override
        public Page changesSince(String record, Mark mark) throws CrmUnavailable {
            asked.add(mark);
            if (failure != null) {
                throw failure;
            }
            return answer.apply(mark);
        }
    }

    private int sweep() {
        CrmSourceType type = new CrmSourceType() {
            @Override
            public String type() {
                return "swept";
            }

            @Override
            public CrmSource create(String name, String prefix, Binder configuration) {
                return source(name, prefix, configuration);
            }
        };
        MockEnvironment environment = new MockEnvironment().withProperty("leadloop.crm.sources.swept.type", "swept");
        CrmSources sources = new CrmSources(environment, List.of(type), List::of);
        return new CrmSweepRun(sources, inbox, marks, refusals, traces, Duration.ofDays(1), clock).sweep();
    }

    private static Delivery delivery(String key) {
        return new Delivery(key, key, "{}".getBytes(StandardCharsets.UTF_8));
    }

    private Mark mark() {
        return marks.of("swept", "Lead").orElseThrow();
    }

    @Test
    void it_begins_a_little_before_the_last_one_ended() {
        sweep();
        assertThat(asked).containsExactly(new Mark(MARK.minus(Duration.ofMinutes(5)), ""));
        assertThat(mark()).isEqualTo(new Mark(MARK, ""));
    }

    /** More changes in five minutes than one sweep reads: it would begin with the same ones for ever. */
    @Test
    void one_that_was_stopped_by_its_number_of_pages_goes_on_where_it_stood() {
        answer = mark -> new CrmSweep.Page(List.of(), new Mark(MARK.minusSeconds(60), "place-" + asked.size()), true);
        sweep();
        Mark stood = mark();
        assertThat(stood).isEqualTo(new Mark(MARK.minusSeconds(60), "place-" + asked.size()));
        asked.clear();
        answer = mark -> new CrmSweep.Page(List.of(), new Mark(MARK.plusSeconds(60), "the end"), false);
        sweep();
        assertThat(asked).containsExactly(stood);
        assertThat(mark()).as("the next one begins before this").isEqualTo(new Mark(MARK.plusSeconds(60), ""));
    }

    @Test
    void a_place_that_is_no_good_any_more_is_given_up() {
        marks.move("swept", "Lead", new Mark(MARK, "an old cursor"), 0, clock.instant());
        failure = new CrmUnavailable("The cursor has ended.", null);
        sweep();
        failure = null;
        sweep();
        assertThat(asked)
                .containsExactly(new Mark(MARK, "an old cursor"), new Mark(MARK.minus(Duration.ofMinutes(5)), ""));
    }

    @Test
    void an_error_of_ours_is_named_and_does_not_reach_the_other_sources() {
        answer = mark -> {
            throw new IllegalStateException("broken");
        };
        sweep();
        assertThat(marks.all())
                .filteredOn(it -> it.source().equals("swept"))
                .singleElement()
                .satisfies(it -> assertThat(it.failure()).isNotBlank());
        assertThat(mark().at()).isEqualTo(MARK);
    }

    /** The keys are the CRM's words, whatever stands in them. */
    @Test
    void a_change_with_an_odd_key_is_stored_like_the_others() {
        answer = mark -> new CrmSweep.Page(
                List.of(
                        delivery("s1"),
                        delivery("s\0"),
                        delivery("s\0\0"),
                        delivery("s".repeat(9_000)),
                        delivery("s2")),
                new Mark(MARK.plusSeconds(9), ""),
                false);
        assertThat(sweep()).isEqualTo(5);
        assertThat(sweep()).isZero();
        assertThat(mark().at()).isEqualTo(MARK.plusSeconds(9));
    }
}
