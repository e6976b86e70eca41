package io.leadloop.inbox;

/** Asks every CRM that can be asked what changed; the room crm knows how. */
public interface CrmSweeps {

    /** Feeds the inbox with what changed since the last time; gives back how many changes were new to it. */
    int sweep();
}
