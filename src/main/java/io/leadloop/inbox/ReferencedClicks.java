package io.leadloop.inbox;

import io.leadloop.lead.ClickId;
import io.leadloop.lead.ClickIdKind;
import io.leadloop.lead.ClickIdText;
import io.leadloop.lead.ClickReference;
import io.leadloop.lead.LeadEvent;
import io.leadloop.lead.Origin;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Puts captured click ids in the place of references to them. Every door's events (webhook, sweep, file, REST) pass here, after
 * they are parsed and before they are applied. A reference that leads nowhere stays as a damaged click id, and the event's evidence
 * says why.
 */
@Component
class ReferencedClicks {

    /** How much of a reference the evidence shows: enough to find it in the CRM. */
    private static final int SHOWN = 9;

    private final ClickReferences references;

    ReferencedClicks(ClickReferences references) {
        this.references = references;
    }

    /** The same events in the same order. */
    List<SourceChange.Event> resolve(List<SourceChange.Event> events) {
        Set<String> wanted = new HashSet<>();
        boolean isPlain = true;
        for (SourceChange.Event event : events) {
            for (ClickId click : event.event().clickIds()) {
                ClickReference.in(click.value()).ifPresent(wanted::add);
                isPlain &= click.kind() != ClickIdKind.LL_REF;
            }
        }
        if (wanted.isEmpty() && isPlain) {
            return events;
        }
        Map<String, ClickReferences.Visit> known = wanted.isEmpty() ? Map.of() : references.find(wanted);
        return events.stream().map(it -> resolved(it, known)).toList();
    }

    private static SourceChange.Event resolved(SourceChange.Event change, Map<String, ClickReferences.Visit> known) {
        LeadEvent event = change.event();
        Set<ClickId> clicks = new LinkedHashSet<>();
        List<String> said = new ArrayList<>();
        Origin origin = null;
        for (ClickId click : event.clickIds()) {
            Optional<String> reference = ClickReference.in(click.value());
            ClickReferences.Visit visit = reference.map(known::get).orElse(null);
            if (visit != null && !visit.clicks().isEmpty()) {
                clicks.addAll(visit.clicks());
                origin = visit.origin();
                said.add("click ids of reference " + shown(click));
            } else if (reference.isPresent()) {
                clicks.add(click);
                said.add("reference " + shown(click) + (visit == null ? " is unknown here" : " has expired"));
            } else if (click.kind() == ClickIdKind.LL_REF) {
                List<ClickId> inText = ClickIdText.inQuery("?" + click.value(), click.clickedAt());
                clicks.addAll(inText.isEmpty() ? List.of(click) : inText);
                if (inText.isEmpty()) {
                    said.add("the field for a reference holds none");
                }
            } else {
                clicks.add(click);
            }
        }
        return new SourceChange.Event(
                event.withClicks(List.copyOf(clicks), origin), evidence(change.evidence(), new LinkedHashSet<>(said)));
    }

    private static @Nullable String evidence(@Nullable String before, Set<String> said) {
        if (said.isEmpty()) {
            return before;
        }
        String words = String.join(", ", said);
        return before == null ? words : before + ", " + words;
    }

    private static String shown(ClickId click) {
        return click.value().substring(0, SHOWN) + "\u2026";
    }
}
