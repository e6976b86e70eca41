package io.leadloop.support;

import org.junit.platform.launcher.LauncherSession;
import org.junit.platform.launcher.LauncherSessionListener;

/**
 * Classes and the methods in them run in a random order (junit-platform.properties), by a seed that is printed.
 * {@code mvn verify -Djunit.jupiter.execution.order.random.seed=<seed>} repeats the order.
 */
public final class RandomOrder implements LauncherSessionListener {

    private static final String SEED = "junit.jupiter.execution.order.random.seed";

    @Override
    public void launcherSessionOpened(LauncherSession session) {
        if (System.getProperty(SEED) == null) {
            System.setProperty(SEED, Long.toString(System.nanoTime()));
        }
        System.out.println("Tests run in the order of -D" + SEED + "=" + System.getProperty(SEED));
    }
}
