package io.leadloop.support;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Two JVMs of one run must not choose the same port: each looks whether it is free seconds before it listens there. */
class PortsTests {

    @Test
    void each_jvm_of_a_run_knows_which_one_it_is() {
        // Absent where no surefire started it, in an editor for example.
        assertThat(System.getProperty("tests.fork", "1")).matches("[1-3]");
    }

    @Test
    void its_ports_lie_in_a_range_of_its_own() {
        int first = 16_000 + 4_000 * Integer.parseInt(System.getProperty("tests.fork", "1"));
        assertThat(Ports.free()).isBetween(first, first + 3_999);
    }
}
