package io.leadloop.crm;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** One event of a CRM's webhook, as {@link RestCrm} has to know it. */
public interface CrmEvent {

    /** Whose event it is (account, company, organisation), to tell it from another's; null where the sender proved it. */
    @Nullable
    String account();

    /** Names the event: a repetition of it has the same. */
    String key();

    /** The record's id: events of one record are applied in the order of arrival. */
    String orderingKey();

    /** The leads that became part of {@link #survivor}, where the event tells a merge. */
    default List<String> losers() {
        return List.of();
    }

    /** The lead that a merge left; empty where the event cannot tell of one. */
    default String survivor() {
        return "";
    }

    /** Whether the event says something beside the merge that it tells. */
    default boolean hasNews() {
        return true;
    }
}
