package io.leadloop.crm;

import io.leadloop.inbox.InboxLookups;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * Repository of the CRMs that refuse LeadLoop now: refused credentials (401, or no token) until any call is answered, a
 * call that is not allowed (403) until that call is.
 */
@Repository
public class SourceRefusals {

    static final String LOOKUP = "LOOKUP";
    static final String WRITE_BACK = "WRITE_BACK";
    static final String REREAD = "REREAD";

    private static final Logger log = LoggerFactory.getLogger(SourceRefusals.class);

    private final JdbcClient jdbc;
    private final CrmSources sources;
    private final InboxLookups lookups;
    private final Clock clock;

    SourceRefusals(JdbcClient jdbc, CrmSources sources, InboxLookups lookups, Clock clock) {
        this.jdbc = jdbc;
        this.sources = sources;
        this.lookups = lookups;
        this.clock = clock;
    }

    /**
     * @param call LOOKUP, WRITE_BACK, REREAD, or SWEEP and the kind of record
     * @param words what to do, with the CRM's own words, masked
     * @param since when it was refused first
     */
    public record Refusal(String source, String call, String words, Instant since) {}

    /** Of the configured sources. */
    public List<Refusal> all() {
        return jdbc
                .sql("select source, call, words, since from leadloop.crm_refusal order by source, since, call")
                .query((row, n) -> new Refusal(
                        row.getString(1),
                        row.getString(2),
                        row.getString(3),
                        row.getTimestamp(4).toInstant()))
                .list()
                .stream()
                .filter(it -> sources.names().contains(it.source()))
                .toList();
    }

    /** A call failed: kept if it is a refusal. Of a re-read, which only an operator repeats, refused credentials alone. */
    void failed(String source, String call, CrmUnavailable failure) {
        boolean isSignIn = failure.kind() == CrmUnavailable.Kind.SIGN_IN_REFUSED;
        if (!failure.isRefusal() || !isSignIn && call.equals(REREAD)) {
            return;
        }
        int fresh = jdbc.sql("""
                        insert into leadloop.crm_refusal (source, call, is_sign_in, words, since)
                        values (:source, :call, :signIn, :words, :now::timestamptz)
                        on conflict (source, call) do update set words = excluded.words, is_sign_in = excluded.is_sign_in
                        where crm_refusal.words <> excluded.words
                        """)
                .param("source", source)
                .param("call", call)
                .param("signIn", isSignIn)
                .param("words", failure.words())
                .param("now", clock.instant().toString())
                .update();
        if (fresh > 0) {
            log.warn("source={} is refused by its CRM ({}): {}", source, call, failure.words());
        }
    }

    /** A call was answered. One of several look-ups says nothing about those that are tried again. */
    void answered(String source, String call) {
        int over = jdbc.sql("""
                        delete from leadloop.crm_refusal
                        where source = :source and (is_sign_in or call = :call and not :stillFails)
                        """)
                .param("source", source)
                .param("call", call)
                .param("stillFails", call.equals(LOOKUP) && lookups.areTriedAgain(source))
                .update();
        if (over > 0) {
            log.info("source={} is answered by its CRM again", source);
        }
    }
}
