package io.leadloop.database;

import org.springframework.boot.autoconfigure.flyway.FlywayMigrationStrategy;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Flyway's own lock lives in a table of the schema that it creates, so creating that schema needs ours. */
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
