package io.leadloop.lead;

import io.leadloop.database.SqlArray;
import io.leadloop.secret.SecretBox;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Tombstones: CRM records of people who were forgotten, as keyed hashes, so that a late retry does not bring them back. */
@Repository
public class ErasedRecords {

    /** Of PostgreSQL's advisory locks; "erased" as ASCII. */
    private static final long LOCK = 0x657261736564L;

    private final JdbcClient jdbc;
    private final SecretBox box;

    ErasedRecords(JdbcClient jdbc, SecretBox box) {
        this.jdbc = jdbc;
        this.box = box;
    }

    /**
     * No person is forgotten until the caller's transaction ends. To be asked for before any row is locked: an erasure waits
     * for all that apply events, and they for it, so that nobody comes back between two looks at the same rows.
     */
    public void holdOffErasures() {
        jdbc.sql("select pg_advisory_xact_lock_shared(:key)")
                .param("key", LOCK)
                .query((row, n) -> true)
                .list();
    }

    /** Waits until no event is being applied; none is until the caller's transaction ends. */
    public void holdOffEvents() {
        jdbc.sql("select pg_advisory_xact_lock(:key)")
                .param("key", LOCK)
                .query((row, n) -> true)
                .list();
    }

    public void add(Collection<ExternalId> records, Instant now) {
        jdbc.sql("""
                        insert into leadloop.erased_record (fingerprint, erased_at)
                        select unnest(:prints::text[]), :now::timestamptz on conflict do nothing
                        """)
                .param("prints", SqlArray.of(records, this::fingerprint))
                .param("now", now.toString())
                .update();
    }

    /** Those of the records that were erased. */
    public Set<ExternalId> among(Collection<ExternalId> records) {
        if (records.isEmpty() || !any()) {
            return Set.of();
        }
        Map<String, ExternalId> byPrint = new HashMap<>();
        records.forEach(it -> fingerprints(it).forEach(print -> byPrint.put(print, it)));
        Set<ExternalId> erased = new HashSet<>();
        jdbc.sql("select fingerprint from leadloop.erased_record where fingerprint = any(:prints)")
                .param("prints", byPrint.keySet().toArray(String[]::new))
                .query(row -> {
                    erased.add(byPrint.get(row.getString(1)));
                });
        return erased;
    }

    /** Remembers that wins of these deals were told for the person who is erased: nobody else's is told then. */
    public void rememberToldWins(Collection<ExternalId> deals, Instant now) {
        add(deals.stream().map(ErasedRecords::toldWin).toList(), now);
    }

    /** As if {@link #rememberToldWins} had never been called for these deals: for people who never were any. */
    public void forgetToldWins(Collection<ExternalId> deals) {
        jdbc.sql("delete from leadloop.erased_record where fingerprint = any(:prints::text[])")
                .param(
                        "prints",
                        deals.stream()
                                .flatMap(it -> fingerprints(toldWin(it)).stream())
                                .toArray(String[]::new))
                .update();
    }

    /** Those of the deals whose win was told for a person who was erased since. */
    public Set<ExternalId> toldWinsAmong(Collection<ExternalId> deals) {
        Map<ExternalId, ExternalId> byMark = new HashMap<>();
        deals.forEach(it -> byMark.put(toldWin(it), it));
        return among(byMark.keySet()).stream().map(byMark::get).collect(Collectors.toSet());
    }

    /** A name of its own: the deal itself may be erased without a win, and a win told without the deal being erased. */
    private static ExternalId toldWin(ExternalId deal) {
        return ExternalId.deal(deal.source() + " told win", deal.id());
    }

    /** Most houses never forget anybody; they shall not pay for hashing every record. */
    private boolean any() {
        return jdbc.sql("select exists (select from leadloop.erased_record)")
                .query(Boolean.class)
                .single();
    }

    /** Also as a former key marked it. */
    private List<String> fingerprints(ExternalId record) {
        return box.fingerprints(record.toString());
    }

    private String fingerprint(ExternalId record) {
        return box.fingerprint(record.toString());
    }
}
