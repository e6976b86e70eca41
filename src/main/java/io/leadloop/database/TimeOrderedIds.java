package io.leadloop.database;

import com.fasterxml.uuid.Generators;
import com.fasterxml.uuid.impl.TimeBasedEpochGenerator;
import java.util.UUID;

/** Ids of rows: UUID version 7, ordered by the time at which they are made, so that indexes grow at their end. */
public final class TimeOrderedIds {

    private static final TimeBasedEpochGenerator GENERATOR = Generators.timeBasedEpochGenerator();

    private TimeOrderedIds() {}

    /** The next id of this node. */
    public static UUID next() {
        return GENERATOR.generate();
    }
}
