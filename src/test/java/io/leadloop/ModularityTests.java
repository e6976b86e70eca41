package io.leadloop;

import org.junit.jupiter.api.Test;
import org.springframework.modulith.core.ApplicationModules;

/** The rooms and their arrows (DESIGN 3): declared on each package, held here. */
class ModularityTests {

    @Test
    void rooms_use_only_the_rooms_that_they_may() {
        ApplicationModules.of(LeadLoopApplication.class).verify();
    }
}
