package io.leadloop.destination;

import java.util.List;

/** Accounts that people made in the browser or by REST; the room that keeps them implements it. */
public interface StoredAccounts {

    List<StoredAccount> accounts();
}
