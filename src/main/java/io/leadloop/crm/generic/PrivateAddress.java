package io.leadloop.crm.generic;

import io.leadloop.crm.CrmUnavailable;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;

/** Refuses to send a CRM's token into the private network, where its API does not live. */
final class PrivateAddress {

    private static final int UNIQUE_LOCAL_MASK = 0xfe;
    private static final int UNIQUE_LOCAL = 0xfc;

    private PrivateAddress() {}

    /** Throws CrmUnavailable where the host has a private address and none is allowed, or where it has none at all. */
    static void check(String crm, URI base, boolean isAllowed) throws CrmUnavailable {
        if (isAllowed) {
            return;
        }
        try {
            for (InetAddress address : InetAddress.getAllByName(base.getHost())) {
                if (isPrivate(address)) {
                    throw new CrmUnavailable(
                            CrmUnavailable.Kind.BAD_REQUEST,
                            "The address of " + crm
                                    + "'s API is in a private network. Correct read-back.base-url, or set"
                                    + " read-back.private-address: true for a CRM of your own.",
                            null);
                }
            }
        } catch (UnknownHostException e) {
            throw new CrmUnavailable("The host of " + crm + "'s API has no address.", null);
        }
    }

    private static boolean isPrivate(InetAddress address) {
        boolean isUniqueLocal =
                address instanceof Inet6Address && (address.getAddress()[0] & UNIQUE_LOCAL_MASK) == UNIQUE_LOCAL;
        return address.isAnyLocalAddress()
                || address.isLoopbackAddress()
                || address.isLinkLocalAddress()
                || address.isSiteLocalAddress()
                || isUniqueLocal;
    }
}
