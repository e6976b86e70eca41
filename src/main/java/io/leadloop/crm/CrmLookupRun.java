package io.leadloop.crm;

import io.leadloop.inbox.FailureWords;
import io.leadloop.inbox.InboxLookups;
import io.leadloop.inbox.InboxLookups.Pending;
import io.leadloop.inbox.Untranslatable;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Completes messages in the state LOOKUP by calls to the CRMs' APIs, outside of any transaction. */
@Component
public class CrmLookupRun {

    private static final int MOST = 20;
    /** Long enough for a CRM that is down for a night. */
    private static final List<Duration> DELAYS = List.of(
            Duration.ofSeconds(5),
            Duration.ofSeconds(30),
            Duration.ofMinutes(2),
            Duration.ofMinutes(10),
            Duration.ofMinutes(30),
            Duration.ofHours(1),
            Duration.ofHours(4),
            Duration.ofHours(12));

    private static final Logger log = LoggerFactory.getLogger(CrmLookupRun.class);

    private final InboxLookups lookups;
    private final CrmSources sources;
    private final SourceRefusals refusals;
    private final Clock clock;

    CrmLookupRun(InboxLookups lookups, CrmSources sources, SourceRefusals refusals, Clock clock) {
        this.lookups = lookups;
        this.sources = sources;
        this.refusals = refusals;
        this.clock = clock;
    }

    /** Processes one batch of messages; returns how many were handled, failed ones included. */
    public int enrich() {
        List<Pending> pending = lookups.take(MOST);
        Set<String> answered = new LinkedHashSet<>();
        for (Pending message : pending) {
            if (complete(message)) {
                answered.add(message.source());
            }
        }
        answered.forEach(it -> refusals.answered(it, SourceRefusals.LOOKUP));
        return pending.size();
    }

    /** Whether the CRM answered. */
    private boolean complete(Pending message) {
        try {
            if (sources.find(message.source()).orElse(null) instanceof CrmLookup crm) {
                lookups.complete(message.id(), crm.lookUp(lookups.open(message)));
                return true;
            } else {
                lookups.fail(message.id(), "The source '" + message.source() + "' is not configured any more.", null);
            }
        } catch (CrmUnavailable later) {
            refusals.failed(message.source(), SourceRefusals.LOOKUP, later);
            lookups.fail(message.id(), later.words(), nextTry(message, later.retryAfter()));
        } catch (Untranslatable e) {
            lookups.fail(message.id(), e.words(), null);
        } catch (RuntimeException e) {
            log.warn("Could not complete event {} of the inbox", message.id(), e);
            lookups.fail(message.id(), FailureWords.words(e), nextTry(message, null));
        }
        return false;
    }

    private @Nullable Instant nextTry(Pending message, @Nullable Duration asked) {
        if (message.attempts() >= DELAYS.size()) {
            return null;
        }
        Duration own = DELAYS.get(message.attempts());
        return clock.instant().plus(asked != null && asked.compareTo(own) > 0 ? asked : own);
    }
}
