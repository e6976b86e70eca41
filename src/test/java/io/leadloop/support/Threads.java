package io.leadloop.support;

import java.util.concurrent.Executor;

/** Threads for what waits for each other. */
public final class Threads {

    /**
     * One for each piece of work. The common pool has one thread on a machine of two cores, and from JDK 25 on nothing else is used:
     * two that wait for each other never end there.
     */
    public static final Executor OWN = work -> new Thread(work).start();

    private Threads() {}
}
