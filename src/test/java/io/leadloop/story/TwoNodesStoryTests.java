package io.leadloop.story;

import static org.assertj.core.api.Assertions.assertThat;

import io.leadloop.LeadLoopApplication;
import io.leadloop.support.StoryTest;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.camunda.bpm.engine.RepositoryService;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.autoconfigure.jdbc.JdbcConnectionDetails;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Two nodes on one PostgreSQL that is given by an address, from the first second on. */
@StoryTest
class TwoNodesStoryTests {

    private static final String KEY = "MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTIzNDU2Nzg5MDE=";

    @Autowired
    JdbcClient jdbc;

    @Autowired
    JdbcConnectionDetails server;

    @Test
    void both_start_at_once_on_an_empty_database() {
        jdbc.sql("create database two_nodes").update();
        List<CompletableFuture<ConfigurableApplicationContext>> starting = Stream.of("one", "two")
                .map(node -> CompletableFuture.supplyAsync(() -> start(node)))
                .toList();
        List<ConfigurableApplicationContext> nodes =
                starting.stream().map(CompletableFuture::join).toList();
        try {
            RepositoryService repository = nodes.get(0).getBean(RepositoryService.class);
            assertThat(repository.createProcessDefinitionQuery().list())
                    .extracting(it -> it.getKey() + ":" + it.getVersion())
                    .containsExactlyInAnyOrder(
                            "lead-lifecycle:1", "conversion-upload:1", "crm-sweep:1", "stuck-lead-watch:1");
        } finally {
            nodes.forEach(ConfigurableApplicationContext::close);
        }
    }

    private ConfigurableApplicationContext start(String node) {
        return new SpringApplicationBuilder(LeadLoopApplication.class)
                .run(
                        "--spring.application.name=" + node,
                        "--server.port=0",
                        "--spring.datasource.url=" + server.getJdbcUrl().replace("/postgres?", "/two_nodes?"),
                        "--spring.datasource.username=" + server.getUsername(),
                        "--spring.datasource.password=" + server.getPassword(),
                        "--spring.datasource.hikari.maximum-pool-size=6",
                        "--spring.jmx.enabled=false",
                        "--leadloop.inbox.encryption-key=" + KEY);
    }
}
