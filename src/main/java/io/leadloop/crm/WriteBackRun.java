package io.leadloop.crm;

import io.leadloop.inbox.InboxSettings;
import io.leadloop.schedule.RunsAs;
import io.leadloop.schedule.Watch;
import io.leadloop.trace.SpanName;
import io.leadloop.trace.SpanTag;
import io.leadloop.trace.TraceSpan;
import io.leadloop.trace.Traces;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Writes the states of conversions into CRMs that have write-back configured. */
@Component
public class WriteBackRun {

    private static final Logger log = LoggerFactory.getLogger(WriteBackRun.class);

    private final CrmSources sources;
    private final WriteBacks rows;
    private final SourceRefusals refusals;
    private final Traces traces;
    private final InboxSettings settings;
    private final MeterRegistry metrics;
    private final Clock clock;

    WriteBackRun(
            CrmSources sources,
            WriteBacks rows,
            SourceRefusals refusals,
            Traces traces,
            InboxSettings settings,
            MeterRegistry metrics,
            Clock clock) {
        this.sources = sources;
        this.rows = rows;
        this.refusals = refusals;
        this.traces = traces;
        this.settings = settings;
        this.metrics = metrics;
        this.clock = clock;
    }

    @RunsAs(Watch.CRM_WRITE_BACK)
    void writeOnSchedule() {
        if (settings.dispatch()) {
            write();
        }
    }

    /** Writes what is due, in batches. Writing a status twice is harmless, so nodes need no lock. */
    public void write() {
        for (String name : sources.names()) {
            if (sources.find(name).orElse(null) instanceof CrmWriteBack crm && crm.writesBack()) {
                write(name, crm);
            }
        }
    }

    private void write(String source, CrmWriteBack crm) {
        try {
            List<WriteBacks.Due> due = rows.due(source, crm.maxBatch());
            while (!due.isEmpty()) {
                traced(source, crm, due);
                due = due.size() < crm.maxBatch() ? List.of() : rows.due(source, crm.maxBatch());
            }
        } catch (CrmUnavailable e) {
            refusals.failed(source, SourceRefusals.WRITE_BACK, e);
            log.warn("Could not write back to source={}: {}", source, e.words());
        }
    }

    private void traced(String source, CrmWriteBack crm, List<WriteBacks.Due> due) throws CrmUnavailable {
        TraceSpan span = traces.begin(SpanName.WRITE_BACK, null)
                .tag(SpanTag.SOURCE, source)
                .tag(SpanTag.EVENTS, due.size());
        boolean isDone = false;
        try (TraceSpan.Current current = span.current()) {
            write(source, crm, due);
            isDone = true;
        } finally {
            span.tag(SpanTag.ANSWER, isDone ? "DONE" : "RETRY");
            (isDone ? span : span.failed()).end();
        }
    }

    private void write(String source, CrmWriteBack crm, List<WriteBacks.Due> due) throws CrmUnavailable {
        List<@Nullable String> answers =
                crm.write(due.stream().map(WriteBacks.Due::status).toList());
        Map<WriteBacks.Due, @Nullable String> results = new LinkedHashMap<>();
        for (int i = 0; i < due.size(); i++) {
            results.put(due.get(i), answers.get(i));
        }
        refusals.answered(source, SourceRefusals.WRITE_BACK);
        rows.done(results, clock.instant());
        count(source, results);
    }

    private void count(String source, Map<WriteBacks.Due, @Nullable String> results) {
        results.forEach((due, failure) -> metrics.counter(
                        "leadloop.crm.write.backs",
                        "source",
                        source,
                        "outcome",
                        failure == null ? "WRITTEN" : "REFUSED")
                .increment());
    }
}
