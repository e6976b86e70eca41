package io.leadloop.crm.hubspot;

import io.leadloop.crm.hubspot.HubSpotProperties.BraidIs;
import io.leadloop.crm.hubspot.HubSpotRecord.Version;
import io.leadloop.inbox.Untranslatable;
import io.leadloop.lead.ClickId;
import io.leadloop.lead.ClickIdKind;
import io.leadloop.lead.ClickIdText;
import io.leadloop.lead.EventLimits;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/** The click ids of a contact: those that it has and had, each with the time at which HubSpot first saw it. */
final class HubSpotClicks {

    /** What Google's gbraids begin with and its gclids do not. A wbraid cannot be told from a gclid by its looks. */
    private static final String BRAID = "0AAAA";

    private static final BiFunction<Instant, Instant, Instant> EARLIER = (a, b) -> a.isBefore(b) ? a : b;

    private final HubSpotFields fields;
    private final @Nullable BraidIs braidIs;

    HubSpotClicks(HubSpotFields fields, @Nullable BraidIs braidIs) {
        this.fields = fields;
        this.braidIs = braidIs;
    }

    /** Whether the contact has any click id now. */
    boolean has(HubSpotRecord contact) {
        for (ClickIdKind kind : ClickIdKind.values()) {
            for (String field : fields.ofClick(kind)) {
                if (contact.text(field).filter(it -> !ClickId.isPlaceholder(it)).isPresent()) {
                    return true;
                }
            }
        }
        return false;
    }

    List<ClickId> of(HubSpotRecord contact) throws Untranslatable {
        Set<String> braids = new HashSet<>();
        List<ClickId> clicks = new ArrayList<>();
        for (ClickIdKind kind : List.of(ClickIdKind.GBRAID, ClickIdKind.WBRAID)) {
            values(contact, kind).forEach((value, seen) -> {
                braids.add(value);
                clicks.add(ClickId.seen(kind, value, seen));
            });
        }
        for (ClickIdKind kind : ClickIdKind.values()) {
            if (kind == ClickIdKind.GBRAID || kind == ClickIdKind.WBRAID) {
                continue;
            }
            for (Map.Entry<String, @Nullable Instant> found :
                    values(contact, kind).entrySet()) {
                ClickIdKind is = kind == ClickIdKind.GCLID ? google(found.getKey(), braids) : kind;
                if (is != null) {
                    clicks.add(ClickId.seen(is, found.getKey(), found.getValue()));
                }
            }
        }
        return clicks;
    }

    /** What a value in a property for gclids is; null when it is left out. */
    private @Nullable ClickIdKind google(String value, Set<String> braids) throws Untranslatable {
        if (braids.contains(value)) {
            return null;
        }
        if (!value.startsWith(BRAID)) {
            return ClickIdKind.GCLID;
        }
        if (braidIs == null) {
            throw new Untranslatable("A property for gclids (" + String.join(", ", fields.ofClick(ClickIdKind.GCLID))
                    + ") holds what looks like a gbraid. Let the site write it into a property of its own and name that in"
                    + " click-id-fields.gbraid, or say by braid-in-gclid-field what it is (gbraid, wbraid, left-out); then"
                    + " replay the event.");
        }
        return switch (braidIs) {
            case GBRAID -> ClickIdKind.GBRAID;
            case WBRAID -> ClickIdKind.WBRAID;
            case LEFT_OUT -> null;
        };
    }

    /** The values by when they were first seen; at the latest that is when the contact began. */
    private Map<String, @Nullable Instant> values(HubSpotRecord contact, ClickIdKind kind) {
        Map<String, @Nullable Instant> values = new LinkedHashMap<>();
        Instant created = contact.time(HubSpotFields.CREATED).orElse(null);
        for (String field : fields.ofClick(kind)) {
            for (Version version : contact.history(field)) {
                add(values, ClickIdText.clean(kind, version.value()), version.at());
            }
            contact.text(field).map(it -> ClickIdText.clean(kind, it)).ifPresent(it -> {
                if (!values.containsKey(it)) {
                    add(values, it, created);
                }
            });
        }
        return values;
    }

    private static void add(Map<String, @Nullable Instant> values, String value, @Nullable Instant seen) {
        if (value.isEmpty() || value.length() > EventLimits.CLICK_ID) {
            return;
        }
        Instant known = values.get(value);
        values.put(value, known == null || seen == null ? seen : EARLIER.apply(known, seen));
    }
}
