package io.leadloop.crm;

import io.leadloop.crm.WebhookRefused.Reason;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * Repository of the webhooks that are refused, over all nodes: a source whose webhooks are refused and of which no good
 * one came since is one that somebody has to look at.
 *
 * <p>Anybody can have a webhook refused. So a request only counts in memory, and what is counted is written every few
 * seconds: one row for each configured source and reason. A good webhook ends the trouble whatever number of bad ones comes
 * beside it; it begins anew when bad ones come after an hour without any, or none was good for three hours.
 */
@Repository
public class RefusedWebhooks {

    /** After a good webhook, bad ones are new trouble only if none came for so long: a constant flood is told once. */
    private static final Duration QUIET = Duration.ofHours(1);

    /** Bad ones and not a single good one for so long are trouble whatever came before. */
    private static final Duration NONE_GOOD = Duration.ofHours(3);

    /** Trouble of which nothing more was heard is over after so long. */
    private static final Duration NEWS_FOR = Duration.ofDays(1);

    private static final String OPEN =
            "(taken_at is null or taken_at < since or taken_at < last_at - :noneGood::interval)";

    private final JdbcClient jdbc;
    private final CrmSources sources;
    private final Clock clock;
    private final Map<Kind, Counted> refused = new ConcurrentHashMap<>();
    private final Map<String, Instant> taken = new ConcurrentHashMap<>();

    RefusedWebhooks(JdbcClient jdbc, CrmSources sources, Clock clock) {
        this.jdbc = jdbc;
        this.sources = sources;
        this.clock = clock;
    }

    private record Kind(String source, Reason reason) {}

    private record Counted(long many, Instant first, Instant last) {}

    /**
     * Webhooks of one source that were refused for one reason.
     *
     * @param since the first of them, or the last good one before them
     */
    public record Refused(String source, Reason reason, long webhooks, Instant since) {

        /** What to do, after "3 webhooks refused". */
        public String words() {
            return switch (reason) {
                case UNVERIFIED ->
                    "the signature or token does not fit. Compare the secret that LeadLoop was given (the source's settings,"
                            + " or the configuration of the server) with the one in the CRM. What was refused is not stored:"
                            + " let the CRM send it again.";
                case UNREADABLE -> "the body is not of the form that was agreed. The log names the place.";
                case TOO_LARGE -> "the body is too large (leadloop.inbox.max-body).";
                case UNKNOWN_SOURCE -> "no source of that name is configured.";
            };
        }
    }

    /** Counts a refused webhook of a configured source; writes nothing. */
    void refused(String source, Reason reason) {
        Instant now = clock.instant();
        refused.merge(
                new Kind(source, reason),
                new Counted(1, now, now),
                (before, one) -> new Counted(before.many() + 1, before.first(), now));
    }

    /** Notes that a good webhook was stored; writes nothing. */
    void taken(String source) {
        taken.put(source, clock.instant());
    }

    /** Writes what this node counted since it last wrote. */
    public void store() {
        for (Kind kind : List.copyOf(refused.keySet())) {
            Counted counted = refused.remove(kind);
            if (counted != null) {
                store(kind, counted);
            }
        }
        for (String source : List.copyOf(taken.keySet())) {
            Instant at = taken.remove(source);
            if (at != null) {
                jdbc.sql("""
                                update leadloop.refused_webhook set taken_at = :at::timestamptz
                                where source = :source and (taken_at is null or taken_at < :at::timestamptz)
                                """).param("source", source).param("at", at.toString()).update();
            }
        }
    }

    private void store(Kind kind, Counted counted) {
        jdbc.sql("""
                        insert into leadloop.refused_webhook as r (source, reason, webhooks, since, last_at)
                        values (:source, :reason, :many, :first::timestamptz, :last::timestamptz)
                        on conflict (source, reason) do update set
                            webhooks = excluded.webhooks + case when excluded.since > r.last_at + case
                                when r.taken_at > r.since then :quiet::interval else :old::interval end
                                then 0 else r.webhooks end,
                            since = case when excluded.since > r.last_at + case
                                when r.taken_at > r.since then :quiet::interval else :old::interval end
                                then excluded.since else r.since end,
                            last_at = greatest(r.last_at, excluded.last_at)
                        """)
                .param("source", kind.source())
                .param("reason", kind.reason().name())
                .param("many", counted.many())
                .param("first", counted.first().toString())
                .param("last", counted.last().toString())
                .param("quiet", QUIET.toString())
                .param("old", NEWS_FOR.toString())
                .update();
    }

    /** What somebody has to look at, of the configured sources; with what this node counted up to now. */
    public List<Refused> open() {
        return read("select source, reason, webhooks, greatest(since, taken_at) from leadloop.refused_webhook where "
                + OPEN);
    }

    /** Those of the last day that are nobody's trouble, for good ones came between; {@code since} is when the last one came. */
    public List<Refused> lately() {
        return read("select source, reason, webhooks, last_at from leadloop.refused_webhook where not " + OPEN);
    }

    private List<Refused> read(String select) {
        store();
        return jdbc
                .sql(select + " and last_at > :after::timestamptz order by source, reason")
                .param("noneGood", NONE_GOOD.toString())
                .param("after", clock.instant().minus(NEWS_FOR).toString())
                .query((row, n) -> new Refused(
                        row.getString(1),
                        Reason.valueOf(row.getString(2)),
                        row.getLong(3),
                        row.getTimestamp(4).toInstant()))
                .list()
                .stream()
                .filter(it -> sources.names().contains(it.source()))
                .toList();
    }
}
