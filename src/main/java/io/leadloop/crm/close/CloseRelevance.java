package io.leadloop.crm.close;

import io.leadloop.crm.RestCrmParts;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Decides which of Close's events concern LeadLoop. */
final class CloseRelevance implements RestCrmParts.Relevance<CloseEvent> {

    private static final Set<String> OF_ALL = Set.of("status_id", "status_label", "custom");
    private static final Set<String> OF_LEADS = Set.of("contact_ids", "addresses");
    private static final Set<String> OF_CONTACTS = Set.of("emails", "phones");
    private static final Set<String> OF_OPPORTUNITIES =
            Set.of("status_type", "value", "value_currency", "value_period", "contact_id", "lead_id");

    private final CloseProperties properties;
    private final Set<String> fields;

    CloseRelevance(CloseProperties properties, List<String> fields) {
        this.properties = properties;
        this.fields =
                fields.stream().flatMap(it -> Stream.of(it, "custom." + it)).collect(Collectors.toUnmodifiableSet());
    }

    @Override
    public @Nullable String whyNot(CloseEvent event) {
        return switch (event.kind()) {
            case LEAD -> whyNotLead(event);
            case CONTACT ->
                event.is("updated") && isUsed(event, OF_CONTACTS)
                        ? null
                        : "Nothing of the contact changed that is used.";
            case OPPORTUNITY ->
                event.is("created") || (event.is("updated") && isUsed(event, OF_OPPORTUNITIES))
                        ? null
                        : event.is("deleted")
                                ? "The opportunity was deleted in Close. What was reported stays."
                                : "Nothing of the opportunity changed that is used.";
            case OTHER -> "Only leads, contacts and opportunities concern LeadLoop.";
        };
    }

    private @Nullable String whyNotLead(CloseEvent event) {
        return switch (event.action()) {
            case "created", "merged" -> null;
            case "updated" -> isUsed(event, OF_LEADS) ? null : "Nothing of the lead changed that is used.";
            case "deleted" ->
                !event.mergedFrom().isEmpty() || properties.deletedIsErased()
                        ? null
                        : "The lead was deleted in Close. What was reported stays; a person who wants to be forgotten is"
                                + " erased on the page People, or by deleted-is-erased of the source.";
            default ->
                "The action " + (event.action().matches("[a-z_]{1,40}") ? event.action() : "of the event")
                        + " changes nothing for a lead.";
        };
    }

    private boolean isUsed(CloseEvent event, Set<String> own) {
        return event.changed().stream()
                .anyMatch(it -> OF_ALL.contains(it)
                        || own.contains(it)
                        || fields.contains(it)
                        || it.equals(properties.valueField()));
    }

    /** Why a lead's status is not reported, in words; null when it is. */
    @Nullable
    String whyNotStatus(String label) {
        return properties.ignoredStatuses().contains(label)
                ? "The lead status " + label + " is one of ignored-statuses."
                : null;
    }

    @Override
    public boolean needsRecords(CloseEvent event) {
        return event.is("created") || event.is("updated");
    }
}
