package io.leadloop.quality;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/** Calls of which several run at the same time, and all within one bounded time. */
final class TimedCalls {

    private TimedCalls() {}

    /**
     * Calls once for each question and gives back the answers in the order of the questions. What is not done in time is
     * interrupted. An exception of a call is thrown on, after the others are done.
     *
     * @param late the answer for a question whose call was interrupted, or for which no thread was free in time
     */
    static <Q, A> List<A> all(List<Q> questions, int atOnce, Duration most, Function<Q, A> call, Function<Q, A> late) {
        ExecutorService threads = Executors.newFixedThreadPool(atOnce, work -> {
            Thread thread = new Thread(work, "reports-account");
            thread.setDaemon(true);
            return thread;
        });
        try {
            List<Callable<A>> calls = questions.stream()
                    .<Callable<A>>map(it -> () -> call.apply(it))
                    .toList();
            List<Future<A>> done = threads.invokeAll(calls, most.toMillis(), TimeUnit.MILLISECONDS);
            List<A> answers = new ArrayList<>();
            for (int i = 0; i < done.size(); i++) {
                answers.add(
                        done.get(i).isCancelled()
                                ? late.apply(questions.get(i))
                                : done.get(i).get());
            }
            return answers;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while accounts were asked", e);
        } catch (ExecutionException e) {
            throw new IllegalStateException("An account could not be asked", e.getCause());
        } finally {
            threads.shutdownNow();
        }
    }
}
