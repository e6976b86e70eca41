package io.leadloop.database;

import java.util.List;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * Keeps Camunda's tables in the schema {@code public}, whatever the database user is called. PostgreSQL's own search path
 * begins with the schema that is called like the user, so for a user {@code leadloop} releases before this one made them
 * in ours; they are moved. Not a migration of Flyway: older ones expect them in {@code public} already.
 */
@Repository
class EngineSchema {

    private static final Logger log = LoggerFactory.getLogger(EngineSchema.class);
    private static final String HOME = "public";

    private final JdbcClient jdbc;

    /** Takes the DataSource: the shared JdbcClient waits for Flyway, which waits for this. */
    EngineSchema(DataSource dataSource) {
        this.jdbc = JdbcClient.create(dataSource);
    }

    /**
     * Called under {@link StartLock}, before Flyway and the engine.
     *
     * @throws IllegalStateException if there are two engines to choose from, or the user may not make tables
     */
    void settle() {
        List<String> schemas = schemasWithAnEngine();
        boolean isHome = schemas.contains(HOME);
        if (schemas.size() > 1) {
            throw new IllegalStateException(
                    "Camunda's tables stand in the schemas " + String.join(" and ", schemas)
                            + ". LeadLoop uses those in public: drop or rename the other ones (act_*), whichever are not in use.");
        }
        if (!isHome) {
            mustBeAllowedToMakeTables();
            schemas.forEach(this::move);
        }
    }

    private List<String> schemasWithAnEngine() {
        return jdbc.sql("""
                        select schemaname::text from pg_tables where tablename = 'act_ge_property'
                        and schemaname in ('public', 'leadloop', current_user) order by schemaname = 'public' desc, 1
                        """).query(String.class).list();
    }

    private void mustBeAllowedToMakeTables() {
        String user = jdbc.sql("select current_user::text").query(String.class).single();
        boolean isAllowed = jdbc.sql("select has_schema_privilege('public', 'create')")
                .query(Boolean.class)
                .single();
        if (!isAllowed) {
            throw new IllegalStateException("The database user " + user
                    + " may not make tables in schema public. As the database's owner run: grant create on schema public to "
                    + user + ", or make that user the owner of the database.");
        }
    }

    /** All tables or none; their indexes and constraints go along. */
    private void move(String schema) {
        jdbc.sql("""
                        do $$
                        declare it record;
                        begin
                            for it in select schemaname, tablename from pg_tables
                                      where schemaname = '%s' and tablename like 'act\\_%%' loop
                                execute format('alter table %%I.%%I set schema public', it.schemaname, it.tablename);
                            end loop;
                        end $$
                        """.formatted(schema.replace("'", "''"))).update();
        log.info("Moved Camunda's tables from schema {} to public", schema);
    }
}
