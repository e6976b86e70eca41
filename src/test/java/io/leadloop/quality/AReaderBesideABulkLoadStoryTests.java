package io.leadloop.quality;

import static org.assertj.core.api.Assertions.assertThatCode;

import io.leadloop.support.StoryTest;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.UUID;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** Somebody opens a page while another node, or a load of a year, works the figures out. */
@StoryTest
class AReaderBesideABulkLoadStoryTests {

    @Autowired
    LeadFigures figures;

    @Autowired
    DataSource database;

    @Test
    void sees_the_figures_of_before_instead_of_an_error() throws SQLException {
        try (Connection other = database.getConnection();
                Statement statement = other.createStatement()) {
            other.setAutoCommit(false);
            statement.execute("select pg_advisory_xact_lock(hashtext('leadloop.facts'))");
            try (Connection queue = database.getConnection();
                    Statement waits = queue.createStatement()) {
                waits.execute("insert into leadloop.fact_queue (lead_id) values ('" + UUID.randomUUID() + "')");
            }
            assertThatCode(figures::refresh).doesNotThrowAnyException();
            other.rollback();
        }
        figures.catchUp();
    }
}
