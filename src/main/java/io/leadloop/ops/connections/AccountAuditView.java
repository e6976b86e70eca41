package io.leadloop.ops.connections;

import io.leadloop.connection.AuditFinding;
import io.leadloop.connection.AuditFinding.Severity;
import io.leadloop.connection.AuditedAccount;
import io.leadloop.destination.AccountCatalogue;
import io.leadloop.destination.AccountCatalogue.Listing;
import io.leadloop.destination.AccountPixel;
import io.leadloop.destination.AccountPixel.State;
import io.leadloop.destination.CatalogueAction;
import io.leadloop.destination.CatalogueAction.Status;
import io.leadloop.destination.Destination;
import io.leadloop.destination.UploadHealth;
import java.math.BigDecimal;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What a page shows of an account's own list and of what in it does not fit the plan.
 *
 * @param name the account's, as it stands in the plan
 * @param label what people call it
 * @param platform what people call the platform
 * @param hasList whether the platform tells a list by API
 * @param missingKey which key has to be set before; null for none
 * @param audited what it told last; null while nobody asked it
 * @param planned the plan's actions of this account, each with the stage that is told as it first
 * @param canMake whether LeadLoop can make actions in it
 */
record AccountAuditView(
        String name,
        String label,
        String platform,
        boolean hasList,
        @Nullable String missingKey,
        @Nullable AuditedAccount audited,
        Map<String, String> planned,
        Destination account,
        boolean canMake) {

    static AccountAuditView of(Destination account, @Nullable AuditedAccount audited, Map<String, String> planned) {
        Optional<AccountCatalogue> catalogue = account.catalogue();
        return new AccountAuditView(
                account.profile().id(),
                account.profile().name(),
                account.profile().type(),
                catalogue.isPresent(),
                catalogue.map(AccountCatalogue::missingKey).orElse(null),
                audited,
                planned,
                account,
                catalogue.flatMap(AccountCatalogue::maker).isPresent());
    }

    /** What the plan tells this account. */
    public List<String> actions() {
        return List.copyOf(planned.keySet());
    }

    public boolean canAsk() {
        return hasList && missingKey == null;
    }

    /** Findings of one severity together, the worst first. */
    record Group(String words, String state, List<AuditFinding> findings) {}

    public List<Group> groups() {
        return List.of(
                        new Group("Nothing is counted", Severity.ERROR.name(), findings(Severity.ERROR)),
                        new Group(
                                "Less is counted, or counted otherwise than the plan says",
                                Severity.WARNING.name(),
                                findings(Severity.WARNING)))
                .stream()
                .filter(it -> !it.findings().isEmpty())
                .toList();
    }

    private List<AuditFinding> findings(Severity severity) {
        return audited == null
                ? List.of()
                : audited.findings().stream()
                        .filter(it -> it.severity() == severity)
                        .toList();
    }

    /**
     * One of the account's actions.
     *
     * @param usedAs what the plan calls it; empty where it tells it nothing
     * @param health what the platform says became of its uploads; null where it does not tell
     */
    record Row(
            CatalogueAction action,
            String usedAs,
            String state,
            String role,
            String counting,
            @Nullable UploadHealth health) {

        public String type() {
            String category = action.category().equals(action.type()) ? "" : action.category();
            return CatalogueAction.words(action.type())
                    + (category.isEmpty() ? "" : "; " + CatalogueAction.words(category));
        }

        public String value() {
            BigDecimal value = action.defaultValue();
            boolean isAlways = Boolean.TRUE.equals(action.overridesValue());
            return (value == null ? "-" : value.stripTrailingZeros().toPlainString()) + (isAlways ? ", always" : "");
        }
    }

    /** Why the platform did not tell what became of uploads; null where it did, and where it has nothing to tell. */
    public @Nullable String healthProblem() {
        return audited == null || audited.listing() == null
                ? null
                : audited.listing().health().problem();
    }

    /** The account's pixels, those to which conversions are told first; removed ones only where they are. */
    public List<AccountPixel> pixels() {
        Listing listing = audited == null ? null : audited.listing();
        return listing == null
                ? List.of()
                : listing.pixels().stream()
                        .filter(it -> it.state() != State.REMOVED || it.key() != null)
                        .sorted(Comparator.comparing((AccountPixel it) -> it.key() == null)
                                .thenComparing(AccountPixel::name))
                        .toList();
    }

    /** A pixel's state in words. */
    public String stateOf(AccountPixel pixel) {
        return switch (pixel.state()) {
            case ACTIVE -> "on";
            case OFF -> "switched off";
            case REMOVED -> "removed";
            case MISSING -> "not in the account";
            case UNKNOWN -> "not told";
        };
    }

    /** Those that the plan uses first; removed ones only where it uses them. */
    public List<Row> rows() {
        Listing listing = audited == null ? null : audited.listing();
        return listing == null
                ? List.of()
                : listing.actions().stream()
                        .map(it -> row(it, listing))
                        .filter(it -> it.action().status() != Status.REMOVED
                                || !it.usedAs().isEmpty())
                        .sorted(Comparator.comparing((Row it) -> it.usedAs().isEmpty())
                                .thenComparing(it -> it.action().name()))
                        .toList();
    }

    private Row row(CatalogueAction it, Listing listing) {
        String usedAs = planned.keySet().stream()
                .filter(action -> account.catalogue()
                        .flatMap(catalogue -> catalogue.referenceOf(action))
                        .filter(it.reference()::equals)
                        .isPresent())
                .collect(Collectors.joining(", "));
        Boolean isPrimary = it.isPrimary();
        return new Row(
                it,
                usedAs,
                switch (it.status()) {
                    case ENABLED -> "on";
                    case DISABLED -> "switched off";
                    case REMOVED -> "removed";
                },
                isPrimary == null ? "-" : isPrimary ? "primary" : "secondary",
                it.counting() == null
                        ? "-"
                        : it.counting() == CatalogueAction.Counting.EVERY ? "every one" : "one a click",
                listing.health().find(it.reference()).orElse(null));
    }
}
