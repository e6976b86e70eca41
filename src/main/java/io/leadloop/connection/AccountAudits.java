package io.leadloop.connection;

import io.leadloop.destination.AccountCatalogue;
import io.leadloop.destination.AccountCatalogue.Listing;
import io.leadloop.destination.CatalogueAction;
import io.leadloop.destination.Destination;
import io.leadloop.destination.Destinations;
import io.leadloop.destination.PlatformReports.Unavailable;
import io.leadloop.pipeline.LivePipeline;
import io.leadloop.pipeline.NotAPipeline;
import io.leadloop.pipeline.Pipeline;
import io.leadloop.schedule.RunsAs;
import io.leadloop.schedule.Watch;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Asks ad accounts once a day for their conversion actions and keeps what they say, with what of it does not fit the plan. Of
 * several nodes one asks.
 */
@Component
public class AccountAudits {

    /** No account has so many actions or pixels; each is a line on a page. */
    private static final int MOST_ACTIONS = 2_000;

    private static final Logger log = LoggerFactory.getLogger(AccountAudits.class);
    /** Longer than the calls of one making may take. */
    private static final Duration MAKING = Duration.ofMinutes(2);

    private static final Duration DAILY = Duration.ofDays(1);

    /** An account that did not tell is asked again after so long. */
    private static final Duration AGAIN = Duration.ofHours(1);

    private final Destinations destinations;
    private final LivePipeline live;
    private final AuditStore store;
    private final Clock clock;

    AccountAudits(Destinations destinations, LivePipeline live, AuditStore store, Clock clock) {
        this.destinations = destinations;
        this.live = live;
        this.store = store;
        this.clock = clock;
    }

    /** What came of asking the account last; empty while nobody has asked it. */
    public Optional<AuditedAccount> of(String account) {
        return store.find(account).map(it -> compared(it, plan()));
    }

    /** Of the accounts that are on. */
    public List<AuditedAccount> all() {
        Pipeline plan = plan();
        return store.all().stream()
                .filter(it -> destinations
                        .find(it.account())
                        .filter(Destination::isOn)
                        .isPresent())
                .map(it -> compared(it, plan))
                .toList();
    }

    /** With what does not fit the plan that is live at this moment; as it was found last where that one cannot be read. */
    private AuditedAccount compared(AuditedAccount told, @Nullable Pipeline plan) {
        Destination account = destinations.find(told.account()).orElse(null);
        return plan == null || account == null ? told : told.with(findings(account, plan, told.listing()));
    }

    @RunsAs(Watch.AUDIT_ACCOUNTS)
    void look() {
        Pipeline plan = plan();
        if (plan == null) {
            return;
        }
        for (Destination account : askable()) {
            try {
                look(account, plan);
            } catch (RuntimeException ofThisAccount) {
                // A mistake of ours about one account costs the others nothing.
                log.error(
                        "The audit of {} failed and is tried again in an hour",
                        account.profile().id(),
                        ofThisAccount);
            }
        }
    }

    private void look(Destination account, Pipeline plan) {
        Instant now = clock.instant();
        if (store.claim(account.profile().id(), now, now.plus(AGAIN))) {
            ask(account, plan);
        }
    }

    /** Asks the account at once; it may be one that is not on yet. */
    public AuditedAccount ask(Destination account) {
        Pipeline plan = plan();
        ask(account, plan == null ? new Pipeline(List.of(), List.of(), List.of()) : plan);
        return store.find(account.profile().id()).orElseThrow();
    }

    /** Its keys were changed: it is asked anew within minutes. */
    public void askSoon(String account) {
        store.due(account, clock.instant());
    }

    /** Takes the turn of making an action of an account; false while somebody else has it. Whoever took it ends it. */
    public boolean beginMaking(String account) {
        Instant now = clock.instant();
        return store.beginMaking(account, now, now.plus(MAKING));
    }

    public void endMaking(String account) {
        store.endMaking(account);
    }

    /**
     * What of the accounts, by what they told last, does not fit a pipeline, which may be a draft; without the actions for
     * which nothing is chosen, which lint knows by itself.
     */
    public List<AccountFinding> findings(Pipeline pipeline) {
        List<AccountFinding> found = new ArrayList<>();
        for (AuditedAccount audited : all()) {
            Destination account = destinations.find(audited.account()).orElseThrow();
            findings(account, pipeline, audited.listing()).stream()
                    .filter(it -> it.kind() != AuditFinding.Kind.ACTION_MISSING || account.knowsAction(it.action()))
                    .forEach(
                            it -> found.add(new AccountFinding(account.profile().name(), it)));
        }
        return found;
    }

    /**
     * What a line of the plan may name at the account, from the account's own list; empty where it told none. An action that
     * the account's keys map is named so, any other by its reference.
     */
    public List<ActionChoice> planChoices(String account) {
        AccountCatalogue catalogue = destinations
                .find(account)
                .filter(Destination::isOn)
                .flatMap(Destination::catalogue)
                .orElse(null);
        if (catalogue == null) {
            return List.of();
        }
        List<ActionChoice> choices = new ArrayList<>();
        for (ActionChoice it : references(account)) {
            List<String> names = catalogue.mappedActions().stream()
                    .filter(name -> catalogue
                            .referenceOf(name)
                            .filter(it.value()::equals)
                            .isPresent())
                    .sorted()
                    .toList();
            names.forEach(name -> choices.add(new ActionChoice(name, it.words())));
            if (names.isEmpty()) {
                choices.add(it);
            }
        }
        return choices;
    }

    /** The account's own actions that take uploads, by reference. */
    public List<ActionChoice> references(String account) {
        return store.find(account)
                .map(AuditedAccount::listing)
                .map(it -> it.actions().stream()
                        .filter(CatalogueAction::isUsable)
                        .map(action -> new ActionChoice(action.reference(), action.inWords()))
                        .toList())
                .orElse(List.of());
    }

    /**
     * One of the account's actions, to choose.
     *
     * @param value what is typed for it
     * @param words its name, category and id
     */
    public record ActionChoice(String value, String words) {}

    /** @param account what people call it */
    public record AccountFinding(String account, AuditFinding finding) {}

    private @Nullable Pipeline plan() {
        try {
            return live.pipeline();
        } catch (NotAPipeline unreadable) {
            return null;
        }
    }

    private List<Destination> askable() {
        return destinations.all().stream()
                .filter(Destination::isOn)
                .filter(it -> it.catalogue()
                        .filter(catalogue -> catalogue.missingKey() == null)
                        .isPresent())
                .toList();
    }

    private void ask(Destination account, Pipeline plan) {
        String id = account.profile().id();
        Instant now = clock.instant();
        AccountCatalogue catalogue = account.catalogue().orElseThrow();
        try {
            Listing listing = catalogue.list();
            if (listing.actions().size() > MOST_ACTIONS) {
                throw new Unavailable(
                        "It told more than " + MOST_ACTIONS + " conversion actions. They are not compared.");
            }
            if (listing.pixels().size() > MOST_ACTIONS) {
                throw new Unavailable("It told more than " + MOST_ACTIONS + " pixels. They are not compared.");
            }
            if (listing.health().problem() != null) {
                log.warn(
                        "{} did not tell what became of uploads: {}",
                        id,
                        listing.health().problem());
            }
            List<AuditFinding> found = findings(account, plan, listing);
            store.keep(id, listing, found, now, now.plus(DAILY));
            log.info(
                    "{} told {} conversion actions and {} pixels, {} findings",
                    id,
                    listing.actions().size(),
                    listing.pixels().size(),
                    found.size());
        } catch (Unavailable e) {
            log.warn("{} did not tell its conversion actions: {}", id, e.words());
            store.problem(id, e.words(), now.plus(AGAIN));
        } catch (RuntimeException unreadable) {
            log.error("What {} told of its conversion actions cannot be read", id, unreadable);
            store.problem(id, "Its answer cannot be read. The log has the details.", now.plus(AGAIN));
        }
    }

    private static List<AuditFinding> findings(Destination account, Pipeline plan, @Nullable Listing listing) {
        return listing == null
                ? List.of()
                : account.catalogue()
                        .map(it -> AccountAudit.of(plan, account.profile(), it, listing))
                        .orElse(List.of());
    }
}
