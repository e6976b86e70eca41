package io.leadloop.http;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Refuses addresses that are not of the public internet: loopback, private, link-local, shared, multicast and reserved
 * ones, in every form in which one can be written (decimal, hexadecimal, IPv4 within IPv6) and behind every name that
 * resolves to one.
 *
 * <p>A name is resolved for the check; the Java platform keeps what it resolved for 30 seconds
 * ({@code networkaddress.cache.ttl}), so that the connection which follows goes to the checked address.
 */
public final class PublicAddresses {

    private final Resolver resolver;

    /** Looks a host name up. */
    @FunctionalInterface
    public interface Resolver {
        InetAddress[] resolve(String host) throws UnknownHostException;
    }

    public PublicAddresses(Resolver resolver) {
        this.resolver = resolver;
    }

    /** By the machine's own resolver. */
    public static PublicAddresses system() {
        return new PublicAddresses(InetAddress::getAllByName);
    }

    /**
     * Why the address may not be called; empty where it may, and where its name is not known at all: that is for the
     * call itself to find. The words name no address of the inner network.
     */
    public Optional<String> refusal(URI uri) {
        String host = uri.getHost();
        if (host == null) {
            return Optional.of("its address has no host");
        }
        String bare = host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
        try {
            return Stream.of(resolver.resolve(bare)).allMatch(PublicAddresses::isPublic)
                    ? Optional.empty()
                    : Optional.of(bare + " leads to a private, local or reserved address");
        } catch (UnknownHostException unknown) {
            return Optional.empty();
        }
    }

    static boolean isPublic(InetAddress address) {
        boolean known = address.isAnyLocalAddress()
                || address.isLoopbackAddress()
                || address.isLinkLocalAddress()
                || address.isSiteLocalAddress()
                || address.isMulticastAddress();
        byte[] bytes = address.getAddress();
        return !known && (address instanceof Inet4Address ? isPublicV4(bytes, 0) : isPublicV6(bytes));
    }

    /** The special-purpose addresses of RFC 6890 that Java has no question for. */
    private static boolean isPublicV4(byte[] bytes, int at) {
        int first = bytes[at] & 0xff;
        int second = bytes[at + 1] & 0xff;
        int third = bytes[at + 2] & 0xff;
        boolean isPrivate = first == 10
                || first == 127
                || first == 172 && second >> 4 == 1
                || first == 192 && second == 168
                || first == 169 && second == 254;
        boolean isShared = first == 100 && second >> 6 == 1;
        boolean isReserved = first == 0
                || first >= 224
                || first == 192 && second == 0 && third == 0
                || first == 198 && second >> 1 == 9;
        return !isPrivate && !isShared && !isReserved;
    }

    private static boolean isPublicV6(byte[] bytes) {
        if ((bytes[0] & 0xfe) == 0xfc) {
            return false;
        }
        // IPv4 within IPv6: compatible and mapped, translated (RFC 6052 and 8215), 6to4; Teredo hides one.
        if (startsWith(bytes, 0, 0, 0, 0, 0, 0, 0, 0) || startsWith(bytes, 0, 0x64, 0xff, 0x9b)) {
            return isPublicV4(bytes, 12);
        }
        if (startsWith(bytes, 0x20, 0x02)) {
            return isPublicV4(bytes, 2);
        }
        // Of the rest only 2000::/3 is given out.
        return !startsWith(bytes, 0x20, 0x01, 0, 0) && (bytes[0] & 0xe0) == 0x20;
    }

    private static boolean startsWith(byte[] bytes, int... wanted) {
        for (int i = 0; i < wanted.length; i++) {
            if ((bytes[i] & 0xff) != wanted[i]) {
                return false;
            }
        }
        return true;
    }
}
