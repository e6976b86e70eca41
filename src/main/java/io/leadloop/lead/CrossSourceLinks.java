package io.leadloop.lead;

import io.leadloop.database.SqlArray;
import io.leadloop.lead.ExternalId.RecordType;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * Links between persons of two sources: a CRM's record that carries the id of a lead form's lead, where the house declared that
 * this joins the two. One record of each side is one lead; a second one on either side (two CRM records with the same lead id, a
 * record whose lead id was replaced) is no case of the rule: it stays a lead of its own, and is listed by {@link #apart}.
 */
@Repository
public class CrossSourceLinks {

    private final JdbcClient jdbc;

    CrossSourceLinks(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Two leads that have the same identifier of a form's lead and were not joined. */
    public record Apart(LeadId form, LeadId other) {}

    /**
     * The events without the links that the rule does not cover; an event of which all links may be followed is the same
     * object.
     *
     * @param known whose the records of the events are
     */
    List<LeadEvent> allowed(List<LeadEvent> events, Map<ExternalId, LeadId> known) {
        Set<LeadId> asked = new HashSet<>();
        for (LeadEvent event : events) {
            if (!foreign(event).isEmpty()) {
                EventRecords.of(event).persons().stream()
                        .map(known::get)
                        .filter(Objects::nonNull)
                        .forEach(asked::add);
            }
        }
        if (asked.isEmpty()) {
            return events;
        }
        Map<LeadId, Set<ExternalId>> persons = personsOf(asked);
        return events.stream().map(it -> allowed(it, known, persons)).toList();
    }

    private static List<ExternalId> foreign(LeadEvent event) {
        return event.subject().type() == RecordType.DEAL
                ? List.of()
                : event.aliases().stream()
                        .filter(it -> it.type() != RecordType.DEAL
                                && !it.source().equals(event.subject().source()))
                        .toList();
    }

    private static LeadEvent allowed(
            LeadEvent event, Map<ExternalId, LeadId> known, Map<LeadId, Set<ExternalId>> persons) {
        List<ExternalId> foreign = foreign(event);
        if (foreign.isEmpty()) {
            return event;
        }
        List<ExternalId> named = EventRecords.of(event).persons();
        Set<ExternalId> refused = new HashSet<>();
        for (ExternalId link : foreign) {
            boolean isSecond = named.stream()
                    .map(known::get)
                    .filter(Objects::nonNull)
                    .flatMap(it -> persons.getOrDefault(it, Set.of()).stream())
                    .filter(it -> !named.contains(it))
                    .anyMatch(it -> it.source().equals(event.subject().source())
                                    && Objects.equals(known.get(link), ownerOf(it, persons))
                            || it.source().equals(link.source()));
            if (isSecond) {
                refused.add(link);
            }
        }
        return refused.isEmpty() ? event : event.withoutAliases(refused);
    }

    private static LeadId ownerOf(ExternalId record, Map<LeadId, Set<ExternalId>> persons) {
        return persons.entrySet().stream()
                .filter(it -> it.getValue().contains(record))
                .map(Map.Entry::getKey)
                .findFirst()
                .orElseThrow();
    }

    private Map<LeadId, Set<ExternalId>> personsOf(Collection<LeadId> leads) {
        Map<LeadId, Set<ExternalId>> persons = new HashMap<>();
        jdbc.sql("""
                        select lead_id, source, record_type, external_id from leadloop.lead_alias
                        where lead_id = any(:leads::uuid[]) and record_type <> 'DEAL'
                        """).param("leads", SqlArray.of(leads, LeadId::value)).query(row -> {
            persons.computeIfAbsent(new LeadId(row.getObject(1, UUID.class)), it -> new HashSet<>())
                    .add(new ExternalId(row.getString(2), RecordType.valueOf(row.getString(3)), row.getString(4)));
        });
        return persons;
    }

    /**
     * Leads of a form whose id another lead has too, the newest first.
     *
     * @param form the form's source
     * @param id the kind of its leads' ids
     */
    public List<Apart> apart(String form, ClickIdKind id, Instant since, int most) {
        return jdbc.sql("""
                        select mine.lead_id, other.lead_id from leadloop.click_id mine
                        join leadloop.click_id other on other.value = mine.value and other.kind = mine.kind
                            and other.lead_id <> mine.lead_id
                        where mine.kind = :kind and mine.clicked_at > :since::timestamptz and exists (
                            select from leadloop.lead_alias a where a.lead_id = mine.lead_id and a.source = :form
                              and a.record_type = 'LEAD' and a.external_id = mine.value)
                        order by mine.clicked_at desc limit :most
                        """)
                .param("kind", id.name())
                .param("since", since.toString())
                .param("form", form)
                .param("most", most)
                .query((row, n) ->
                        new Apart(new LeadId(row.getObject(1, UUID.class)), new LeadId(row.getObject(2, UUID.class))))
                .list();
    }

    /** Other leads that have the same identifier of a form's lead. */
    public List<LeadId> apartFrom(LeadId lead, ClickIdKind id, int most) {
        return jdbc.sql("""
                        select distinct other.lead_id from leadloop.click_id mine
                        join leadloop.click_id other on other.value = mine.value and other.kind = mine.kind
                            and other.lead_id <> mine.lead_id
                        where mine.kind = :kind and mine.lead_id = :lead order by other.lead_id limit :most
                        """)
                .param("kind", id.name())
                .param("lead", lead.value())
                .param("most", most)
                .query((row, n) -> new LeadId(row.getObject(1, UUID.class)))
                .list();
    }
}
