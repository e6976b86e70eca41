package io.leadloop.connection;

import io.leadloop.connection.AuditFinding.Kind;
import io.leadloop.destination.AccountCatalogue;
import io.leadloop.destination.AccountCatalogue.Listing;
import io.leadloop.destination.CatalogueAction;
import io.leadloop.destination.CatalogueAction.Status;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Finds primary actions of an account that count the same as a primary action of the plan and are none of the plan's: an old tag
 * or import. Asks nobody and keeps nothing.
 */
final class OtherPrimaries {

    /** An account may have hundreds; the page lists them all. */
    private static final int NAMED = 3;

    private final AccountCatalogue catalogue;
    private final Listing listing;
    private final Set<String> planned;

    private OtherPrimaries(AccountCatalogue catalogue, Listing listing, Collection<String> actions) {
        this.catalogue = catalogue;
        this.listing = listing;
        this.planned = actions.stream()
                .flatMap(it -> catalogue.referenceOf(it).stream())
                .collect(Collectors.toSet());
    }

    /**
     * One finding of each category.
     *
     * @param actions all that the plan tells the account
     * @param primary those of them that it tells as primary
     */
    static List<AuditFinding> of(
            AccountCatalogue catalogue, Listing listing, Collection<String> actions, Collection<String> primary) {
        OtherPrimaries account = new OtherPrimaries(catalogue, listing, actions);
        Map<String, Own> ofCategory = new LinkedHashMap<>();
        primary.forEach(action -> account.own(action)
                .ifPresent(it -> ofCategory.putIfAbsent(it.known().category(), it)));
        return ofCategory.values().stream()
                .flatMap(it -> account.finding(it).stream())
                .toList();
    }

    /**
     * @param action the plan's
     * @param known the account's
     */
    private record Own(String action, CatalogueAction known) {}

    /** Where ours counts nothing or is secondary there, nothing is learned twice, and that is a finding of its own. */
    private Optional<Own> own(String action) {
        return catalogue
                .referenceOf(action)
                .flatMap(listing::find)
                .filter(it -> it.isUsable() && teaches(it))
                .map(it -> new Own(action, it));
    }

    private boolean teaches(CatalogueAction it) {
        return it.status() == Status.ENABLED
                && Boolean.TRUE.equals(it.isPrimary())
                && catalogue.bidsByCategory(it.category());
    }

    private Optional<AuditFinding> finding(Own own) {
        List<String> others = listing.actions().stream()
                .filter(it -> teaches(it)
                        && it.category().equals(own.known().category())
                        && !planned.contains(it.reference()))
                .map(it -> "'" + it.name() + "'")
                .toList();
        if (others.isEmpty()) {
            return Optional.empty();
        }
        String names = inWords(others);
        boolean isOne = others.size() == 1;
        return Optional.of(new AuditFinding(
                Kind.OTHER_PRIMARY,
                own.action(),
                names + (isOne ? " is" : " are") + " primary in the account too, of the same category as '"
                        + own.known().name() + "' ('"
                        + CatalogueAction.words(own.known().category())
                        + "'): bidding learns twice from what both count.",
                "Make " + (isOne ? "it" : "them")
                        + " secondary in the account, or the plan's '" + own.action()
                        + "' secondary there and in the plan.",
                null,
                true));
    }

    private static String inWords(List<String> names) {
        return names.size() <= NAMED
                ? String.join(" and ", names)
                : String.join(", ", names.subList(0, NAMED)) + " and " + (names.size() - NAMED) + " more";
    }
}
