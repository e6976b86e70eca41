package io.leadloop.story;

import java.util.List;
import java.util.Random;

/** What goes wrong at the platform during one round of the walks, as instructions for its sandbox. */
final class WalkFaults {

    private static final String[] OF_ALL = {
        "{\"fault\":\"SERVER_ERROR\",\"times\":2}",
        "{\"fault\":\"RATE_LIMIT\",\"times\":1,\"retryAfterSeconds\":600}",
        "{\"fault\":\"BAD_TOKEN\",\"times\":1}",
    };

    private WalkFaults() {}

    /** A fault that meets everybody, bad rows of some people, or nothing. */
    static String[] any(Random random, List<WalkingPeople> people) {
        return switch (random.nextInt(3)) {
            case 0 -> new String[] {OF_ALL[random.nextInt(OF_ALL.length)]};
            case 1 ->
                people.stream()
                        .filter(it -> random.nextInt(4) == 0)
                        .map(it -> "{\"fault\":\"BAD_ROW\",\"matching\":\"" + it.click(random.nextInt(2)) + "\"}")
                        .toArray(String[]::new);
            default -> new String[0];
        };
    }
}
