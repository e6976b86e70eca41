package io.leadloop.inbox;

/** Runs the sweep of all CRMs; implemented by {@code crm}. */
public interface CrmSweeps {

    /** Stores the changes since the last sweep in the inbox; returns how many were new. */
    int sweep();
}
