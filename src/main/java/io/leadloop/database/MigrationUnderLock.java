package io.leadloop.database;

import org.springframework.boot.autoconfigure.flyway.FlywayMigrationStrategy;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Runs Flyway under {@link StartLock}: Flyway's own lock is a table of the schema that it creates. */
@Configuration(proxyBeanMethods = false)
class MigrationUnderLock {

    @Bean
    FlywayMigrationStrategy migrateUnderLock(StartLock lock) {
        return flyway -> {
            lock.acquire();
            flyway.migrate();
        };
    }
}
