package io.leadloop.process;

import static org.assertj.core.api.Assertions.assertThat;

import io.leadloop.conversion.Outcome;
import io.leadloop.conversion.PlatformRequest;
import io.leadloop.conversion.PlatformRequests;
import io.leadloop.conversion.Upload;
import io.leadloop.conversion.UploadResult;
import io.leadloop.destination.APlatform;
import io.leadloop.destination.Destination;
import io.leadloop.destination.DestinationProfile;
import io.leadloop.destination.LaterVerdicts;
import io.leadloop.destination.RequestStatus;
import io.leadloop.support.StoryTest;
import io.leadloop.support.TestClock;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** A platform that takes a request and never tells what it counted (case B7). */
@StoryTest
class VerdictsThatNeverComeStoryTests {

    private static final Instant SENT = Instant.parse("2026-10-03T10:00:00Z");

    @Autowired
    TestClock clock;

    @Autowired
    PlatformRequests requests;

    @Autowired
    UploadSettings settings;

    private final SimpleMeterRegistry metrics = new SimpleMeterRegistry();
    private final List<Duration> asked = new ArrayList<>();
    private LaterVerdictPoll poll;

    /** Works on every request for ever. */
    private final class Undecided implements Destination, LaterVerdicts {

        @Override
        public Optional<RequestStatus> statusOf(String receipt) {
            asked.add(Duration.between(SENT, clock.instant()));
            return Optional.empty();
        }

        @Override
        public DestinationProfile profile() {
            return APlatform.by("undecided").profile();
        }

        @Override
        public boolean isOn() {
            return true;
        }

        @Override
        public boolean knowsAction(String action) {
            return true;
        }

        @Override
        public List<UploadResult> upload(List<Upload> batch) {
            throw new UnsupportedOperationException();
        }

        @Override
        public List<UploadResult> rehearse(List<Upload> batch) {
            throw new UnsupportedOperationException();
        }

        @Override
        public String masked(Upload upload) {
            throw new UnsupportedOperationException();
        }
    }

    @BeforeEach
    void a_request_was_taken() {
        clock.set(SENT.toString());
        poll = new LaterVerdictPoll(APlatform.all(new Undecided()), requests, settings, metrics, clock);
    }

    private PlatformRequest sent(String receipt) {
        requests.add(
                "undecided",
                List.of(UploadResult.of(Outcome.ACCEPTED, "OK", "taken").under(receipt)),
                SENT,
                SENT.plus(LaterVerdictPoll.FIRST));
        return requests.find("undecided", receipt);
    }

    private PlatformRequest at(Duration after, String receipt) {
        clock.set(SENT.plus(after).toString());
        poll.poll();
        return requests.find("undecided", receipt);
    }

    @Test
    void is_asked_after_half_an_hour_then_at_intervals_that_double_to_eight_hours() {
        sent("r1");
        for (Duration passed = Duration.ZERO;
                passed.compareTo(Duration.ofHours(48)) <= 0;
                passed = passed.plusMinutes(30)) {
            at(passed, "r1");
        }
        assertThat(asked)
                .extracting(Duration::toMinutes)
                .containsExactly(30L, 90L, 210L, 450L, 930L, 1410L, 1890L, 2370L, 2850L);
        house("r1");
    }

    @Test
    void is_given_up_after_a_week_as_unknown_and_not_asked_again() {
        sent("r2");
        assertThat(at(Duration.ofDays(7), "r2"))
                .as("exactly a week is still within it")
                .returns("WAITING", PlatformRequest::state);
        Duration later = Duration.ofDays(7).plusHours(8);
        assertThat(at(later, "r2"))
                .returns("UNKNOWN", PlatformRequest::state)
                .as("nobody knows how many count")
                .returns(null, PlatformRequest::counted)
                .returns(SENT.plus(later), PlatformRequest::checkedAt);
        int questions = asked.size();
        at(Duration.ofDays(30), "r2");
        assertThat(asked).hasSize(questions);
        assertThat(metrics.counter("leadloop.conversion.verdicts", "destination", "undecided", "state", "UNKNOWN")
                        .count())
                .isEqualTo(1);
    }

    /** Leaves nothing for the next test of this class. */
    private void house(String receipt) {
        at(Duration.ofDays(8), receipt);
    }
}
