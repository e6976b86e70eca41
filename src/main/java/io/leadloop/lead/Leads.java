package io.leadloop.lead;

import io.leadloop.database.SqlArray;
import io.leadloop.lead.ExternalId.RecordType;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The rows of leads and of their aliases. Works on whole batches: one statement, however many leads. */
@Repository
public class Leads {

    private static final String COLUMNS = """
            id, source, external_id, stage, stage_at, deal_id, process_instance_id, captured_at, country,
            consent_ad_user_data, consent_ad_personalization, consent_said_at,
            email_sha256, email_gmail_sha256, email_stripped_sha256, phone_e164_sha256, phone_digits_sha256,
            email_letters_sha256, email_fault, phone_fault
            """;

    private final JdbcClient jdbc;

    Leads(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** The leads that these CRM records stand for; a record that nobody knows is absent from the answer. */
    public Map<ExternalId, LeadId> resolve(Collection<ExternalId> records) {
        Map<ExternalId, LeadId> known = new HashMap<>();
        if (records.isEmpty()) {
            return known;
        }
        jdbc.sql("""
                        select a.source, a.record_type, a.external_id, a.lead_id
                        from unnest(:sources::text[], :types::text[], :ids::text[]) as r(source, record_type, external_id)
                        join leadloop.lead_alias a using (source, record_type, external_id)
                        """)
                .param("sources", SqlArray.of(records, ExternalId::source))
                .param("types", SqlArray.of(records, ExternalId::type))
                .param("ids", SqlArray.of(records, ExternalId::id))
                .query(row -> {
                    ExternalId record =
                            new ExternalId(row.getString(1), RecordType.valueOf(row.getString(2)), row.getString(3));
                    known.put(record, new LeadId(row.getObject(4, UUID.class)));
                });
        return known;
    }

    /**
     * Claims CRM records for leads. The answer holds the records that are now claimed as asked; one that another
     * transaction claimed in the meantime is absent, and its event has to be looked at again.
     */
    public Map<ExternalId, LeadId> claim(Map<ExternalId, LeadId> aliases) {
        Map<ExternalId, LeadId> claimed = new HashMap<>();
        if (aliases.isEmpty()) {
            return claimed;
        }
        List<ExternalId> sorted = aliases.keySet().stream()
                .sorted(java.util.Comparator.comparing(ExternalId::toString))
                .toList();
        jdbc.sql("""
                        insert into leadloop.lead_alias (source, record_type, external_id, lead_id)
                        select * from unnest(:sources::text[], :types::text[], :ids::text[], :leads::uuid[])
                        on conflict do nothing
                        returning source, record_type, external_id, lead_id
                        """)
                .param("sources", SqlArray.of(sorted, ExternalId::source))
                .param("types", SqlArray.of(sorted, ExternalId::type))
                .param("ids", SqlArray.of(sorted, ExternalId::id))
                .param("leads", SqlArray.of(sorted, aliases::get))
                .query(row -> {
                    ExternalId record =
                            new ExternalId(row.getString(1), RecordType.valueOf(row.getString(2)), row.getString(3));
                    claimed.put(record, new LeadId(row.getObject(4, UUID.class)));
                });
        return claimed;
    }

    /** Gives records back that were claimed in this transaction. */
    public void release(Collection<ExternalId> records) {
        if (!records.isEmpty()) {
            jdbc.sql("""
                            delete from leadloop.lead_alias a
                            using unnest(:sources::text[], :types::text[], :ids::text[]) as r(source, record_type, external_id)
                            where (a.source, a.record_type, a.external_id) = (r.source, r.record_type, r.external_id)
                            """)
                    .param("sources", SqlArray.of(records, ExternalId::source))
                    .param("types", SqlArray.of(records, ExternalId::type))
                    .param("ids", SqlArray.of(records, ExternalId::id))
                    .update();
        }
    }

    /** Reads leads and holds their rows until the transaction ends, always in the same order, so that nodes cannot deadlock. */
    public Map<LeadId, Lead> lock(Collection<LeadId> ids) {
        return byId(ids, " order by id for update");
    }

    public Map<LeadId, Lead> find(Collection<LeadId> ids) {
        return byId(ids, " order by id");
    }

    public Optional<Lead> find(LeadId id) {
        return Optional.ofNullable(find(List.of(id)).get(id));
    }

    private Map<LeadId, Lead> byId(Collection<LeadId> ids, String tail) {
        Map<LeadId, Lead> leads = new LinkedHashMap<>();
        if (!ids.isEmpty()) {
            jdbc.sql("select " + COLUMNS + " from leadloop.lead where id = any(:ids::uuid[])" + tail)
                    .param("ids", SqlArray.of(ids, LeadId::value))
                    .query(Leads::read)
                    .list()
                    .forEach(lead -> leads.put(lead.id(), lead));
        }
        return leads;
    }

    /** Inserts new leads and overwrites known ones. */
    public void save(Collection<Lead> leads, Instant now) {
        if (leads.isEmpty()) {
            return;
        }
        jdbc.sql("insert into leadloop.lead (" + COLUMNS + ", created_at, updated_at)\n" + """
                        select *, :now::timestamptz, :now::timestamptz from unnest(
                            :ids::uuid[], :sources::text[], :externalIds::text[], :stages::text[], :stageAts::timestamptz[],
                            :deals::text[], :instances::text[], :capturedAts::timestamptz[], :countries::text[],
                            :consents::text[], :personalizations::text[], :consentsSaidAt::timestamptz[], :emails::text[], :emailsGmail::text[],
                            :emailsStripped::text[], :phones::text[], :phonesDigits::text[],
                            :emailsLetters::text[], :emailFaults::text[], :phoneFaults::text[])
                        on conflict (id) do update set
                            stage = excluded.stage, stage_at = excluded.stage_at, deal_id = excluded.deal_id,
                            process_instance_id = excluded.process_instance_id, captured_at = excluded.captured_at,
                            country = excluded.country, consent_ad_user_data = excluded.consent_ad_user_data,
                            consent_ad_personalization = excluded.consent_ad_personalization,
                            consent_said_at = excluded.consent_said_at,
                            email_sha256 = excluded.email_sha256, email_gmail_sha256 = excluded.email_gmail_sha256,
                            email_stripped_sha256 = excluded.email_stripped_sha256,
                            phone_e164_sha256 = excluded.phone_e164_sha256,
                            phone_digits_sha256 = excluded.phone_digits_sha256,
                            email_letters_sha256 = excluded.email_letters_sha256,
                            email_fault = excluded.email_fault, phone_fault = excluded.phone_fault, updated_at = excluded.updated_at
                        """)
                .param("now", now.toString())
                .param("ids", SqlArray.of(leads, Lead::id))
                .param("sources", SqlArray.of(leads, it -> it.externalId().source()))
                .param("externalIds", SqlArray.of(leads, it -> it.externalId().id()))
                .param("stages", SqlArray.of(leads, Lead::stage))
                .param("stageAts", SqlArray.of(leads, Lead::stageAt))
                .param("deals", SqlArray.of(leads, Lead::dealId))
                .param("instances", SqlArray.of(leads, Lead::processInstanceId))
                .param("capturedAts", SqlArray.of(leads, Lead::capturedAt))
                .param("countries", SqlArray.of(leads, Lead::country))
                .param("consents", SqlArray.of(leads, it -> it.consent().adUserData()))
                .param("personalizations", SqlArray.of(leads, it -> it.consent().adPersonalization()))
                .param("consentsSaidAt", SqlArray.of(leads, it -> it.consent().saidAt()))
                .param("emails", SqlArray.of(leads, it -> it.contact().email()))
                .param("emailsGmail", SqlArray.of(leads, it -> it.contact().emailGmailStripped()))
                .param("emailsStripped", SqlArray.of(leads, it -> it.contact().emailAllStripped()))
                .param("phones", SqlArray.of(leads, it -> it.contact().phoneE164()))
                .param("phonesDigits", SqlArray.of(leads, it -> it.contact().phoneDigits()))
                .param("emailsLetters", SqlArray.of(leads, it -> it.contact().emailLetters()))
                .param("emailFaults", SqlArray.of(leads, it -> it.contact().emailFault()))
                .param("phoneFaults", SqlArray.of(leads, it -> it.contact().phoneFault()))
                .update();
    }

    /** How many leads stand at each stage, by stage id; one that became part of another counts there only. */
    public Map<String, Long> countByStage() {
        Map<String, Long> counts = new HashMap<>();
        // Merged ones are few: counted apart, so that the others are read from the index of stages alone.
        jdbc.sql("""
                        select stage, sum(leads) from (
                            select stage, count(*) as leads from leadloop.lead group by stage
                            union all
                            select stage, -count(*) from leadloop.lead where merged_into is not null group by stage) l
                        group by stage having sum(leads) > 0
                        """).query(row -> {
            counts.put(row.getString(1), row.getLong(2));
        });
        return counts;
    }

    /** The leads that changed last, newest first; at one stage, or at any where it is null. */
    public List<Lead> newest(@Nullable String stage, int limit) {
        return jdbc.sql(
                        "select " + COLUMNS + " from leadloop.lead"
                                + " where merged_into is null and (:stage::text is null or stage = :stage) order by updated_at desc, id desc limit :limit")
                .param("stage", stage)
                .param("limit", limit)
                .query(Leads::read)
                .list();
    }

    /** Leads with a running process that have stood at one of these stages since before then; locked, oldest first. */
    public List<Lead> lockStandingSince(Collection<String> stages, Instant before, @Nullable Lead after, int limit) {
        return jdbc.sql("select " + COLUMNS
                        + " from leadloop.lead where stage = any(:stages) and stage_at < :before::timestamptz"
                        + " and process_instance_id is not null"
                        + " and (:afterId::uuid is null or (stage_at, id) > (:afterAt::timestamptz, :afterId::uuid))"
                        + " order by stage_at, id limit :limit for update skip locked")
                .param("stages", SqlArray.of(stages, it -> it))
                .param("before", before.toString())
                .param("afterAt", after == null ? null : after.stageAt().toString())
                .param("afterId", after == null ? null : after.id().value())
                .param("limit", limit)
                .query(Leads::read)
                .list();
    }

    /** The leads of these process instances that nobody else holds; locked. */
    public List<Lead> lockRunning(Collection<String> instances) {
        return jdbc.sql(
                        "select " + COLUMNS
                                + " from leadloop.lead where process_instance_id = any(:instances) order by id for update skip locked")
                .param("instances", SqlArray.of(instances, it -> it))
                .query(Leads::read)
                .list();
    }

    /** All leads that stand at one stage stand at the other from now on; gives back how many. */
    public int moveAll(String fromStage, String toStage) {
        return jdbc.sql("update leadloop.lead set stage = :to where stage = :from")
                .param("from", fromStage)
                .param("to", toStage)
                .update();
    }

    static Lead read(ResultSet row, int number) throws SQLException {
        return new Lead(
                new LeadId(row.getObject("id", UUID.class)),
                ExternalId.lead(row.getString("source"), row.getString("external_id")),
                row.getString("stage"),
                row.getObject("stage_at", OffsetDateTime.class).toInstant(),
                row.getString("deal_id"),
                row.getString("process_instance_id"),
                instant(row.getTimestamp("captured_at")),
                row.getString("country"),
                new Consent(
                        Consent.State.valueOf(row.getString("consent_ad_user_data")),
                        Consent.State.valueOf(row.getString("consent_ad_personalization")),
                        instant(row.getTimestamp("consent_said_at"))),
                new HashedContact(
                        row.getString("email_sha256"),
                        row.getString("email_gmail_sha256"),
                        row.getString("email_stripped_sha256"),
                        row.getString("email_letters_sha256"),
                        row.getString("phone_e164_sha256"),
                        row.getString("phone_digits_sha256"),
                        fault(row.getString("email_fault")),
                        fault(row.getString("phone_fault"))));
    }

    private static HashedContact.@Nullable Fault fault(@Nullable String name) {
        return name == null ? null : HashedContact.Fault.valueOf(name);
    }

    private static @Nullable Instant instant(@Nullable Timestamp timestamp) {
        return timestamp == null ? null : timestamp.toInstant();
    }
}
