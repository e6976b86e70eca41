package io.leadloop.crm;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** One event of a CRM's webhook: what {@link RestCrm} needs to know of it. */
public interface CrmEvent {

    /**
     * The CRM account (company, organisation) that sent it, compared with the configured one; null where the signature
     * proves it.
     */
    @Nullable
    String account();

    /** Idempotency key: a repeated delivery of the event has the same key. */
    String key();

    /** The record's id: events of one record are applied in the order of arrival. */
    String orderingKey();

    /** The ids of the leads that were merged into {@link #survivor}; empty if the event is no merge. */
    default List<String> losers() {
        return List.of();
    }

    /** The id of the lead that remains after a merge; empty if the event is no merge. */
    default String survivor() {
        return "";
    }

    /** Whether the event carries data beside the merge. */
    default boolean hasNews() {
        return true;
    }
}
