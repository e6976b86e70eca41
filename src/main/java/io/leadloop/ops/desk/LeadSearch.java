package io.leadloop.ops.desk;

import io.leadloop.crm.CrmSources;
import io.leadloop.database.SqlArray;
import io.leadloop.lead.ContactHasher;
import io.leadloop.lead.HashedContact;
import io.leadloop.lead.Lead;
import io.leadloop.lead.LeadId;
import io.leadloop.lead.Leads;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * Finds leads by what an operator has at hand: our id, any id of the CRM in any of its spellings (Salesforce: 15 or 18
 * characters), a click id, mail or phone. Mail and phone are
 * hashed here and searched by their hash; they are written nowhere.
 */
@Repository
public class LeadSearch {

    private static final int MOST = 100;
    private static final Pattern PHONE = Pattern.compile("\\+?[0-9][0-9 ()./-]{5,30}");
    private static final Pattern UUID_FORM = Pattern.compile("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}");

    private final JdbcClient jdbc;
    private final Leads leads;
    private final CrmSources sources;

    LeadSearch(JdbcClient jdbc, Leads leads, CrmSources sources) {
        this.jdbc = jdbc;
        this.leads = leads;
        this.sources = sources;
    }

    /**
     * Leads that fit, at most a hundred.
     *
     * @param country ISO 3166-1 alpha-2 for a phone number without a country code; null or empty where it has one
     */
    public List<Lead> find(String words, @Nullable String country) {
        String text = words.strip();
        if (text.isEmpty()) {
            return List.of();
        }
        if (UUID_FORM.matcher(text).matches()) {
            return leads.find(LeadId.of(text)).map(List::of).orElse(List.of());
        }
        Set<LeadId> found = new java.util.LinkedHashSet<>();
        found.addAll(byRecordOrClick(text));
        boolean mail = text.contains("@");
        if (mail || PHONE.matcher(text).matches()) {
            String region = country == null || country.isBlank()
                    ? null
                    : country.strip().toUpperCase(Locale.ROOT);
            found.addAll(byContact(ContactHasher.hash(mail ? text : null, mail ? null : text, region)));
        }
        return new ArrayList<>(leads.find(staying(found)).values());
    }

    /** A lead that became part of another is found as that one; by our own id it is found itself, its page says so. */
    private List<LeadId> staying(Set<LeadId> found) {
        return jdbc
                .sql("select distinct coalesce(leadloop.lead_that_stays(id), id) from unnest(:ids::uuid[]) as f(id)")
                .param("ids", SqlArray.of(found, it -> it))
                .query(UUID.class)
                .list()
                .stream()
                .map(LeadId::new)
                .toList();
    }

    /** By every source that has leads: also one that is switched off, and one that only files name. */
    private List<LeadId> byRecordOrClick(String text) {
        return jdbc
                .sql("""
                        with recursive known as (
                            (select source from leadloop.lead_alias order by source limit 1)
                            union all
                            select (select a.source from leadloop.lead_alias a where a.source > k.source order by a.source limit 1)
                            from known k where k.source is not null)
                        select lead_id from leadloop.lead_alias
                        where source in (select source from known where source is not null)
                          and record_type in ('LEAD', 'CONTACT', 'DEAL') and external_id = any(:ids)
                        union select lead_id from leadloop.click_id where value = :text
                        limit :limit
                        """)
                .param("ids", SqlArray.of(sources.spellingsOf(text), it -> it))
                .param("text", text)
                .param("limit", MOST)
                .query(UUID.class)
                .list()
                .stream()
                .map(LeadId::new)
                .toList();
    }

    private List<LeadId> byContact(HashedContact contact) {
        return jdbc
                .sql("""
                        select id from leadloop.lead where email_sha256 = :mail
                        union select id from leadloop.lead where phone_e164_sha256 = :phone
                        limit :limit
                        """)
                .param("mail", contact.email())
                .param("phone", contact.phoneE164())
                .param("limit", MOST)
                .query(UUID.class)
                .list()
                .stream()
                .map(LeadId::new)
                .toList();
    }

    /** Leads whose process has ended, the last ones first; one that became part of another is none of its own. */
    public List<Lead> finished(int limit) {
        List<LeadId> ids = jdbc.sql("""
                        select id from leadloop.lead where process_instance_id is null and merged_into is null
                        order by updated_at desc limit :limit
                        """).param("limit", limit).query(UUID.class).list().stream()
                .map(LeadId::new)
                .toList();
        Map<LeadId, Lead> known = leads.find(ids);
        return ids.stream()
                .filter(known::containsKey)
                .map(it -> (Lead) known.get(it))
                .toList();
    }
}
