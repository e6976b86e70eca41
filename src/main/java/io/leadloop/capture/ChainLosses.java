package io.leadloop.capture;

import io.leadloop.capture.CaptureChain.Site;
import io.leadloop.capture.CaptureChain.Source;
import io.leadloop.capture.ChainFinding.Kind;
import io.leadloop.capture.ChainReads.Carried;
import io.leadloop.capture.ChainReads.Likeness;
import io.leadloop.lead.ClickId;
import io.leadloop.lead.ClickIdKind;
import io.leadloop.lead.ClickReference;
import io.leadloop.lead.LeadId;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What the leads of one source say of where click ids are lost. Small numbers say nothing and become no finding. */
final class ChainLosses {

    /** Of so many visits one comes back nearly surely: at two in a hundred, none comes back once in eight times. */
    private static final int FEWEST_VISITS = 100;

    private static final int FEWEST_LEADS = 10;
    private static final int FEWEST_TO_COMPARE = 20;

    /** How many standard deviations apart two shares have to be. */
    private static final double SURE = 3;

    /** So many ids without any capital letter are no chance. */
    private static final int FEWEST_SMALL = 5;

    private static final int LONG = 20;

    /** Ids of these have letters of both cases, as good as always. */
    private static final Set<ClickIdKind> OF_BOTH_CASES = EnumSet.of(
            ClickIdKind.GCLID, ClickIdKind.GBRAID, ClickIdKind.WBRAID, ClickIdKind.FBCLID, ClickIdKind.TTCLID);

    private final SourceTally tally;

    ChainLosses(SourceTally tally) {
        this.tally = tally;
    }

    /** @param leads how many began in the same days: where none did, the visits say nothing */
    static Optional<ChainFinding> ofSite(Site site, long leads) {
        return site.captured() < FEWEST_VISITS || site.cameBack() > 0 || leads == 0
                ? Optional.empty()
                : Optional.of(new ChainFinding(
                        Kind.NEVER_CAME_BACK,
                        site.captured(),
                        site.captured(),
                        "None of the %d visits captured on %s came back with a lead, neither by its reference nor by a click id."
                                .formatted(site.captured(), site.site()),
                        null));
    }

    /** References that were kept for nobody. */
    List<ChainFinding> references() {
        Map<Kind, List<Carried>> byKind = tally.references().stream().collect(Collectors.groupingBy(ChainLosses::kind));
        List<ChainFinding> findings = new ArrayList<>();
        byKind.forEach((kind, carried) -> findings.add(finding(kind, carried, words(kind, leads(carried)))));
        return findings;
    }

    private static Kind kind(Carried carried) {
        String value = Objects.requireNonNull(carried.click()).value();
        if (ClickReference.in(value).isPresent()) {
            // A visit that is kept now was unknown then: it was captured again under no reference of before.
            return carried.visit() == ChainReads.Visit.EXPIRED ? Kind.REFERENCE_EXPIRED : Kind.REFERENCE_UNKNOWN;
        }
        return ClickReference.isMeant(value) ? Kind.REFERENCE_CUT : Kind.REFERENCE_EMPTY;
    }

    private String words(Kind kind, long leads) {
        String what = switch (kind) {
            case REFERENCE_EXPIRED -> "a reference whose visit has expired";
            case REFERENCE_CUT -> "a reference that was cut";
            case REFERENCE_EMPTY -> "something else in the field for the reference";
            default -> "a reference that is unknown here";
        };
        return "%s from %s %s %s.".formatted(count(leads), tally.name(), leads == 1 ? "carries" : "carry", what);
    }

    /** Click ids that were changed on the way. */
    List<ChainFinding> changed(Map<ClickIdKind, Map<Integer, Long>> capturedLengths) {
        List<ChainFinding> findings = new ArrayList<>();
        byKind(Likeness.BEGINNING).forEach((kind, carried) -> findings.add(cut(kind, carried)));
        byKind(Likeness.OTHER_CASE)
                .forEach((kind, carried) -> findings.add(finding(
                        Kind.CASE_CHANGED,
                        carried,
                        "%ss of %s from %s are captured ones with other capital and small letters."
                                .formatted(kind.key(), count(leads(carried)), tally.name()))));
        tally.values().forEach((kind, ids) -> {
            if (byKind(Likeness.BEGINNING).get(kind) == null) {
                ends(kind, ids, capturedLengths.getOrDefault(kind, Map.of())).ifPresent(findings::add);
            }
            if (byKind(Likeness.OTHER_CASE).get(kind) == null) {
                small(kind, ids).ifPresent(findings::add);
            }
        });
        return findings;
    }

    private Map<ClickIdKind, List<Carried>> byKind(Likeness likeness) {
        return tally.like(likeness).stream()
                .collect(Collectors.groupingBy(
                        it -> click(it).kind(), () -> new EnumMap<>(ClickIdKind.class), Collectors.toList()));
    }

    private ChainFinding cut(ClickIdKind kind, List<Carried> carried) {
        int shortest = carried.stream()
                .mapToInt(it -> click(it).value().length())
                .min()
                .orElse(0);
        int longest = carried.stream()
                .mapToInt(it -> click(it).value().length())
                .max()
                .orElse(0);
        return finding(
                Kind.CUT,
                carried,
                "%ss from %s end at %s characters; the captured ones that they begin are longer (%s)."
                        .formatted(
                                kind.key(),
                                tally.name(),
                                shortest == longest ? shortest : shortest + " to " + longest,
                                count(leads(carried))));
    }

    /** Ids that all end where several do, while half of the captured ones are longer. */
    private Optional<ChainFinding> ends(ClickIdKind kind, Set<String> ids, Map<Integer, Long> captured) {
        int end = SourceTally.endOf(ids);
        long all = captured.values().stream().mapToLong(it -> it).sum();
        long longer = captured.entrySet().stream()
                .filter(it -> it.getKey() > end)
                .mapToLong(Map.Entry::getValue)
                .sum();
        if (end < LONG || all < FEWEST_LEADS || longer * 2 < all) {
            return Optional.empty();
        }
        long there = ids.stream().filter(it -> it.length() == end).count();
        return Optional.of(new ChainFinding(
                Kind.CUT,
                there,
                ids.size(),
                "%ss from %s end at %d characters, %d of %d exactly there; %d of %d captured ones are longer."
                        .formatted(kind.key(), tally.name(), end, there, ids.size(), longer, all),
                null));
    }

    private Optional<ChainFinding> small(ClickIdKind kind, Set<String> ids) {
        List<String> readable = ids.stream().filter(it -> it.length() >= LONG).toList();
        boolean isSmall = OF_BOTH_CASES.contains(kind)
                && readable.size() >= FEWEST_SMALL
                && readable.stream().noneMatch(it -> it.chars().anyMatch(Character::isUpperCase));
        return isSmall
                ? Optional.of(new ChainFinding(
                        Kind.CASE_CHANGED,
                        readable.size(),
                        ids.size(),
                        "None of %d %ss from %s has a capital letter; the platform's have."
                                .formatted(readable.size(), kind.key(), tally.name()),
                        null))
                : Optional.empty();
    }

    /**
     * Leads without any click id, where the visits or the time before say that there should be some.
     *
     * @param captured visits of all sites in the same days
     * @param before the source's leads of the time before; null where it had none
     */
    Optional<ChainFinding> notCarried(long captured, @Nullable Source before) {
        long leads = tally.leads();
        long without = leads - tally.told();
        if (tally.told() == 0 && leads >= FEWEST_LEADS && captured >= FEWEST_VISITS && !tally.isLeadForm()) {
            return Optional.of(new ChainFinding(
                    Kind.NOTHING_CARRIED,
                    without,
                    leads,
                    "None of %s from %s carries a click id or a reference, while %d visits with one were captured."
                            .formatted(count(leads), tally.name(), captured),
                    null));
        }
        if (before == null || tally.isLeadForm() || leads < FEWEST_TO_COMPARE || before.leads() < FEWEST_TO_COMPARE) {
            return Optional.empty();
        }
        double then = (double) before.told() / before.leads();
        double now = (double) tally.told() / leads;
        double all = (double) (before.told() + tally.told()) / (before.leads() + leads);
        double deviation = Math.sqrt(all * (1 - all) * (1.0 / before.leads() + 1.0 / leads));
        return now * 2 < then && then - now > SURE * deviation
                ? Optional.of(new ChainFinding(
                        Kind.FEWER_CARRY,
                        without,
                        leads,
                        "%d %% of %s from %s carry a click id; in the 28 days before it were %d %%."
                                .formatted(Math.round(100 * now), count(leads), tally.name(), Math.round(100 * then)),
                        null))
                : Optional.empty();
    }

    private ChainFinding finding(Kind kind, List<Carried> carried, String words) {
        return new ChainFinding(
                kind, leads(carried), tally.told(), words, carried.get(0).lead());
    }

    private static ClickId click(Carried carried) {
        return Objects.requireNonNull(carried.click());
    }

    private static long leads(List<Carried> carried) {
        Set<LeadId> leads = carried.stream().map(Carried::lead).collect(Collectors.toSet());
        return leads.size();
    }

    private static String count(long leads) {
        return leads == 1 ? "1 lead" : leads + " leads";
    }
}
