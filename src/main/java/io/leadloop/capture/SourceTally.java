package io.leadloop.capture;

import io.leadloop.capture.ChainReads.Carried;
import io.leadloop.capture.ChainReads.Likeness;
import io.leadloop.lead.ClickId;
import io.leadloop.lead.ClickIdKind;
import io.leadloop.lead.LeadId;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What the leads of one source, or of one lead form of it, carry. */
final class SourceTally {

    /** Fewer ids say nothing of how long they are. */
    private static final int FEWEST = 10;

    private static final int FEWEST_AT_THE_END = 5;

    private final String source;
    private final @Nullable String form;
    private final Set<LeadId> leads = new HashSet<>();
    private final Set<LeadId> told = new HashSet<>();
    private final Set<LeadId> usable = new HashSet<>();
    private final Set<LeadId> captured = new HashSet<>();
    private final List<Carried> likeCaptured = new ArrayList<>();
    private final List<Carried> references = new ArrayList<>();
    private final Map<ClickIdKind, Set<String>> values = new EnumMap<>(ClickIdKind.class);

    SourceTally(String source, @Nullable String form) {
        this.source = source;
        this.form = form;
    }

    void add(Carried carried) {
        LeadId lead = carried.lead();
        ClickId click = carried.click();
        leads.add(lead);
        if (click == null) {
            return;
        }
        told.add(lead);
        ClickId.Damage damage = click.damage();
        if (damage == ClickId.Damage.REFERENCE) {
            references.add(carried);
            return;
        }
        if (damage != ClickId.Damage.PLACEHOLDER) {
            values.computeIfAbsent(click.kind(), it -> new HashSet<>()).add(click.value());
        }
        if (carried.likeness() == Likeness.SAME) {
            captured.add(lead);
        } else if (carried.likeness() != Likeness.NONE) {
            likeCaptured.add(carried);
            return;
        }
        if (damage == null) {
            usable.add(lead);
        }
    }

    CaptureChain.Source figures() {
        return new CaptureChain.Source(source, form, leads.size(), told.size(), usable.size(), captured.size());
    }

    String source() {
        return source;
    }

    /** As people call it. */
    String name() {
        return form == null ? source : source + ", form " + form;
    }

    boolean isLeadForm() {
        return form != null;
    }

    long leads() {
        return leads.size();
    }

    long told() {
        return told.size();
    }

    /** The click ids that are nearly captured ones. */
    List<Carried> like(Likeness likeness) {
        return likeCaptured.stream().filter(it -> it.likeness() == likeness).toList();
    }

    /** References that no click ids were put in the place of. */
    List<Carried> references() {
        return references;
    }

    /** The different values of each kind. */
    Map<ClickIdKind, Set<String>> values() {
        return values;
    }

    /** Whether the ids of some kind are many, and several of them end where the longest does. */
    boolean endsAtOneLength() {
        return values.values().stream().anyMatch(it -> endOf(it) > 0);
    }

    /** The length of the longest, where many ids are known and several have it; else 0. */
    static int endOf(Set<String> ids) {
        int longest = ids.stream().mapToInt(String::length).max().orElse(0);
        long there = ids.stream().filter(it -> it.length() == longest).count();
        return ids.size() >= FEWEST && there >= FEWEST_AT_THE_END ? longest : 0;
    }
}
