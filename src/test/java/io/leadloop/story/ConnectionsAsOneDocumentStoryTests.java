package io.leadloop.story;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;

/** A file that git owns, sent by curl: it holds every connection, and no secret once it was read from here. */
class ConnectionsAsOneDocumentStoryTests extends BeforeAnythingIsConnected {

    private static final String CLOSE = """
            {"kind":"source","name":"closer","type":"generic","state":"ON",
             "keys":{"preset":"zapier","secrets[0]":"a-secret-of-zapier","consent-when-absent":"unknown"}}""";

    private String account(String label) {
        return """
                {"kind":"account","name":"brand-uk","type":"meta","label":"%s","state":"ON",
                 "keys":{"dataset-id":"700700","access-token":"%s","base-url":"%s"}}""".formatted(label, BrandUk.SECRET, brand.address());
    }

    private HttpResponse<String> put(String query, String document) {
        return house.send(house.asAdministrator("/api/connections" + query)
                .header("Content-Type", "application/json")
                .PUT(BodyPublishers.ofString(document)));
    }

    private String all() {
        return house.send(house.asAdministrator("/api/connections")).body();
    }

    private long versions() {
        return house.count("select count(*) from leadloop.connection_version");
    }

    @Test
    void what_is_listed_may_be_given_back_and_changes_nothing() {
        put("", "[" + account("Brand") + "," + CLOSE + "]");
        String listed = all();
        assertThat(listed).contains("brand-uk", "closer").doesNotContain(BrandUk.SECRET, "a-secret-of-zapier");
        long before = versions();
        HttpResponse<String> answer = put("", listed);
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).contains("\"changed\":[]").doesNotContain("\"changed\":[\"");
        assertThat(versions()).isEqualTo(before);
    }

    @Test
    void a_dry_run_names_what_would_change_and_changes_nothing() {
        HttpResponse<String> answer = put("?dryRun=true", "[" + account("Brand") + "," + CLOSE + "]");
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).contains("\"isNew\":true", "dataset-id").doesNotContain("700700", BrandUk.SECRET);
        assertThat(all()).isEqualTo("[]");
    }

    @Test
    void both_work_at_once_and_what_the_document_does_not_name_stays() {
        put("", "[" + CLOSE + "]");
        HttpResponse<String> answer = put("", "[" + account("Brand") + "]");
        assertThat(answer.body()).contains("\"left\":[\"source/closer\"]");
        assertThat(destinations.find("brand-uk")).isPresent();
        assertThat(sources.find("closer")).isPresent();
    }

    /** Half a document would be worse than none. */
    @Test
    void where_one_is_refused_none_is_made_and_the_words_say_which() {
        HttpResponse<String> answer =
                put("", "[" + account("Brand") + "," + CLOSE.replace("zapier\"", "zappier\"") + "]");
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains("source/closer: ", "zappier");
        assertThat(all()).isEqualTo("[]");
    }

    @Test
    void a_document_that_names_one_twice_or_in_no_list_or_without_its_name_is_refused() {
        assertThat(put("", "[" + CLOSE + "," + CLOSE + "]").body())
                .contains("source/closer stands in the document twice");
        assertThat(put("", CLOSE).body()).contains("no list of connections");
        assertThat(put("", "[{\"kind\":\"account\",\"type\":\"meta\"}]").body()).contains("Say kind");
        assertThat(put("", "[" + CLOSE + "] trailing").statusCode()).isEqualTo(400);
        assertThat(all()).isEqualTo("[]");
    }

    @Test
    void the_state_REMOVED_removes_and_says_nothing_the_second_time() {
        put("", "[" + CLOSE + "]");
        String removed = "[" + CLOSE.replace("\"ON\"", "\"REMOVED\"") + "]";
        assertThat(put("", removed).body()).contains("state");
        assertThat(all()).isEqualTo("[]");
        assertThat(put("", removed).body()).contains("\"changed\":[]");
    }

    /** A document of one connection at the address of another is a slip. */
    @Test
    void one_connections_document_at_anothers_address_is_refused() {
        assertThat(brand.put("account/brand-fr", account("Brand")).statusCode()).isEqualTo(400);
        assertThat(all()).isEqualTo("[]");
    }
}
