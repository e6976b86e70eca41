package io.leadloop.crm.dynamics;

import io.leadloop.crm.RestCrmParts;
import io.leadloop.crm.dynamics.DynamicsEvent.Message;
import io.leadloop.crm.dynamics.DynamicsEvent.Table;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Decides which of Dataverse's webhooks concern LeadLoop. */
final class DynamicsRelevance implements RestCrmParts.Relevance<DynamicsEvent> {

    private final Set<String> fields;
    private final boolean deletedIsErased;

    DynamicsRelevance(Set<String> fields, boolean deletedIsErased) {
        this.fields = fields;
        this.deletedIsErased = deletedIsErased;
    }

    @Override
    public @Nullable String whyNot(DynamicsEvent event) {
        if (event.table() == Table.OTHER) {
            return "Only leads, opportunities and contacts concern LeadLoop.";
        }
        return switch (event.message()) {
            case CREATE, UPDATE -> whyNotChange(event);
            case MERGE ->
                event.table() != Table.OPPORTUNITY
                        ? null
                        : "Opportunities became one; the one that stays tells itself.";
            case DELETE -> whyNotDeletion(event);
            case OTHER ->
                "Only the messages Create, Update, Merge and Delete are read. Register the webhook's steps for these.";
        };
    }

    private @Nullable String whyNotChange(DynamicsEvent event) {
        if (event.table() == Table.CONTACT) {
            return "A contact alone is no lead; it is read with its opportunity.";
        }
        // No column at all: the message was too large, and anything may have changed.
        boolean isUsed = event.message() == Message.CREATE
                || event.columns().isEmpty()
                || event.columns().keySet().stream().anyMatch(it -> fields.contains(it) && !it.equals("modifiedon"));
        return isUsed ? null : "Nothing of the record changed that is used.";
    }

    private @Nullable String whyNotDeletion(DynamicsEvent event) {
        return event.table() != Table.OPPORTUNITY && deletedIsErased
                ? null
                : "The record was deleted in Dynamics. What was reported stays; a person who wants to be forgotten is erased"
                        + " on the page People, or by deleted-is-erased of the source.";
    }

    @Override
    public boolean needsRecords(DynamicsEvent event) {
        return event.message() == Message.CREATE || event.message() == Message.UPDATE;
    }
}
