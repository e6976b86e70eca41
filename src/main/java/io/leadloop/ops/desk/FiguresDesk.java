package io.leadloop.ops.desk;

import io.leadloop.conversion.FxRates;
import io.leadloop.imports.FileDecided;
import io.leadloop.ops.desk.AuditLog.Subject;
import io.leadloop.ops.desk.AuditLog.Verb;
import io.leadloop.quality.FetchedReports.Fetch;
import io.leadloop.quality.Findings;
import io.leadloop.quality.Imports;
import io.leadloop.quality.Imports.Imported;
import io.leadloop.quality.ReportRounds;
import java.io.IOException;
import java.io.Reader;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.interceptor.TransactionAspectSupport;

/** What people bring in as files, and findings that they silence: each changes figures, so each is written down with it. */
@Component
public class FiguresDesk {

    private final Imports imports;
    private final ReportRounds rounds;
    private final Findings findings;
    private final FxRates rates;
    private final AuditLog audit;
    private final Clock clock;

    FiguresDesk(Imports imports, ReportRounds rounds, Findings findings, FxRates rates, AuditLog audit, Clock clock) {
        this.imports = imports;
        this.rounds = rounds;
        this.findings = findings;
        this.rates = rates;
        this.audit = audit;
        this.clock = clock;
    }

    /** What ads cost, see {@link Imports#costs}. */
    @Transactional
    public Imported costs(Reader file, String who) throws IOException {
        return written(imports.costs(file), Subject.AD_COSTS, who);
    }

    /** What platforms say that they counted, see {@link Imports#reports}. */
    @Transactional
    public Imported reports(Reader file, String who) throws IOException {
        return written(imports.reports(file), Subject.PLATFORM_REPORTS, who);
    }

    /** Asks the platforms that tell it by their API, see {@link ReportRounds#ask}. Outside of any transaction. */
    public List<Fetch> fetch(String who) {
        List<Fetch> fetches = rounds.ask();
        written(fetches, who);
        return fetches;
    }

    /** The same in the background; gives back when that began, see {@link ReportRounds#begin}. */
    public Instant beginFetch(String who) {
        return rounds.begin(it -> written(it, who));
    }

    private void written(List<Fetch> fetches, String who) {
        for (Fetch it : fetches) {
            String came =
                    it.costs() == 0 ? it.lines() + " numbers" : it.lines() + " numbers and " + it.costs() + " costs";
            String some = it.lines() + it.costs() == 0 ? "nothing came" : "not all came";
            String detail = "asked, " + (it.problem() == null ? came + " came" : some);
            audit.add(who, Verb.IMPORT, Subject.PLATFORM_REPORTS, it.destination(), null, detail, null);
        }
    }

    private Imported written(Imported imported, Subject subject, String who) {
        if (imported.mistakes().isEmpty()) {
            audit.add(who, Verb.IMPORT, subject, subject, null, imported.rows() + " lines", null);
        } else {
            TransactionAspectSupport.currentTransactionStatus().setRollbackOnly();
        }
        return imported;
    }

    /** Gives back how many rates were stored. */
    @Transactional
    public int rates(List<FxRates.Rate> read, String source, String who) {
        int stored = rates.store(read, clock.instant());
        audit.add(who, Verb.IMPORT, Subject.FX_RATES, source, null, stored + " rates", null);
        return stored;
    }

    /** Hides a finding from everybody; the reason is shown to whoever comes after. */
    @Transactional
    public void silence(String finding, String reason, String who) {
        findings.silence(finding, reason, who);
        audit.add(who, Verb.SILENCE, Subject.FINDING, finding, null, "", reason);
    }

    /** Shows a silenced finding again. */
    @Transactional
    public void hearAgain(String finding, String who) {
        findings.hearAgain(finding);
        audit.add(who, Verb.HEAR_AGAIN, Subject.FINDING, finding, null, "", null);
    }

    @EventListener
    void decided(FileDecided file) {
        Verb verb = file.what() == FileDecided.What.CANCELLED ? Verb.CANCEL : Verb.IMPORT;
        String detail = file.what() == FileDecided.What.TRIED ? "a dry run" : "";
        audit.add(file.who(), verb, Subject.LEAD_FILE, file.name(), null, detail, null);
    }
}
