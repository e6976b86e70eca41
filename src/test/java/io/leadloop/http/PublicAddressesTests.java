package io.leadloop.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which addresses an account may be sent to whose address somebody typed (RFC 6890, RFC 4193, RFC 6052, RFC 3056). */
class PublicAddressesTests {

    private static PublicAddresses knowing(String... addresses) {
        return new PublicAddresses(host -> {
            InetAddress[] found = new InetAddress[addresses.length];
            for (int i = 0; i < addresses.length; i++) {
                found[i] = InetAddress.getByName(addresses[i]);
            }
            return found;
        });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "127.0.0.1",
                "127.8.9.10",
                "10.0.0.5",
                "172.16.0.1",
                "172.31.255.255",
                "192.168.1.1",
                "169.254.169.254",
                "100.64.0.1",
                "100.127.255.255",
                "0.0.0.0",
                "0.1.2.3",
                "192.0.0.8",
                "198.18.0.1",
                "198.19.255.255",
                "224.0.0.1",
                "240.0.0.1",
                "255.255.255.255",
                "::",
                "::1",
                "fe80::1",
                "fec0::1",
                "fc00::1",
                "fd12:3456::1",
                "ff02::1",
                "::ffff:127.0.0.1",
                "::ffff:10.0.0.5",
                "::10.0.0.5",
                "64:ff9b::10.0.0.5",
                "64:ff9b:1::10.0.0.5",
                "2002:0a00:0005::1",
                "2002:7f00:0001::1",
                "2001:0:4136:e378::1"
            })
    void no_name_may_lead_to_a_private_local_or_reserved_address(String address) {
        assertThat(knowing(address).refusal(URI.create("https://conversions.example.com/")))
                .hasValueSatisfying(it -> assertThat(it)
                        .contains("conversions.example.com")
                        .as("the inner network's addresses are nobody's to know")
                        .doesNotContain(address));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "8.8.8.8",
                "172.15.0.1",
                "172.32.0.1",
                "100.63.255.255",
                "100.128.0.1",
                "192.167.1.1",
                "169.253.1.1",
                "198.17.1.1",
                "198.20.1.1",
                "192.0.1.1",
                "223.255.255.255",
                "::ffff:8.8.8.8",
                "64:ff9b::8.8.8.8",
                "2002:0808:0808::1",
                "2606:4700::1111"
            })
    void public_ones_may_be_called(String address) {
        assertThat(knowing(address).refusal(URI.create("https://conversions.example.com/")))
                .isEmpty();
    }

    @Test
    void one_private_address_among_public_ones_is_enough() {
        assertThat(knowing("8.8.8.8", "10.0.0.5").refusal(URI.create("https://x.example.com")))
                .isPresent();
    }

    /** As the machine's own resolver reads them: decimal, short, IPv4 within IPv6. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://2130706433/",
                "http://127.1/",
                "http://[::ffff:7f00:1]/",
                "http://[::1]/",
                "http://localhost/"
            })
    void another_way_to_write_loopback_is_loopback(String address) {
        assertThat(PublicAddresses.system().refusal(URI.create(address))).isPresent();
    }

    @Test
    void an_unknown_name_is_for_the_call_to_find() {
        PublicAddresses nobody = new PublicAddresses(host -> {
            throw new UnknownHostException(host);
        });
        assertThat(nobody.refusal(URI.create("https://nowhere.example.com"))).isEmpty();
    }

    @Test
    void an_address_without_a_host_is_refused() {
        assertThat(PublicAddresses.system().refusal(URI.create("https:///path")))
                .isPresent();
    }
}
