package io.leadloop.story;

import static org.assertj.core.api.Assertions.assertThat;

import io.leadloop.support.House;
import io.leadloop.support.StoryTest;
import io.leadloop.support.TestClock;
import io.leadloop.support.WebSession;
import java.net.http.HttpResponse;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;

/** Who did what, by person, verb, subject and day, on the page, by REST and as a file. */
@StoryTest
class TheAuditLogIsSearchedStoryTests {

    private static final String LINE =
            "insert into leadloop.audit_entry (at, actor, verb, subject, subject_id, comment)"
                    + " values ('%s', '%s', '%s', '%s', '%s', '%s')";

    @Autowired
    House house;

    @Autowired
    TestClock clock;

    @Value("${server.port}")
    int port;

    @BeforeEach
    void three_deeds() {
        clock.set("2026-10-03T10:25:00Z");
        house.sql("delete from leadloop.audit_entry");
        house.sql(LINE.formatted("2026-10-01T23:59:59Z", "olga", "PAUSE", "DESTINATION", "meta", "one"));
        house.sql(LINE.formatted("2026-10-02T00:00:00Z", "admin", "DELETE", "USER", "olga", "two"));
        house.sql(LINE.formatted("2026-10-03T00:00:00Z", "admin", "RESUME", "DESTINATION", "meta", "=three()"));
    }

    private HttpResponse<String> get(String path) {
        return house.send(house.asAdministrator(path).GET());
    }

    @ParameterizedTest
    @CsvSource({
        "'', =three() two one",
        "person=olga, two one",
        "verb=resume, =three()",
        "subject=DESTINATION, =three() one",
        "id=meta&person=admin, =three()",
        "from=2026-10-02&until=2026-10-02, two",
        "until=2026-10-01, one",
        "person=nobody, ''",
        "person=&verb=&subject=&id=&from=&until=&lead=, =three() two one"
    })
    void each_question_finds_its_lines(String question, String comments) {
        String found = get("/api/audit?" + question).body();
        assertThat(found.replaceAll("(?s).*?\"comment\":\"([^\"]*)\"|.+$", "$1 ")
                        .strip())
                .isEqualTo(comments);
    }

    @ParameterizedTest
    @ValueSource(strings = {"verb=EXPLODE", "subject=x", "from=yesterday", "until=9999999-01-01", "lead=x"})
    void a_question_that_cannot_be_read_is_refused_in_words(String question) {
        for (String path : new String[] {"/api/audit?", "/api/audit.csv?"}) {
            assertThat(get(path + question).statusCode()).as(path).isEqualTo(400);
        }
        WebSession page = new WebSession(port).signsInToOurPages("admin", House.PASSWORD);
        assertThat(page.get("/ops/audit?" + question).body()).contains("cannot be read");
        assertThat(page.get("/ops/audit.csv?" + question).statusCode()).isEqualTo(400);
    }

    @Test
    void the_page_leads_to_the_same_lines_as_a_file() {
        WebSession page = new WebSession(port).signsInToOurPages("admin", House.PASSWORD);
        String found = page.get("/ops/audit?person=olga&verb=PAUSE").body();
        assertThat(found).contains(">one<").doesNotContain(">two<");
        String link = found.replaceAll("(?s).*href=\"(/ops/audit.csv[^\"]*)\".*", "$1")
                .replace("&amp;", "&");
        HttpResponse<String> file = page.get(link);
        assertThat(file.headers().firstValue("Content-Type").orElseThrow()).startsWith("text/csv");
        assertThat(file.body().lines())
                .hasSize(2)
                .last()
                .asString()
                .contains("2026-10-01T23:59:59Z,olga,PAUSE,DESTINATION,meta,,,,one,1");
    }

    @Test
    void the_file_by_rest_holds_no_formulas() {
        assertThat(get("/api/audit.csv?verb=RESUME").body())
                .startsWith("id,at,who,verb,subject,subject_id,lead_id,crm_id,detail,comment,times\n")
                .contains(",'=three(),1");
    }

    @Test
    void of_a_lead_nobody_knows_there_is_nothing() {
        assertThat(get("/api/audit?lead=" + UUID.randomUUID()).body()).isEqualTo("[]");
    }

    @Test
    void a_stranger_gets_no_file() {
        assertThat(new WebSession(port).get("/ops/audit.csv").statusCode()).isEqualTo(302);
        assertThat(new WebSession(port).get("/api/audit.csv").statusCode()).isEqualTo(401);
    }
}
