package io.leadloop.database;

import com.fasterxml.uuid.Generators;
import com.fasterxml.uuid.impl.TimeBasedEpochGenerator;
import java.util.UUID;

/**
 * Ids for rows: UUID version 7 (RFC 9562), whose first 48 bits are milliseconds since 1970, so that new rows lie side by side
 * in an index. Within one process each is greater than the one before; ids of two nodes never meet.
 */
public final class TimeOrderedIds {

    private static final TimeBasedEpochGenerator GENERATOR = Generators.timeBasedEpochGenerator();

    private TimeOrderedIds() {}

    public static UUID next() {
        return GENERATOR.generate();
    }
}
