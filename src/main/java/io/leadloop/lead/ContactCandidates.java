package io.leadloop.lead;

import io.leadloop.database.SqlArray;
import io.leadloop.lead.ExternalId.RecordType;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Leads that have the mail or phone of another one. */
@Repository
public class ContactCandidates {

    private final JdbcClient jdbc;

    ContactCandidates(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * A lead with that mail or phone.
     *
     * @param persons its records that name a person
     * @param began when it was captured or, where nobody told, first seen
     */
    record Candidate(
            LeadId lead, Set<ExternalId> persons, @Nullable String email, Instant began, boolean isByEmail) {

        boolean isWithin(Duration time, LeadEvent event) {
            Instant captured = event.capturedAt();
            Instant at = captured == null ? event.occurredAt() : captured;
            return Duration.between(began, at).abs().compareTo(time) <= 0;
        }

        boolean isOfAny(Set<String> sources) {
            return persons.stream().anyMatch(it -> sources.contains(it.source()));
        }

        /** Two mail addresses with one phone may be two people. */
        boolean mayBe(LeadEvent event) {
            return isByEmail || email == null || event.contact().email() == null;
        }

        Candidate only(Set<String> sources) {
            return new Candidate(
                    lead,
                    persons.stream().filter(it -> sources.contains(it.source())).collect(Collectors.toSet()),
                    email,
                    began,
                    isByEmail);
        }
    }

    /** Two leads with the same mail or phone that were not joined. */
    public record Apart(LeadId form, LeadId other, boolean isSameEmail) {}

    /**
     * When a lead began, as of an event: when it was captured, else its first step by the CRM's time, so that the order of arrival
     * decides nothing.
     */
    private static String began(String lead) {
        return "coalesce(%1$s.captured_at, (select min(h.occurred_at) from leadloop.stage_change h where h.lead_id = %1$s.id), %1$s.created_at)"
                .formatted(lead);
    }

    static List<String> contactsOf(LeadEvent event) {
        return Stream.of(event.contact().email(), event.contact().phoneE164())
                .filter(Objects::nonNull)
                .toList();
    }

    /**
     * The leads with the same mail or phone, by the number of who asks; none for whom there is none. Until the transaction ends
     * nobody else asks for the same mail or phone, so that of two nodes the second one sees what the first one began.
     */
    Map<Integer, List<Candidate>> of(Map<Integer, LeadEvent> asking) {
        List<String> contacts =
                asking.values().stream().flatMap(it -> contactsOf(it).stream()).toList();
        jdbc.sql("""
                        select pg_advisory_xact_lock(k) from (
                            select distinct hashtextextended(c, 4417) as k from unnest(:contacts::text[]) c order by k) x
                        """).param("contacts", SqlArray.of(contacts, it -> it)).query(row -> {});
        Map<Integer, Map<LeadId, Candidate>> found = new HashMap<>();
        jdbc.sql("""
                        select a.n, l.id, l.email_sha256, %1$s, l.by_email,
                            p.source, p.record_type, p.external_id
                        from unnest(:numbers::int[], :emails::text[], :phones::text[]) as a(n, email, phone)
                        cross join lateral (
                            select *, true as by_email from leadloop.lead where email_sha256 = a.email
                            union all
                            select *, false from leadloop.lead
                            where phone_e164_sha256 = a.phone and email_sha256 is distinct from a.email) l
                        join leadloop.lead_alias p on p.lead_id = l.id and p.record_type <> 'DEAL'
                        where l.merged_into is null
                        """.formatted(began("l")))
                .param("numbers", SqlArray.of(asking.keySet(), it -> it))
                .param("emails", SqlArray.of(asking.values(), it -> it.contact().email()))
                .param("phones", SqlArray.of(asking.values(), it -> it.contact().phoneE164()))
                .query(row -> {
                    LeadId lead = new LeadId(row.getObject(2, UUID.class));
                    Map<LeadId, Candidate> of = found.computeIfAbsent(row.getInt(1), it -> new HashMap<>());
                    if (!of.containsKey(lead)) {
                        of.put(lead, candidate(row, lead));
                    }
                    of.get(lead)
                            .persons()
                            .add(new ExternalId(
                                    row.getString(6), RecordType.valueOf(row.getString(7)), row.getString(8)));
                });
        Map<Integer, List<Candidate>> all = new TreeMap<>();
        found.forEach((n, of) -> all.put(n, List.copyOf(of.values())));
        return all;
    }

    private static Candidate candidate(ResultSet row, LeadId lead) throws SQLException {
        return new Candidate(
                lead, new HashSet<>(), row.getString(3), row.getTimestamp(4).toInstant(), row.getBoolean(5));
    }

    /** Leads of a form that have the mail or phone of a lead of one of the rule's CRMs, the newest first. */
    public List<Apart> apart(ContactRule rule, Instant since, int most) {
        return jdbc.sql("""
                        with mine as (
                            select l.id, l.email_sha256, l.phone_e164_sha256, %1$s as began
                            from leadloop.lead_alias a join leadloop.lead l on l.id = a.lead_id and l.merged_into is null
                            where a.source = :form and a.record_type = 'LEAD' and l.updated_at >= :since::timestamptz)
                        select mine.id, other.id, other.by_email from mine
                        cross join lateral (
                            select o.*, true as by_email from leadloop.lead o where o.email_sha256 = mine.email_sha256
                            union all
                            select o.*, false from leadloop.lead o
                            where o.phone_e164_sha256 = mine.phone_e164_sha256
                              and o.email_sha256 is distinct from mine.email_sha256) other
                        where other.id <> mine.id and other.merged_into is null and mine.began >= :since::timestamptz
                          and abs(extract(epoch from mine.began - %2$s)) <= :within
                          and exists (select from leadloop.lead_alias p where p.lead_id = other.id
                              and p.source = any(:crms::text[]) and p.record_type <> 'DEAL')
                        order by mine.began desc, mine.id, other.id limit :most
                        """.formatted(began("l"), began("other")))
                .param("form", rule.form())
                .param("since", since.toString())
                .param("within", rule.within().toSeconds())
                .param("crms", SqlArray.of(rule.crms(), it -> it))
                .param("most", most)
                .query((row, n) -> new Apart(
                        new LeadId(row.getObject(1, UUID.class)),
                        new LeadId(row.getObject(2, UUID.class)),
                        row.getBoolean(3)))
                .list();
    }

    /** The leads that the rule keeps apart from that one, on whichever side it stands. */
    public List<LeadId> apartFrom(LeadId lead, ContactRule rule, int most) {
        return jdbc.sql("""
                        select other.id from leadloop.lead me
                        cross join lateral (
                            select o.* from leadloop.lead o where o.email_sha256 = me.email_sha256
                            union
                            select o.* from leadloop.lead o where o.phone_e164_sha256 = me.phone_e164_sha256) other
                        where me.id = :lead and me.merged_into is null and other.id <> me.id and other.merged_into is null
                          and abs(extract(epoch from %1$s
                              - %2$s)) <= :within
                          and exists (select from leadloop.lead_alias f
                              join leadloop.lead_alias c on c.lead_id in (me.id, other.id) and c.lead_id <> f.lead_id
                              where f.lead_id in (me.id, other.id) and f.source = :form and f.record_type = 'LEAD'
                                and c.source = any(:crms::text[]) and c.record_type <> 'DEAL')
                        order by other.id limit :most
                        """.formatted(began("me"), began("other")))
                .param("lead", lead.value())
                .param("form", rule.form())
                .param("within", rule.within().toSeconds())
                .param("crms", SqlArray.of(rule.crms(), it -> it))
                .param("most", most)
                .query((row, n) -> new LeadId(row.getObject(1, UUID.class)))
                .list();
    }
}
