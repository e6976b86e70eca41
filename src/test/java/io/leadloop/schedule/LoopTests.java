package io.leadloop.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.scheduling.concurrent.ThreadPoolTaskScheduler;

/** The workers of a queue whose next look is an hour away. */
class LoopTests {

    private static final Duration FAR_AWAY = Duration.ofHours(1);

    private final ThreadPoolTaskScheduler pool = new ThreadPoolTaskScheduler();
    private final BlockingQueue<String> work = new LinkedBlockingQueue<>();
    private final BlockingQueue<String> done = new LinkedBlockingQueue<>();
    private final AtomicBoolean stopping = new AtomicBoolean();

    @BeforeEach
    void four_threads() {
        pool.setPoolSize(4);
        pool.initialize();
    }

    @AfterEach
    void no_thread_is_left() {
        pool.shutdown();
    }

    private Loop begun(int workers, IntSupplier batch) {
        Loop loop = new Loop("a queue", pool, workers, stopping::get, batch);
        loop.begin(FAR_AWAY);
        return loop;
    }

    private int takeOne() {
        String taken = work.poll();
        if (taken == null) {
            return 0;
        }
        done.add(taken);
        return 1;
    }

    private String done() throws InterruptedException {
        return done.poll(10, TimeUnit.SECONDS);
    }

    @Test
    void woken_they_do_what_is_there_and_what_follows() throws InterruptedException {
        Loop loop = begun(1, this::takeOne);
        work.addAll(java.util.List.of("a", "b"));
        loop.wake();
        assertThat(done()).isEqualTo("a");
        assertThat(done()).isEqualTo("b");

        work.add("c");
        loop.wake();
        assertThat(done()).isEqualTo("c");
    }

    @Test
    void a_failure_ends_nothing() throws InterruptedException {
        AtomicBoolean broken = new AtomicBoolean(true);
        Semaphore failed = new Semaphore(0);
        Loop loop = begun(1, () -> {
            if (broken.get()) {
                failed.release();
                throw new IllegalStateException("broken");
            }
            return takeOne();
        });
        loop.wake();
        assertThat(failed.tryAcquire(10, TimeUnit.SECONDS)).isTrue();
        broken.set(false);
        work.add("a");
        loop.wake();
        assertThat(done()).isEqualTo("a");
    }

    @Test
    void never_more_of_them_work_than_were_asked_for() throws InterruptedException {
        CountDownLatch hold = new CountDownLatch(1);
        Semaphore begun = new Semaphore(0);
        AtomicInteger atWork = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        Loop loop = begun(2, () -> {
            int now = atWork.incrementAndGet();
            most.accumulateAndGet(now, Math::max);
            begun.release();
            try {
                hold.await(10, TimeUnit.SECONDS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            atWork.decrementAndGet();
            return takeOne();
        });
        loop.wake();
        assertThat(begun.tryAcquire(10, TimeUnit.SECONDS)).isTrue();
        loop.wake();
        // Both of its workers may be at it; a third is asked for and turns away.
        loop.wake();
        work.add("a");
        hold.countDown();
        assertThat(done()).isEqualTo("a");
        assertThat(most.get()).isLessThanOrEqualTo(2);
    }

    @Test
    void a_node_that_ends_begins_nothing() throws Exception {
        pool.setPoolSize(1);
        stopping.set(true);
        work.add("a");
        begun(1, this::takeOne).wake();
        // Behind the worker's first look, on its own thread.
        pool.submit(() -> {}).get(10, TimeUnit.SECONDS);
        assertThat(done).isEmpty();
        assertThat(work).containsExactly("a");
    }
}
