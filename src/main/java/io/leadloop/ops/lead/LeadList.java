package io.leadloop.ops.lead;

import io.leadloop.database.SqlArray;
import io.leadloop.lead.Lead;
import io.leadloop.lead.LeadId;
import io.leadloop.lead.Leads;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The leads that changed last, by where they stand and by what platforms were told of them. */
@Repository
class LeadList {

    /** A rare answer is looked for no further back, so that the page is there at any number of leads. */
    static final int LOOKED_AT = 20_000;

    private final JdbcClient jdbc;
    private final Leads leads;

    LeadList(JdbcClient jdbc, Leads leads) {
        this.jdbc = jdbc;
        this.leads = leads;
    }

    /**
     * Which leads are wanted.
     *
     * @param stage where they stand; empty for any
     * @param told empty for all; {@code yes} for those of which a platform took a conversion, {@code no} for the others, of the
     *     stage where one is asked for; {@code yes:google-ads} for one account
     */
    record Wanted(String stage, String told) {

        /** What is none of these is no wish. */
        Wanted {
            told = told.matches("(yes|no)(:.+)?") ? told : "";
        }

        public boolean isAll() {
            return stage.isEmpty() && told.isEmpty();
        }

        private String account() {
            return told.contains(":") ? told.substring(told.indexOf(':') + 1) : "";
        }

        private boolean isTold() {
            return told.startsWith("yes");
        }
    }

    /** Newest first. */
    List<Lead> of(Wanted wanted, int limit) {
        if (wanted.told().isEmpty()) {
            return leads.newest(wanted.stage().isEmpty() ? null : wanted.stage(), limit);
        }
        List<LeadId> ids = jdbc
                .sql("""
                        with newest as (
                            select id, updated_at from leadloop.lead
                            where merged_into is null and (:stage = '' or stage = :stage)
                            order by updated_at desc, id desc limit :most)
                        select n.id from newest n where :told = exists (
                            select from leadloop.conversion c
                            where c.lead_id = n.id and c.type = 'CONVERSION' and c.state = 'ACCEPTED'
                              and (:account = '' or c.destination = :account) and (:stage = '' or c.stage = :stage))
                        order by n.updated_at desc, n.id desc limit :limit
                        """)
                .param("stage", wanted.stage())
                .param("told", wanted.isTold())
                .param("account", wanted.account())
                .param("most", LOOKED_AT)
                .param("limit", limit)
                .query(UUID.class)
                .list()
                .stream()
                .map(LeadId::new)
                .toList();
        Map<LeadId, Lead> found = leads.find(ids);
        return ids.stream().map(found::get).filter(Objects::nonNull).toList();
    }

    /** The accounts that took a conversion of each of these leads, by their ids; a lead of which none did is absent. */
    Map<LeadId, List<String>> toldTo(Collection<Lead> of) {
        Map<LeadId, List<String>> told = new HashMap<>();
        jdbc.sql("""
                        select distinct lead_id, destination from leadloop.conversion
                        where lead_id = any(:leads::uuid[]) and type = 'CONVERSION' and state = 'ACCEPTED'
                        order by lead_id, destination
                        """).param("leads", SqlArray.of(of, it -> it.id().value())).query(row -> {
            told.computeIfAbsent(new LeadId(row.getObject(1, UUID.class)), it -> new ArrayList<>())
                    .add(row.getString(2));
        });
        return told;
    }
}
