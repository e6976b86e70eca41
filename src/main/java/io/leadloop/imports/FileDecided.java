package io.leadloop.imports;

import java.util.UUID;

/** Application event: a user started a dry run, or started or cancelled an import. Published in that transaction. */
public record FileDecided(UUID file, String name, What what, String who) {

    public enum What {
        TRIED,
        IMPORTED,
        CANCELLED
    }
}
