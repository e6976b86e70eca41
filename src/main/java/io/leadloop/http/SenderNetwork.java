package io.leadloop.http;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.regex.Pattern;

/**
 * Who counts as one sender: an IPv4 address, and of IPv6 the network of 64 bits, because each machine has as many addresses in it
 * as it likes.
 */
public final class SenderNetwork {

    private static final int NETWORK_BYTES = 8;

    /** Nothing else is asked of a resolver. */
    private static final Pattern IPV6 = Pattern.compile("[0-9A-Fa-f:.]*:[0-9A-Fa-f:.]*(?:%.*)?");

    private SenderNetwork() {}

    /**
     * The network of an address.
     *
     * @param address as the request has it, in any form of IPv6 (RFC 4291, 2.2); anything else is given back as it is
     */
    public static String of(String address) {
        if (!IPV6.matcher(address).matches()) {
            return address;
        }
        try {
            InetAddress parsed = InetAddress.getByName(address);
            return parsed instanceof Inet6Address
                    ? HexFormat.of().formatHex(Arrays.copyOf(parsed.getAddress(), NETWORK_BYTES))
                    : parsed.getHostAddress();
        } catch (UnknownHostException noAddress) {
            return address;
        }
    }
}
