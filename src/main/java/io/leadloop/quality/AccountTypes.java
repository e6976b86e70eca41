package io.leadloop.quality;

import io.leadloop.destination.Destination;
import io.leadloop.destination.Destinations;
import org.springframework.beans.factory.InitializingBean;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Writes at each start, and when accounts change, of which type of platform the accounts are; facts are worked out and read by it. */
@Repository
class AccountTypes implements InitializingBean {

    private final JdbcClient jdbc;
    private final Destinations destinations;

    AccountTypes(JdbcClient jdbc, Destinations destinations) {
        this.jdbc = jdbc;
        this.destinations = destinations;
    }

    @Override
    public void afterPropertiesSet() {
        destinations.whenChanged(this::write);
    }

    private void write() {
        destinations.all().stream()
                .map(Destination::profile)
                .forEach(account -> jdbc.sql("""
                        insert into leadloop.destination_account (name, type) values (:name, :type)
                        on conflict (name) do update set type = excluded.type
                        where leadloop.destination_account.type <> excluded.type
                        """)
                        .param("name", account.id())
                        .param("type", account.type())
                        .update());
    }
}
