package io.leadloop.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SenderNetworkTests {

    @ParameterizedTest
    @ValueSource(
            strings = {"2001:db8:1::5", "2001:db8:1:0:ffff::1", "2001:0db8:0001:0000:0:0:0:7", "2001:DB8:1::5%eth0"})
    void of_IPv6_the_network_counts_however_it_is_written(String address) {
        assertThat(SenderNetwork.of(address)).isEqualTo("20010db800010000");
    }

    @Test
    void another_network_is_another_sender() {
        assertThat(SenderNetwork.of("2001:db8:2::5")).isNotEqualTo(SenderNetwork.of("2001:db8:1::5"));
    }

    @Test
    void an_address_of_IPv4_is_its_own_also_where_it_is_written_as_IPv6() {
        assertThat(SenderNetwork.of("192.0.2.7")).isEqualTo("192.0.2.7");
        assertThat(SenderNetwork.of("::ffff:192.0.2.7")).isEqualTo("192.0.2.7");
    }

    @ParameterizedTest
    @ValueSource(strings = {"unknown", "proxy.example", "not:an:address", ""})
    void what_is_no_address_is_taken_as_it_is(String word) {
        assertThat(SenderNetwork.of(word)).isEqualTo(word);
    }
}
