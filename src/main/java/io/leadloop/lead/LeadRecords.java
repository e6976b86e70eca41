package io.leadloop.lead;

import io.leadloop.database.SqlArray;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Leads by what a person knows of them, and what merging and forgetting does to their rows. */
@Repository
public class LeadRecords {

    private final JdbcClient jdbc;

    LeadRecords(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * The leads that any of these points to; null is not looked for.
     *
     * @param contact hashed as it is at intake
     * @param crmId the id of a lead, contact or deal in any source
     * @param click a click id of any kind, byte for byte
     */
    public Set<LeadId> find(HashedContact contact, @Nullable String crmId, @Nullable String click) {
        Set<LeadId> found = new TreeSet<>(java.util.Comparator.comparing(LeadId::toString));
        found.addAll(ids("select id from leadloop.lead where email_sha256 = :value", contact.email()));
        found.addAll(ids("select id from leadloop.lead where phone_e164_sha256 = :value", contact.phoneE164()));
        found.addAll(ids(
                "select lead_id from leadloop.lead_alias where external_id = :value and record_type <> 'DEAL'", crmId));
        found.addAll(ids("select lead_id from leadloop.click_id where value = :value", click));
        return found;
    }

    private List<LeadId> ids(String sql, @Nullable String value) {
        return value == null || value.isBlank()
                ? List.of()
                : jdbc.sql(sql).param("value", value).query(UUID.class).list().stream()
                        .map(LeadId::new)
                        .toList();
    }

    /** These leads with all that are the same person by the CRM's word: what they became part of, what became part of them. */
    public Set<LeadId> withMerged(Collection<LeadId> leads) {
        return Set.copyOf(
                jdbc.sql("""
                        with recursive family (id) as (
                            select unnest(:ids::uuid[])
                            union
                            select other.id from family f
                            join leadloop.lead mine on mine.id = f.id
                            join leadloop.lead other on other.merged_into = f.id or other.id = mine.merged_into)
                        select id from family
                        """).param("ids", SqlArray.of(leads, LeadId::value)).query(UUID.class).list().stream()
                        .map(LeadId::new)
                        .toList());
    }

    /** The click ids of these leads that no other lead has. */
    public Set<String> ownClicks(Collection<LeadId> leads) {
        return Set.copyOf(jdbc.sql("""
                        select distinct value from leadloop.click_id c where lead_id = any(:ids::uuid[]) and not exists (
                            select from leadloop.click_id other where other.value = c.value and other.kind = c.kind
                              and other.lead_id <> all(:ids::uuid[]))
                        """)
                .param("ids", SqlArray.of(leads, LeadId::value))
                .query(String.class)
                .list());
    }

    /** Every CRM record that stands for one of these leads. */
    public List<ExternalId> recordsOf(Collection<LeadId> leads) {
        return jdbc.sql(
                        "select source, record_type, external_id from leadloop.lead_alias where lead_id = any(:ids::uuid[])")
                .param("ids", SqlArray.of(leads, it -> it))
                .query((row, n) -> new ExternalId(
                        row.getString(1), ExternalId.RecordType.valueOf(row.getString(2)), row.getString(3)))
                .list();
    }

    /** The lead that this one became part of; empty for a lead of its own. */
    public Optional<LeadId> mergedInto(LeadId lead) {
        return jdbc.sql("select merged_into from leadloop.lead where id = :id and merged_into is not null")
                .param("id", lead.value())
                .query(UUID.class)
                .optional()
                .map(LeadId::new);
    }

    /**
     * Gives what is known of the loser to the winner: records, clicks, history, and a denial of consent. The loser's row
     * stays and says so.
     */
    public void merge(LeadId loser, LeadId winner, Instant now) {
        String[] steps = {
            "update leadloop.lead_alias set lead_id = :winner where lead_id = :loser",
            """
            update leadloop.click_id c set lead_id = :winner where lead_id = :loser and not exists (
                select from leadloop.click_id w
                where w.lead_id = :winner and w.kind = c.kind and w.value = c.value)
            """,
            "update leadloop.stage_change set lead_id = :winner where lead_id = :loser",
            """
            update leadloop.deal d set lead_id = :winner where lead_id = :loser and not exists (
                select from leadloop.deal w where w.lead_id = :winner and w.id = d.id)
            """,
            """
            update leadloop.lead_origin o set lead_id = :winner where lead_id = :loser
              and not exists (select from leadloop.lead_origin w where w.lead_id = :winner)
            """,
            """
            update leadloop.lead w set email_sha256 = coalesce(w.email_sha256, l.email_sha256),
                email_gmail_sha256 = coalesce(w.email_gmail_sha256, l.email_gmail_sha256),
                email_stripped_sha256 = coalesce(w.email_stripped_sha256, l.email_stripped_sha256),
                email_letters_sha256 = coalesce(w.email_letters_sha256, l.email_letters_sha256),
                email_fault = case when w.email_sha256 is null and l.email_sha256 is null
                    then coalesce(w.email_fault, l.email_fault) end,
                phone_fault = case when w.phone_e164_sha256 is null and l.phone_e164_sha256 is null
                    then coalesce(w.phone_fault, l.phone_fault) end,
                phone_e164_sha256 = coalesce(w.phone_e164_sha256, l.phone_e164_sha256),
                phone_digits_sha256 = coalesce(w.phone_digits_sha256, l.phone_digits_sha256),
                captured_at = least(w.captured_at, l.captured_at), country = coalesce(w.country, l.country),
                consent_ad_user_data = case
                    when 'DENIED' in (w.consent_ad_user_data, l.consent_ad_user_data) then 'DENIED'
                    when w.consent_ad_user_data = 'UNKNOWN' then l.consent_ad_user_data
                    else w.consent_ad_user_data end,
                consent_ad_personalization = case
                    when 'DENIED' in (w.consent_ad_personalization, l.consent_ad_personalization) then 'DENIED'
                    when w.consent_ad_personalization = 'UNKNOWN' then l.consent_ad_personalization
                    else w.consent_ad_personalization end,
                consent_said_at = greatest(w.consent_said_at, l.consent_said_at)
            from leadloop.lead l where w.id = :winner and l.id = :loser
            """,
            """
            update leadloop.lead set merged_into = :winner, process_instance_id = null,
                updated_at = cast(:now as timestamptz) where id = :loser
            """
        };
        for (String step : steps) {
            jdbc.sql(step)
                    .param("winner", winner.value())
                    .param("loser", loser.value())
                    .param("now", now.toString())
                    .update();
        }
    }

    /** Locks leads whose life has ended and of which nothing was heard since then; at most so many, the oldest first. */
    public List<LeadId> lockFinishedBefore(Instant before, int limit) {
        return jdbc.sql("""
                        select id from leadloop.lead where process_instance_id is null and updated_at < :before::timestamptz
                        order by updated_at limit :limit for update skip locked
                        """).param("before", before.toString()).param("limit", limit).query(UUID.class).list().stream()
                .map(LeadId::new)
                .toList();
    }

    /** Removes leads with their clicks, history and records; gives back how many clicks. */
    public int delete(Collection<LeadId> leads) {
        String ids = "(select unnest(:ids::uuid[]))";
        int clicks = 0;
        for (String table : List.of("click_id", "stage_change", "deal", "lead_alias")) {
            int rows = jdbc.sql("delete from leadloop." + table + " where lead_id in " + ids)
                    .param("ids", SqlArray.of(leads, it -> it))
                    .update();
            clicks = table.equals("click_id") ? rows : clicks;
        }
        jdbc.sql("delete from leadloop.deal_move where from_lead in " + ids + " or to_lead in " + ids)
                .param("ids", SqlArray.of(leads, it -> it))
                .update();
        jdbc.sql("update leadloop.lead set merged_into = null where merged_into in " + ids)
                .param("ids", SqlArray.of(leads, it -> it))
                .update();
        jdbc.sql("delete from leadloop.lead where id in " + ids)
                .param("ids", SqlArray.of(leads, it -> it))
                .update();
        return clicks;
    }
}
