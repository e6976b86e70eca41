package io.leadloop.ops.desk;

import io.leadloop.conversion.Conversion;
import io.leadloop.conversion.Conversions;
import io.leadloop.database.StorableText;
import io.leadloop.destination.Destination;
import io.leadloop.destination.Destinations;
import io.leadloop.lead.ClickId;
import io.leadloop.ops.desk.AuditLog.Subject;
import io.leadloop.ops.desk.AuditLog.Verb;
import io.leadloop.process.ConversionCorrection;
import io.leadloop.process.ConversionCorrection.Correction;
import io.leadloop.process.ConversionVerbs;
import io.leadloop.process.DestinationCircuit;
import io.leadloop.process.UploadDeed;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** The verbs of an operator. Each is done and written down together, or not at all. */
@Component
public class Desk {

    private static final int LONGEST_COMMENT = 500;

    private static final int SHOWN = 6;

    private final ConversionVerbs verbs;
    private final ConversionCorrection correction;
    private final Conversions conversions;
    private final DestinationCircuit circuit;
    private final Destinations destinations;
    private final AuditLog audit;

    Desk(
            ConversionVerbs verbs,
            ConversionCorrection correction,
            Conversions conversions,
            DestinationCircuit circuit,
            Destinations destinations,
            AuditLog audit) {
        this.verbs = verbs;
        this.correction = correction;
        this.conversions = conversions;
        this.circuit = circuit;
        this.destinations = destinations;
        this.audit = audit;
    }

    /** See {@link ConversionVerbs#retry}. */
    @Transactional
    public Conversion retry(UUID id, String who, @Nullable String comment) {
        Optional<Conversion> before = conversions.find(id);
        Conversion after = verbs.retry(id);
        audit(
                who,
                Verb.RETRY,
                after,
                before.map(it -> "was " + it.state().words()).orElse(""),
                comment);
        return after;
    }

    /** See {@link ConversionVerbs#drop}. */
    @Transactional
    public Conversion drop(UUID id, String who, @Nullable String comment) {
        Optional<Conversion> before = conversions.find(id);
        Conversion after = verbs.drop(id);
        audit(
                who,
                Verb.DROP,
                after,
                before.map(it -> "was " + it.state().words()).orElse(""),
                comment);
        return after;
    }

    /**
     * See {@link ConversionCorrection#correct}.
     *
     * @param comment why; required, because the platform is told something that the CRM did not say
     */
    @Transactional
    public Conversion correct(UUID id, Correction corrected, String who, String comment) {
        Conversion before = conversions.find(id).orElse(null);
        Conversion after = correction.correct(id, corrected);
        List<String> changes = new ArrayList<>();
        if (corrected.value() != null && before != null) {
            changes.add("value " + (before.value() == null ? "none" : words(before)) + " to " + words(after));
        }
        ClickId click = corrected.clickId();
        if (click != null) {
            changes.add("click id to " + click.kind().key() + " " + masked(click.value()));
        }
        audit(who, Verb.CORRECT, after, String.join("; ", changes), comment);
        return after;
    }

    private static String words(Conversion it) {
        return it.value() == null
                ? "none"
                : it.value().plainAmount().toPlainString() + " "
                        + it.value().currency().getCurrencyCode();
    }

    private static String masked(String click) {
        return click.substring(0, Math.min(SHOWN, click.length())) + "... (" + click.length() + " characters)";
    }

    private void audit(String who, Verb verb, Conversion it, String detail, @Nullable String comment) {
        String what = it.stage() + " to " + it.destination() + (detail.isEmpty() ? "" : ", " + detail);
        audit.add(who, verb, Subject.CONVERSION, it.id(), it.lead().value(), what, comment);
    }

    /** What a person did in Tasklist or Cockpit stands in the audit log like what they press here. */
    @EventListener
    void done(UploadDeed deed) {
        switch (deed.what()) {
            case SENT_AGAIN -> audit(deed.who(), Verb.RETRY, deed.conversion(), "in Tasklist or Cockpit", null);
            case DROPPED -> audit(deed.who(), Verb.DROP, deed.conversion(), "in Tasklist or Cockpit", null);
            case CANCELLED ->
                audit(deed.who(), Verb.CANCEL, deed.conversion(), "in Cockpit or by Camunda's REST", null);
        }
    }

    /**
     * Stops sending to a destination; empty when there is none of this id.
     *
     * @param comment why, for whoever finds it paused; may be null or blank
     */
    @Transactional
    public Optional<Destination> pause(String destination, String who, @Nullable String comment) {
        String why = comment == null ? "" : StorableText.of(comment.strip(), LONGEST_COMMENT);
        Optional<Destination> found = destinations.find(destination);
        found.ifPresent(it -> {
            circuit.pause(destination, "Paused by " + who + (why.isEmpty() ? "." : ": " + why));
            audit.add(who, Verb.PAUSE, Subject.DESTINATION, destination, null, "", why);
        });
        return found;
    }

    /** Lets one action of a destination go on that the platform refused; empty when there is no such destination. */
    @Transactional
    public Optional<Destination> resume(String destination, String action, String who) {
        Optional<Destination> found = destinations.find(destination);
        found.ifPresent(it -> {
            circuit.resume(destination, action);
            audit.add(who, Verb.RESUME, Subject.DESTINATION, destination, null, "action " + action, null);
        });
        return found;
    }

    /** Lets a destination go on where it stood; empty when there is none of this id. */
    @Transactional
    public Optional<Destination> resume(String destination, String who) {
        Optional<Destination> found = destinations.find(destination);
        found.ifPresent(it -> {
            circuit.resume(destination);
            audit.add(who, Verb.RESUME, Subject.DESTINATION, destination, null, "", null);
        });
        return found;
    }
}
