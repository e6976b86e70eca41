package io.leadloop.crm.generic;

import io.leadloop.crm.CrmUnavailable;
import io.leadloop.http.PublicAddresses;
import java.net.URI;

/** Refuses to send a CRM's token into the private network, where its API does not live. */
final class PrivateAddress {

    private PrivateAddress() {}

    /** Throws CrmUnavailable where the host has an address that is not public and none such is allowed. */
    static void check(String crm, URI base, boolean isAllowed) throws CrmUnavailable {
        if (!isAllowed && PublicAddresses.system().refusal(base).isPresent()) {
            throw new CrmUnavailable(
                    CrmUnavailable.Kind.BAD_REQUEST,
                    "The address of " + crm
                            + "'s API is in a private network. Correct read-back.base-url, or set"
                            + " read-back.private-address: true for a CRM of your own.",
                    null);
        }
    }
}
