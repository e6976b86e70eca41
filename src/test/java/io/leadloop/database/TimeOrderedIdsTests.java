package io.leadloop.database;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Ids that grow with time. */
class TimeOrderedIdsTests {

    @Test
    void they_are_of_version_7_carry_the_time_and_grow() {
        long before = System.currentTimeMillis();
        List<UUID> ids = Stream.generate(TimeOrderedIds::next).limit(10_000).toList();
        assertThat(ids).allMatch(it -> it.version() == 7 && it.variant() == 2);
        assertThat(ids.get(0).getMostSignificantBits() >>> 16).isBetween(before, System.currentTimeMillis());
        // PostgreSQL compares bytes, as texts do.
        assertThat(ids.stream().map(UUID::toString).toList()).isSorted().doesNotHaveDuplicates();
    }
}
