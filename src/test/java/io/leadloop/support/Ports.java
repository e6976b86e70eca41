package io.leadloop.support;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Ports for servers that bind later than they are chosen. They lie below those that Linux gives to outgoing connections (32768 and
 * above): one of these, let go and bound again a moment later, is now and then another connection's by then.
 */
public final class Ports {

    private static final int MANY = 4_000;

    /** The JVMs of one run (surefire's forks, three at most) choose from ranges of their own. */
    private static final int FIRST = 16_000 + MANY * Integer.getInteger("tests.fork", 1);

    private static final Set<Integer> GIVEN = new HashSet<>();

    private Ports() {}

    /** A port that nobody listens at, and that no other test of this run was given. */
    public static synchronized int free() {
        while (true) {
            int port = ThreadLocalRandom.current().nextInt(FIRST, FIRST + MANY);
            if (GIVEN.add(port) && isFree(port)) {
                return port;
            }
        }
    }

    private static boolean isFree(int port) {
        try (ServerSocket socket = new ServerSocket()) {
            socket.bind(new InetSocketAddress(port));
            return true;
        } catch (IOException taken) {
            return false;
        }
    }
}
