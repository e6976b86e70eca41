package io.leadloop;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Repository;

/** Borders that the rooms' own declarations cannot hold: third parties, time, size. */
class ArchitectureTests {

    private static final int MOST_LINES = 300;
    private static final JavaClasses HOUSE = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("io.leadloop");

    @Test
    void camunda_is_known_in_process_pipeline_and_cockpit_only() {
        noClasses()
                .that()
                .resideOutsideOfPackages("io.leadloop.process..", "io.leadloop.pipeline..", "io.leadloop.ops.cockpit..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("org.camunda..")
                .check(HOUSE);
    }

    @Test
    void outside_calls_are_made_in_destination_and_crm_only() {
        noClasses()
                .that()
                .resideOutsideOfPackages("io.leadloop.http..", "io.leadloop.destination..", "io.leadloop.crm..")
                .should()
                .dependOnClassesThat()
                .haveFullyQualifiedName("org.springframework.web.client.RestClient")
                .check(HOUSE);
    }

    @Test
    void tracing_is_known_in_its_own_room_only() {
        noClasses()
                .that()
                .resideOutsideOfPackage("io.leadloop.trace")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("io.micrometer.tracing..", "io.opentelemetry..")
                .check(HOUSE);
    }

    @Test
    void sql_is_spoken_in_repositories_only() {
        noClasses()
                .that()
                .areNotAnnotatedWith(Repository.class)
                .and()
                .haveSimpleNameNotEndingWith("Row")
                .and()
                .resideOutsideOfPackage("io.leadloop.database")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("org.springframework.jdbc..")
                .check(HOUSE);
    }

    @Test
    void the_time_comes_from_the_injected_clock() {
        for (Class<?> time : List.of(Instant.class, OffsetDateTime.class, ZonedDateTime.class, LocalDate.class)) {
            noClasses().should().callMethod(time, "now").check(HOUSE);
        }
        noClasses().should().callMethod(System.class, "currentTimeMillis").check(HOUSE);
        noClasses()
                .that()
                .doNotHaveFullyQualifiedName(LeadLoopApplication.class.getName())
                .should()
                .callMethod(Clock.class, "systemUTC")
                .check(HOUSE);
    }

    @Test
    void nothing_is_injected_into_fields() {
        fields().should().notBeAnnotatedWith(Autowired.class).check(HOUSE);
    }

    @Test
    void no_source_file_is_longer_than_300_lines() throws IOException {
        try (Stream<Path> files = Files.walk(Path.of("src"))) {
            assertThat(files.filter(it -> it.toString().endsWith(".java")))
                    .allSatisfy(
                            file -> assertThat(lines(file)).as(file.toString()).isLessThanOrEqualTo(MOST_LINES));
        }
    }

    private static int lines(Path file) {
        try {
            return Files.readAllLines(file).size();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
