package io.leadloop.connection;

import io.leadloop.connection.AuditFinding.Kind;
import io.leadloop.conversion.ConversionRole;
import io.leadloop.destination.AccountCatalogue;
import io.leadloop.destination.AccountCatalogue.Listing;
import io.leadloop.destination.CatalogueAction;
import io.leadloop.destination.CatalogueAction.Counting;
import io.leadloop.destination.CatalogueAction.Status;
import io.leadloop.destination.DestinationProfile;
import io.leadloop.destination.UploadHealth;
import io.leadloop.lead.StageKind;
import io.leadloop.pipeline.Pipeline;
import io.leadloop.pipeline.PipelineStage;
import io.leadloop.pipeline.PlannedAction.ValueRule;
import io.leadloop.pipeline.ReportLine;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Compares what the plan tells an account with what the account says of its actions. Asks nobody and keeps nothing. */
final class AccountAudit {

    private final DestinationProfile profile;
    private final AccountCatalogue catalogue;
    private final Listing listing;
    private final List<AuditFinding> found = new ArrayList<>();

    private AccountAudit(DestinationProfile profile, AccountCatalogue catalogue, Listing listing) {
        this.profile = profile;
        this.catalogue = catalogue;
        this.listing = listing;
    }

    /** What of the account does not fit the pipeline, the worst first; nothing where the plan tells it nothing. */
    static List<AuditFinding> of(
            Pipeline pipeline, DestinationProfile profile, AccountCatalogue catalogue, Listing listing) {
        Map<String, List<ReportLine>> byAction = pipeline.reports().stream()
                .filter(it ->
                        it.destination().equals(profile.id()) && !it.action().isBlank())
                .collect(Collectors.groupingBy(ReportLine::action, TreeMap::new, Collectors.toList()));
        if (byAction.isEmpty()) {
            return List.of();
        }
        AccountAudit audit = new AccountAudit(profile, catalogue, listing);
        audit.settings();
        audit.found.addAll(PixelAudit.of(profile, listing.pixels()));
        List<Planned> planned = byAction.entrySet().stream()
                .map(it -> new Planned(it.getKey(), it.getValue(), pipeline))
                .toList();
        planned.forEach(audit::action);
        audit.sameActionTwice(byAction.keySet());
        audit.found.addAll(OtherPrimaries.of(
                catalogue,
                listing,
                byAction.keySet(),
                planned.stream().filter(Planned::isPrimary).map(Planned::action).toList()));
        audit.found.sort(Comparator.comparing(AuditFinding::severity).thenComparing(AuditFinding::kind));
        return List.copyOf(audit.found);
    }

    /** What the plan says of one of its actions. */
    private record Planned(String action, List<ReportLine> lines, Pipeline pipeline) {

        Set<StageKind> kinds() {
            return lines.stream()
                    .flatMap(it -> pipeline.stage(it.stage()).stream())
                    .map(PipelineStage::kind)
                    .collect(Collectors.toCollection(TreeSet::new));
        }

        /** The deepest one: a won deal where there is one. */
        @Nullable
        StageKind kind() {
            return kinds().stream()
                    .filter(it -> it != StageKind.LOST)
                    .max(Comparator.naturalOrder())
                    .orElse(null);
        }

        boolean isPrimary() {
            return lines.stream().anyMatch(it -> it.role() == ConversionRole.PRIMARY);
        }

        boolean tellsValue() {
            return lines.stream().anyMatch(it -> it.value() != ValueRule.NONE);
        }
    }

    private void settings() {
        listing.settings().stream().filter(it -> !it.isOn()).forEach(it -> {
            String fix = "Switch it on: " + it.where() + ".";
            switch (it.kind()) {
                case AUTO_TAGGING ->
                    account(
                            Kind.AUTO_TAGGING_OFF,
                            "Auto-tagging is off, so no landing page gets a click id and no lead can be matched by its"
                                    + " click.",
                            fix);
                case CUSTOMER_DATA_TERMS ->
                    account(
                            Kind.TERMS_NOT_ACCEPTED,
                            "The terms for customer data are not accepted, so hashed mail and phone are not used.",
                            "Accept them: " + it.where() + ".");
                case ENHANCED_CONVERSIONS_FOR_LEADS ->
                    account(
                            Kind.ENHANCED_CONVERSIONS_OFF,
                            "Enhanced conversions for leads are off, so hashed mail and phone are not used.",
                            fix);
            }
        });
    }

    private void account(Kind kind, String what, String fix) {
        found.add(new AuditFinding(kind, "", what, fix, null, false));
    }

    private void action(Planned planned) {
        Optional<String> reference = catalogue.referenceOf(planned.action());
        CatalogueAction known = reference.flatMap(listing::find).orElse(null);
        if (known == null && catalogue.takesAnyAction()) {
            return;
        }
        if (known == null) {
            add(
                    Kind.ACTION_MISSING,
                    planned,
                    reference.isEmpty()
                            ? "No action of the account is chosen for '" + planned.action()
                                    + "': what is told is refused."
                            : "The account has no action '" + reference.get() + "', which the plan's '"
                                    + planned.action() + "' stands for: nothing of it is counted.",
                    "Choose one of the account's actions for the stage in the pipeline, or make it.");
            return;
        }
        if (known.status() != Status.ENABLED) {
            add(
                    Kind.ACTION_DISABLED,
                    planned,
                    name(known) + (known.status() == Status.REMOVED ? " is removed" : " is switched off")
                            + " in the account: nothing of it is counted.",
                    known.status() == Status.REMOVED
                            ? "Choose another action for it, or make a new one."
                            : "Switch it on in the account, or choose another one.");
            return;
        }
        if (!known.takesUploads()) {
            add(
                    Kind.WRONG_TYPE,
                    planned,
                    name(known) + " is of the type '" + CatalogueAction.words(known.type())
                            + "', which takes no conversions from LeadLoop.",
                    "A type cannot be changed: make an action of the right type and choose it.");
            return;
        }
        listing.health()
                .find(known.reference())
                .filter(UploadHealth::needsAttention)
                .ifPresent(it -> add(
                        Kind.UPLOADS_NEED_ATTENTION,
                        planned,
                        profile.type() + " cannot use many of the conversions that it accepted for " + name(known)
                                + ": " + it.words() + ".",
                        "Look at the action's diagnostics there; each reason names what is wrong with the rows."));
        role(planned, known);
        counting(planned, known);
    }

    private void role(Planned planned, CatalogueAction known) {
        if (Objects.equals(known.campaigns(), 0)) {
            add(
                    Kind.NO_CAMPAIGN,
                    planned,
                    name(known) + " is tied to no campaign, so nothing is attributed to it.",
                    "Tie the campaigns to the rule at the platform.");
        }
        if (planned.isPrimary() && Boolean.FALSE.equals(known.isPrimary())) {
            add(
                    Kind.PRIMARY_IN_PLAN_ONLY,
                    planned,
                    name(known)
                            + " is secondary in the account and primary in the plan: bidding does not learn from it.",
                    "Make it primary in the account, or secondary in the plan.");
        }
        if (!planned.isPrimary() && Boolean.TRUE.equals(known.isPrimary())) {
            add(
                    Kind.PRIMARY_IN_ACCOUNT_ONLY,
                    planned,
                    name(known) + " is primary in the account and secondary in the plan: bidding learns from it all the"
                            + " same, beside what the plan wants.",
                    "Make it secondary in the account, or primary in the plan.");
        }
        for (StageKind kind : planned.kinds()) {
            List<String> fitting = catalogue.categoriesFor(kind);
            if (!fitting.isEmpty() && !known.category().isEmpty() && !fitting.contains(known.category())) {
                add(
                        Kind.CATEGORY,
                        planned,
                        name(known) + " has the category '" + CatalogueAction.words(known.category())
                                + "', and the plan tells it of "
                                + (kind == StageKind.REVENUE ? "won deals." : "qualified leads."),
                        "Change the category to '" + CatalogueAction.words(fitting.get(0)) + "' in the account.");
            }
        }
    }

    private void counting(Planned planned, CatalogueAction known) {
        if (known.counting() == Counting.ONE_PER_CLICK && planned.kinds().contains(StageKind.REVENUE)) {
            add(
                    Kind.COUNTS_ONCE,
                    planned,
                    name(known) + " counts one conversion a click: a second deal of the same lead is not counted.",
                    "Let it count every conversion.");
        }
        Duration oldest = profile.windows().maxClickAge();
        Integer window = known.clickWindowDays();
        if (window != null && oldest != null && window < oldest.toDays()) {
            add(
                    Kind.WINDOW_SHORTER,
                    planned,
                    name(known) + " counts up to " + window + " days after the click, and LeadLoop tells it up to "
                            + oldest.toDays() + ": what comes between is refused or not counted.",
                    "Lengthen its click window, or set max-click-age to " + window + "d.");
        }
        if (Boolean.TRUE.equals(known.overridesValue()) && planned.tellsValue()) {
            add(
                    Kind.VALUE_OVERRIDDEN,
                    planned,
                    name(known) + " counts "
                            + (known.defaultValue() == null
                                    ? "a value of its own"
                                    : known.defaultValue().stripTrailingZeros().toPlainString())
                            + " for each conversion, whatever value the plan tells.",
                    "Let it use the value of each conversion.");
        }
    }

    private void sameActionTwice(Set<String> actions) {
        Map<String, List<String>> byReference = new LinkedHashMap<>();
        actions.forEach(action -> catalogue
                .referenceOf(action)
                .ifPresent(it -> byReference
                        .computeIfAbsent(it, key -> new ArrayList<>())
                        .add(action)));
        byReference.forEach((reference, names) -> {
            if (names.size() > 1) {
                found.add(new AuditFinding(
                        Kind.SAME_ACTION_TWICE,
                        names.get(names.size() - 1),
                        "The plan's " + names.stream().map(it -> "'" + it + "'").collect(Collectors.joining(" and "))
                                + " are one action in the account (" + reference
                                + "): it counts a click that comes that far twice.",
                        "Choose an action of its own for each.",
                        null,
                        false));
            }
        });
    }

    private void add(Kind kind, Planned planned, String what, String fix) {
        found.add(new AuditFinding(
                kind,
                planned.action(),
                what,
                fix,
                kind == Kind.ACTION_MISSING ? planned.kind() : null,
                planned.isPrimary()));
    }

    private static String name(CatalogueAction action) {
        return "'" + action.name() + "'";
    }
}
