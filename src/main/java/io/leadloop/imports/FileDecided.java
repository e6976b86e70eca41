package io.leadloop.imports;

import java.util.UUID;

/** Told in the transaction in which a person decided what shall become of a file. */
public record FileDecided(UUID file, String name, What what, String who) {

    public enum What {
        TRIED,
        IMPORTED,
        CANCELLED
    }
}
