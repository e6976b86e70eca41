package io.leadloop.support;

import io.leadloop.LeadLoopApplication;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.Tag;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.util.TestPropertyValues;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.test.context.ActiveProfiles;
import org.springframework.test.context.ContextConfiguration;
import org.springframework.test.context.TestExecutionListeners;

/**
 * The whole application on a PostgreSQL of its own, with the sandbox platforms, on a free port. Nothing runs by itself:
 * the test moves the inbox, the uploads and the clock through {@link House}, and calls the watches that it is about.
 * Only connections and bulk work, which people start on pages, are taken up as they are in an installation. Classes with
 * equal properties share one house; each finds it as it was when it was new ({@link StoryReset}).
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@SpringBootTest(
        classes = {LeadLoopApplication.class, HouseConfiguration.class},
        webEnvironment = SpringBootTest.WebEnvironment.DEFINED_PORT,
        properties = {
            "leadloop.database.embedded.durable=false",
            "leadloop.inbox.dispatch=false",
            "leadloop.upload.enabled=false",
            "leadloop.import.enabled=false",
            "leadloop.import.batch-size=3",
            "leadloop.schedule.off="
                    + "FORGET_INBOX,RELEASE_MATCHED,FORGET_IMPORTS,FORGET_CAPTURES,RETENTION,"
                    + "CLOSE_LEADS,MIGRATE_LEADS,MIGRATE_UPLOADS,CARRY_UPLOADS,FRESH_STATISTICS,"
                    + "SOURCE_SILENCE,NODE_CLOCK,INBOX_FIGURES,OPERATIONS_FIGURES,LEAD_FIGURES,"
                    + "FORECAST,COUNTED_LESS,EXPECTED_VALUES,ALERTS,CRM_WRITE_BACK,AUDIT_ACCOUNTS,"
                    + "LATER_VERDICTS,PLATFORM_VERSIONS,FETCH_REPORTS",
            "leadloop.admin.password=" + House.PASSWORD,
            "leadloop.http.answer-limit=5s",
            "camunda.bpm.job-execution.enabled=false",
            "spring.main.allow-bean-definition-overriding=true",
            "spring.test.observability.auto-configure=true"
        })
@ActiveProfiles("demo")
@Tag(StoryTest.TAG)
@ContextConfiguration(initializers = StoryTest.Fresh.class)
@TestExecutionListeners(listeners = StoryReset.class, mergeMode = TestExecutionListeners.MergeMode.MERGE_WITH_DEFAULTS)
public @interface StoryTest {

    /** By which the runs that have no database leave these tests out. */
    String TAG = "story";

    /** A data folder and a port that nobody else has. */
    final class Fresh implements ApplicationContextInitializer<ConfigurableApplicationContext> {

        @Override
        public void initialize(ConfigurableApplicationContext context) {
            TestPropertyValues.of(
                            "leadloop.database.embedded.directory=" + TestRun.folder("story"),
                            "server.port=" + Ports.free())
                    .applyTo(context);
        }
    }
}
