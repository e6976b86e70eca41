package io.leadloop.imports;

import java.util.UUID;

/** Application event: a user started, cancelled or discarded an import. Published in that transaction. */
public record FileDecided(UUID file, String name, What what, String who) {

    public enum What {
        TRIED,
        IMPORTED,
        CANCELLED
    }
}
