package io.leadloop.crm.pipedrive;

import com.fasterxml.jackson.databind.JsonNode;
import io.leadloop.crm.RestCrmParts;
import io.leadloop.crm.pipedrive.PipedriveEvent.Action;
import io.leadloop.crm.pipedrive.PipedriveEvent.Entity;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Decides which of Pipedrive's webhooks concern LeadLoop. */
final class PipedriveRelevance implements RestCrmParts.Relevance<PipedriveEvent> {

    private static final List<String> CONTACT = List.of("emails", "phones", "email", "phone");

    private final List<String> fields;
    private final boolean deletedIsErased;

    PipedriveRelevance(List<String> fields, boolean deletedIsErased) {
        this.fields = fields;
        this.deletedIsErased = deletedIsErased;
    }

    @Override
    public @Nullable String whyNot(PipedriveEvent event) {
        return switch (event.entity()) {
            case DEAL ->
                event.action() != Action.DELETE
                        ? null
                        : event.mergedInto().isEmpty()
                                ? "The deal was deleted in Pipedrive. What was reported stays."
                                : "Deals became one; the deal that stays tells its stage itself.";
            case LEAD ->
                event.action() == Action.DELETE
                        ? "The lead left the Leads Inbox, as it does when it becomes a deal. What was reported stays."
                        : event.data().path("is_archived").asBoolean()
                                ? "The lead was archived, which says nothing about how it ended."
                                : null;
            case PERSON -> whyNotPerson(event);
            case OTHER -> "Only deals, leads and persons concern LeadLoop.";
        };
    }

    private @Nullable String whyNotPerson(PipedriveEvent event) {
        return switch (event.action()) {
            case CREATE -> "A person alone is no lead; it becomes one with its first lead or deal.";
            case CHANGE -> isAboutFacts(event.previous()) ? null : "Nothing of the person changed that is used.";
            case DELETE ->
                !event.mergedInto().isEmpty() || deletedIsErased
                        ? null
                        : "The person was deleted in Pipedrive. What was reported stays; a person who wants to be"
                                + " forgotten is erased on the page People, or by deleted-is-erased of the source.";
        };
    }

    private boolean isAboutFacts(JsonNode previous) {
        return CONTACT.stream().anyMatch(previous::has)
                || fields.stream()
                        .anyMatch(it -> previous.has(it)
                                || previous.path("custom_fields").has(it));
    }

    @Override
    public boolean needsRecords(PipedriveEvent event) {
        return event.action() != Action.DELETE && event.entity() != Entity.OTHER;
    }
}
