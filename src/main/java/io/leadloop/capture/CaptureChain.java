package io.leadloop.capture;

import io.leadloop.capture.ChainReads.Carried;
import io.leadloop.lead.ClickIdKind;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * The way of click ids from the website to the lead in the last days: captured, form, CRM field, lead. A form is not seen by us, so
 * between the capture and the CRM there is one share for both links.
 */
@Component
public class CaptureChain {

    /** How far it looks back. */
    public static final Duration PERIOD = Duration.ofDays(7);

    /** What the share of leads with a click id is compared with: so many days before. */
    private static final Duration BEFORE = Duration.ofDays(28);

    private final ChainReads reads;
    private final CaptureSettings settings;
    private final Clock clock;

    CaptureChain(ChainReads reads, CaptureSettings settings, Clock clock) {
        this.reads = reads;
        this.settings = settings;
        this.clock = clock;
    }

    /**
     * One website.
     *
     * @param captured visits with a click id and consent
     * @param byReference of how many an event brought the reference
     * @param byField of how many others a lead has a click id
     */
    public record Site(String site, long captured, long byReference, long byField) {

        public long cameBack() {
            return byReference + byField;
        }

        public int share() {
            return percent(cameBack(), captured);
        }
    }

    /**
     * The leads that a source began.
     *
     * @param form a lead form of an ad platform; null where the form is not known
     * @param leads how many
     * @param told of which the source told a click id or reference, in whatever state
     * @param usable of which one can be told to a platform
     * @param captured of which one stands in a captured visit
     */
    public record Source(String source, @Nullable String form, long leads, long told, long usable, long captured) {

        public int toldShare() {
            return percent(told, leads);
        }

        public int usableShare() {
            return percent(usable, told);
        }
    }

    /** All of it; findings worst first. */
    public record Chain(List<Site> sites, List<Source> sources, List<ChainFinding> findings) {

        public long captured() {
            return sites.stream().mapToLong(Site::captured).sum();
        }

        public long cameBack() {
            return sites.stream().mapToLong(Site::cameBack).sum();
        }

        public long leads() {
            return sources.stream().mapToLong(Source::leads).sum();
        }

        public long told() {
            return sources.stream().mapToLong(Source::told).sum();
        }

        public long usable() {
            return sources.stream().mapToLong(Source::usable).sum();
        }

        public int cameBackShare() {
            return percent(cameBack(), captured());
        }

        public int toldShare() {
            return percent(told(), leads());
        }

        public int usableShare() {
            return percent(usable(), told());
        }

        public boolean isEmpty() {
            return captured() == 0 && leads() == 0;
        }
    }

    private static int percent(long part, long whole) {
        return whole == 0 ? 0 : (int) Math.round(100.0 * part / whole);
    }

    /** The chain of the last {@link #PERIOD}. */
    @Transactional(readOnly = true)
    public Chain lately() {
        Instant since = clock.instant().minus(PERIOD);
        List<Site> sites = sites(since);
        Map<String, SourceTally> tallies = new TreeMap<>();
        reads.eachCarried(since, it -> tally(tallies, it));
        List<Source> sources =
                tallies.values().stream().map(SourceTally::figures).toList();
        return new Chain(sites, sources, findings(sites, tallies, since));
    }

    private List<Site> sites(Instant since) {
        Map<String, Site> counted = new TreeMap<>();
        settings.sites().keySet().forEach(it -> counted.put(it, new Site(it, 0, 0, 0)));
        reads.sites(since).forEach(it -> counted.computeIfPresent(it.site(), (site, none) -> it));
        return List.copyOf(counted.values());
    }

    private static void tally(Map<String, SourceTally> tallies, Carried carried) {
        String form = carried.form();
        tallies.computeIfAbsent(
                        carried.source() + "\n" + (form == null ? "" : form),
                        it -> new SourceTally(carried.source(), form))
                .add(carried);
    }

    private List<ChainFinding> findings(List<Site> sites, Map<String, SourceTally> tallies, Instant since) {
        List<ChainFinding> findings = new ArrayList<>();
        long leads = tallies.values().stream().mapToLong(SourceTally::leads).sum();
        sites.forEach(it -> ChainLosses.ofSite(it, leads).ifPresent(findings::add));
        long captured = sites.stream().mapToLong(Site::captured).sum();
        Map<String, Source> before = reads.before(since.minus(BEFORE), since);
        Map<ClickIdKind, Map<Integer, Long>> lengths = Map.of();
        if (captured > 0 && tallies.values().stream().anyMatch(SourceTally::endsAtOneLength)) {
            lengths = reads.capturedLengths(since.minus(BEFORE));
        }
        for (SourceTally tally : tallies.values()) {
            ChainLosses losses = new ChainLosses(tally);
            losses.references().forEach(findings::add);
            losses.changed(lengths).forEach(findings::add);
            losses.notCarried(captured, before.get(tally.source())).ifPresent(findings::add);
        }
        findings.sort(ChainFinding.WORST_FIRST);
        return List.copyOf(findings);
    }
}
