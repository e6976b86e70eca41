package io.leadloop.quality;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** One account that does not end holds up no other. */
class TimedCallsTests {

    private static final Duration LONG = Duration.ofMinutes(5);

    private static String late(Object question) {
        return question + " late";
    }

    @Test
    void answers_stand_in_the_order_of_the_questions() {
        List<Integer> questions = IntStream.range(0, 20).boxed().toList();
        assertThat(TimedCalls.all(questions, 4, LONG, it -> it + " said", TimedCallsTests::late))
                .containsExactlyElementsOf(
                        questions.stream().map(it -> it + " said").toList());
    }

    @Test
    void several_are_asked_at_the_same_time() {
        CyclicBarrier together = new CyclicBarrier(3);
        assertThat(TimedCalls.all(
                        List.of("a", "b", "c"),
                        3,
                        LONG,
                        it -> {
                            try {
                                together.await();
                                return it;
                            } catch (Exception e) {
                                throw new IllegalStateException(e);
                            }
                        },
                        TimedCallsTests::late))
                .containsExactly("a", "b", "c");
    }

    @Test
    void one_that_does_not_end_is_interrupted_and_the_others_have_said_theirs() {
        CountDownLatch never = new CountDownLatch(1);
        Set<String> interrupted = ConcurrentHashMap.newKeySet();
        CountDownLatch seen = new CountDownLatch(1);
        assertThat(TimedCalls.all(
                        List.of("hangs", "answers", "answers too"),
                        2,
                        Duration.ofSeconds(5),
                        it -> {
                            if (it.equals("hangs")) {
                                try {
                                    never.await();
                                } catch (InterruptedException e) {
                                    interrupted.add(it);
                                    seen.countDown();
                                }
                            }
                            return it;
                        },
                        TimedCallsTests::late))
                .containsExactly("hangs late", "answers", "answers too");
        assertThat(seen)
                .satisfies(it -> assertThat(it.await(1, java.util.concurrent.TimeUnit.MINUTES))
                        .isTrue());
        assertThat(interrupted).containsExactly("hangs");
    }

    @Test
    void what_nobody_expected_is_thrown_on() {
        assertThatIllegalStateException()
                .isThrownBy(() -> TimedCalls.all(
                        List.of("a"),
                        1,
                        LONG,
                        it -> {
                            throw new UnsupportedOperationException(it);
                        },
                        TimedCallsTests::late))
                .withCauseInstanceOf(UnsupportedOperationException.class);
    }
}
