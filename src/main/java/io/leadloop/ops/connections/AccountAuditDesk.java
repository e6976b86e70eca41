package io.leadloop.ops.connections;

import io.leadloop.connection.AccountAudits;
import io.leadloop.connection.AuditFinding.Kind;
import io.leadloop.connection.AuditedAccount;
import io.leadloop.connection.Connection;
import io.leadloop.connection.ConnectionDraft;
import io.leadloop.connection.ConnectionKind;
import io.leadloop.connection.ConnectionRefused;
import io.leadloop.connection.Connections;
import io.leadloop.destination.AccountCatalogue;
import io.leadloop.destination.AccountCatalogue.Listing;
import io.leadloop.destination.AccountPixel;
import io.leadloop.destination.ActionMaker;
import io.leadloop.destination.ActionMaker.NotMade;
import io.leadloop.destination.CatalogueAction;
import io.leadloop.destination.Destination;
import io.leadloop.destination.Destinations;
import io.leadloop.ops.desk.AuditLog;
import io.leadloop.ops.desk.AuditLog.Subject;
import io.leadloop.ops.desk.AuditLog.Verb;
import io.leadloop.pipeline.LivePipeline;
import io.leadloop.pipeline.ReportLine;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** Asking an account for its conversion actions, and making one that is missing; each with its line in the audit log. */
@Component
class AccountAuditDesk {

    private static final String MAPPING = "conversion-actions";
    private static final int LONGEST_NAME = 100;

    private final AccountAudits audits;
    private final Connections connections;
    private final ConnectionDesk desk;
    private final Destinations destinations;
    private final LivePipeline live;
    private final AuditLog audit;

    AccountAuditDesk(
            AccountAudits audits,
            Connections connections,
            ConnectionDesk desk,
            Destinations destinations,
            LivePipeline live,
            AuditLog audit) {
        this.audits = audits;
        this.connections = connections;
        this.desk = desk;
        this.destinations = destinations;
        this.live = live;
        this.audit = audit;
    }

    /** The account of this name, also of a connection that is a draft or off. */
    Optional<Destination> find(String name) {
        if (isMade(name)) {
            try {
                return Optional.of(connections.account(name));
            } catch (ConnectionRefused halfTyped) {
                return destinations.find(name);
            }
        }
        return destinations.find(name);
    }

    /** Whether people made it, and it has a page with its keys. */
    boolean isMade(String name) {
        return connections.find(ConnectionKind.ACCOUNT, name).isPresent();
    }

    AccountAuditView view(Destination account) {
        return AccountAuditView.of(account, audits.of(account.profile().id()).orElse(null), planned(account));
    }

    List<AccountAudits.ActionChoice> references(String name) {
        return audits.references(name);
    }

    private Map<String, String> planned(Destination account) {
        return live.pipeline().reports().stream()
                .filter(it -> it.destination().equals(account.profile().id()))
                .collect(Collectors.toMap(
                        ReportLine::action, ReportLine::stage, (first, later) -> first, LinkedHashMap::new));
    }

    /** Asks the platform, which may take its time; gives back words for the person. */
    String ask(Destination account, String who) {
        AccountCatalogue catalogue = account.catalogue().orElse(null);
        if (!account.isOn() || catalogue == null || catalogue.missingKey() != null) {
            return account.profile().name() + " cannot be asked for its actions.";
        }
        AuditedAccount told = audits.ask(account);
        Listing listing = told.listing();
        String words = told.problem() != null || listing == null
                ? "It did not tell its actions."
                : "It told " + counted(listed(listing), "action")
                        + (listing.pixels().isEmpty() ? "" : " and " + counted(inList(listing), "pixel")) + "; "
                        + counted(told.findings().size(), "finding") + ".";
        write(Verb.TEST_CALL, account, who, "asked for its conversion actions: " + words);
        return words;
    }

    /** Removed ones stay in an account's list for ever. */
    private static int listed(Listing listing) {
        return (int) listing.actions().stream()
                .filter(it -> it.status() != CatalogueAction.Status.REMOVED)
                .count();
    }

    /** Without one that a key names and the account does not have. */
    private static int inList(Listing listing) {
        return (int) listing.pixels().stream()
                .filter(it -> it.state() != AccountPixel.State.MISSING)
                .count();
    }

    private static String counted(int number, String what) {
        return number == 0 ? "no " + what : number == 1 ? "1 " + what : number + " " + what + "s";
    }

    /**
     * An action that the audit misses and LeadLoop can make.
     *
     * @param action the plan's
     */
    record Wanted(String action, ActionMaker.Preview preview) {}

    /** @param called the name at the platform; empty for one that LeadLoop proposes */
    Optional<Wanted> wanted(Destination account, String action, String called) {
        ActionMaker maker = maker(account).orElse(null);
        if (maker == null) {
            return Optional.empty();
        }
        String name = called.isBlank() ? "LeadLoop " + action : called.strip();
        return audits.of(account.profile().id())
                .flatMap(it -> it.findings().stream()
                        .filter(found -> found.kind() == Kind.ACTION_MISSING
                                && found.action().equals(action))
                        .findFirst())
                .flatMap(found -> Optional.ofNullable(found.stage())
                        .map(stage -> new Wanted(
                                action,
                                maker.preview(
                                        name.substring(0, Math.min(LONGEST_NAME, name.length())),
                                        stage,
                                        found.isPrimary()))));
    }

    private static Optional<ActionMaker> maker(Destination account) {
        return account.catalogue().flatMap(AccountCatalogue::maker);
    }

    /** What was found out, in a sentence. */
    String check(Destination account, Wanted wanted) throws NotMade {
        return maker(account).orElseThrow().check(wanted.preview());
    }

    /**
     * Makes it and chooses it for the plan's action where people made the account; gives back words for the person. One at a time
     * for each account: a button that is pressed twice, here or on another node, makes one action.
     */
    String make(Destination account, Wanted wanted, String who) throws NotMade {
        String id = account.profile().id();
        if (!audits.beginMaking(id)) {
            throw new NotMade("Somebody makes an action of this account at this moment. Look at its list in a minute.");
        }
        try {
            if (wanted(account, wanted.action(), wanted.preview().name()).isEmpty()) {
                throw new NotMade("The account has an action for '" + wanted.action() + "' by now.");
            }
            return made(account, wanted, who);
        } finally {
            audits.endMaking(id);
        }
    }

    private String made(Destination account, Wanted wanted, String who) throws NotMade {
        ActionMaker maker = maker(account).orElseThrow();
        maker.check(wanted.preview());
        String reference = maker.make(wanted.preview());
        String name = wanted.preview().name();
        write(Verb.CREATE, account, who, "conversion action '" + name + "' (" + reference + ") for " + wanted.action());
        String chosen = choose(account.profile().id(), wanted.action(), reference, who);
        audits.ask(find(account.profile().id()).orElse(account));
        return "The account has the action '" + name + "' (" + reference + ")." + chosen;
    }

    /** The action exists by now, so whatever comes of it is said and nothing is undone. */
    private String choose(String name, String action, String reference, String who) {
        Connection kept = connections.find(ConnectionKind.ACCOUNT, name).orElse(null);
        if (kept == null) {
            return " This account stands in the configuration: in the pipeline give the stage the action " + reference
                    + " there instead of " + action + ", or set leadloop.destinations." + name + "." + MAPPING + "."
                    + action
                    + " to " + reference + ".";
        }
        Map<String, String> keys = new HashMap<>(kept.keys());
        keys.put(MAPPING + "[" + action + "]", reference);
        try {
            desk.save(
                    new ConnectionDraft(
                            kept.kind(), name, kept.type(), kept.label(), kept.state(), keys, kept.version()),
                    who);
            return " It stands for the plan's '" + action + "' now.";
        } catch (ConnectionRefused e) {
            return " It is not chosen for the plan's '" + action + "' yet: " + e.getMessage();
        }
    }

    private void write(Verb verb, Destination account, String who, String detail) {
        audit.add(
                who,
                verb,
                isMade(account.profile().id()) ? Subject.CONNECTION : Subject.DESTINATION,
                account.profile().id(),
                null,
                detail,
                null);
    }
}
