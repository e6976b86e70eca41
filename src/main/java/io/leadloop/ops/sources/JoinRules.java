package io.leadloop.ops.sources;

import io.leadloop.connection.Connection;
import io.leadloop.connection.ConnectionField;
import io.leadloop.connection.ConnectionKind;
import io.leadloop.connection.ConnectionType;
import io.leadloop.connection.ConnectionTypes;
import io.leadloop.connection.Connections;
import io.leadloop.crm.CrmSources;
import io.leadloop.crm.FormJoin;
import io.leadloop.lead.ContactCandidates;
import io.leadloop.lead.ContactRule;
import io.leadloop.lead.CrossSourceLinks;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;
import org.springframework.ui.Model;

/** By which rule a lead form's leads and the CRM's records are one, what it left apart, and what may be chosen. */
@Component
class JoinRules {

    private static final String BY_ID = "same-id-in";
    private static final String BY_CONTACT = "same-contact-in";
    private static final int DAYS = 7;
    private static final int PAIRS = 5;
    private static final Duration LOOK_BACK = Duration.ofDays(30);

    private final CrmSources sources;
    private final Connections connections;
    private final ConnectionTypes types;
    private final CrossSourceLinks links;
    private final ContactCandidates contacts;
    private final Clock clock;

    JoinRules(
            CrmSources sources,
            Connections connections,
            ConnectionTypes types,
            CrossSourceLinks links,
            ContactCandidates contacts,
            Clock clock) {
        this.sources = sources;
        this.connections = connections;
        this.types = types;
        this.links = links;
        this.contacts = contacts;
        this.clock = clock;
    }

    /**
     * What the form for the rule of a lead form shows; those of the configuration have none.
     *
     * @param version of the connection
     * @param knowsIds whether the platform gives its leads an id that CRMs keep
     * @param crms the other sources, by name, each with whether it is covered by the lead's id and by the contact
     * @param days how far apart the two may begin
     */
    record Choice(int version, boolean knowsIds, Map<String, Covered> crms, long days) {}

    record Covered(boolean byId, boolean byContact) {}

    void show(Model model) {
        Instant since = clock.instant().minus(LOOK_BACK);
        List<FormJoin> byId = sources.joins();
        List<ContactRule> byContact = sources.contactRules();
        model.addAttribute("joins", by(byId, FormJoin::form, Function.identity()));
        model.addAttribute("apart", by(byId, FormJoin::form, it -> links.apart(it.form(), it.id(), since, PAIRS)));
        model.addAttribute("contactRules", by(byContact, ContactRule::form, Function.identity()));
        model.addAttribute("apartByContact", by(byContact, ContactRule::form, it -> contacts.apart(it, since, PAIRS)));
        Map<String, Choice> choices = new TreeMap<>();
        for (Connection made : connections.all(ConnectionKind.SOURCE)) {
            types.find(ConnectionKind.SOURCE, made.type())
                    .filter(it -> it.field(BY_CONTACT).isPresent())
                    .ifPresent(it -> choices.put(made.name(), choice(made, it, byId, byContact)));
        }
        model.addAttribute("joinChoices", choices);
    }

    private Choice choice(Connection made, ConnectionType type, List<FormJoin> byId, List<ContactRule> byContact) {
        Optional<FormJoin> id =
                byId.stream().filter(it -> it.form().equals(made.name())).findFirst();
        Optional<ContactRule> contact =
                byContact.stream().filter(it -> it.form().equals(made.name())).findFirst();
        Map<String, Covered> crms = new TreeMap<>();
        sources.names().stream()
                .filter(it -> !it.equals(made.name()))
                .forEach(it -> crms.put(
                        it,
                        new Covered(
                                id.map(rule -> rule.crms().contains(it)).orElse(false),
                                contact.map(rule -> rule.crms().contains(it)).orElse(false))));
        Optional<ConnectionField> ids = type.field(BY_ID);
        return new Choice(
                made.version(),
                ids.isPresent(),
                crms,
                contact.map(it -> Math.max(1, it.within().toDays())).orElse((long) DAYS));
    }

    private static <T, V> Map<String, V> by(List<T> rules, Function<T, String> form, Function<T, V> value) {
        return rules.stream().collect(Collectors.toMap(form, value));
    }
}
