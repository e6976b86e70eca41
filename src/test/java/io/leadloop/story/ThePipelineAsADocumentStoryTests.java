package io.leadloop.story;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.leadloop.pipeline.LivePipeline;
import io.leadloop.pipeline.PipelineDrafts;
import io.leadloop.pipeline.PipelineVersion;
import io.leadloop.support.House;
import io.leadloop.support.StoryTest;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** The pipeline as one document that a repository can hold: {@code GET} and {@code PUT /api/pipeline}. */
@StoryTest
class ThePipelineAsADocumentStoryTests {

    private static final ObjectMapper JSON = new ObjectMapper();

    @Autowired
    House house;

    @Autowired
    LivePipeline live;

    @Autowired
    PipelineDrafts drafts;

    private ObjectNode document() throws Exception {
        return (ObjectNode)
                JSON.readTree(house.send(house.asAdministrator("/api/pipeline")).body());
    }

    private HttpResponse<String> put(String query, ObjectNode document) {
        return house.send(house.asAdministrator("/api/pipeline" + query)
                .header("Content-Type", "application/json")
                .PUT(HttpRequest.BodyPublishers.ofString(document.toString())));
    }

    private ObjectNode changed(Consumer<ObjectNode> change) throws Exception {
        ObjectNode document = document();
        change.accept(document);
        return document;
    }

    private static void renamed(ObjectNode document) {
        ((ObjectNode) document.withArray("stages").get(1)).put("name", "Qualified by marketing");
    }

    @Test
    void what_was_got_says_what_is_live_and_changes_nothing() throws Exception {
        Integer before = live.version().number();
        HttpResponse<String> answer = put("", document());
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).contains("\"differences\":[]");
        assertThat(live.version().number()).isEqualTo(before);
    }

    @Test
    void a_change_is_told_first_and_then_published() throws Exception {
        Integer before = live.version().number();
        ObjectNode document = changed(ThePipelineAsADocumentStoryTests::renamed);
        assertThat(put("?dryRun=true", document).body()).contains("Qualified by marketing");
        assertThat(live.version().number()).isEqualTo(before);
        HttpResponse<String> answer = put("", document);
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(live.version().number()).isEqualTo((before == null ? 0 : before) + 1);
        assertThat(live.version().pipeline().stages().get(1).name()).isEqualTo("Qualified by marketing");
        assertThat(put("", changed(it -> it.remove("version"))).body()).contains("\"differences\":[]");
    }

    @Test
    void a_document_of_an_older_version_is_refused() throws Exception {
        ObjectNode document = changed(it -> {
            renamed(it);
            it.put("version", 999);
        });
        HttpResponse<String> answer = put("", document);
        assertThat(answer.statusCode()).isEqualTo(409);
        assertThat(answer.body()).contains("was made of version 999");
    }

    @Test
    void what_the_checks_refuse_is_named_and_does_not_go_live() throws Exception {
        Integer before = live.version().number();
        ObjectNode document =
                changed(it -> ((ObjectNode) ((ArrayNode) it.get("statuses")).get(0)).put("stage", "NOT_A_STAGE"));
        HttpResponse<String> answer = put("", document);
        assertThat(answer.statusCode()).isEqualTo(422);
        assertThat(answer.body()).contains("NOT_A_STAGE", "\"findings\"");
        assertThat(live.version().number()).isEqualTo(before);
    }

    @Test
    void a_misspelt_key_is_no_silent_default() throws Exception {
        HttpResponse<String> inside =
                put("", changed(it -> ((ObjectNode) it.withArray("stages").get(0)).put("holdHour", 3)));
        assertThat(inside.statusCode()).isEqualTo(400);
        assertThat(inside.body()).contains("stages[0].holdHour");
        HttpResponse<String> beside = put("", changed(it -> it.put("stagess", 1)));
        assertThat(beside.statusCode()).isEqualTo(400);
        assertThat(beside.body()).contains("stagess");
        HttpResponse<String> without = put("", changed(it -> it.remove("reports")));
        assertThat(without.statusCode()).isEqualTo(400);
        assertThat(without.body()).contains("no list 'reports'");
    }

    @Test
    void a_row_without_an_id_or_a_note_is_a_new_one() throws Exception {
        ObjectNode document = changed(it -> {
            ArrayNode reports = it.withArray("reports");
            ObjectNode copy = reports.get(0).deepCopy();
            copy.remove("id");
            copy.remove("note");
            copy.put("destination", "x");
            copy.put("action", "by-hand");
            reports.add(copy);
        });
        HttpResponse<String> answer = put("?dryRun=true", document);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        assertThat(answer.body()).contains("by-hand");
    }

    @Test
    void what_is_missing_or_cannot_be_is_named_with_its_place() throws Exception {
        isRefused(it -> ((ObjectNode) it.withArray("reports").get(1)).remove("leads"), "reports[1].leads");
        isRefused(it -> ((ObjectNode) it.withArray("reports").get(1)).remove("role"), "reports[1].role");
        isRefused(
                it -> ((ObjectNode) it.withArray("reports").get(1).get("leads")).remove("country"),
                "reports[1].leads.country");
        isRefused(it -> ((ObjectNode) it.withArray("statuses").get(0)).putNull("status"), "statuses[0].status");
        isRefused(it -> ((ObjectNode) it.withArray("stages").get(0)).remove("kind"), "stages[0].kind");
        isRefused(it -> it.withArray("stages").insertNull(0), "stages[0]");
        isRefused(it -> ((ObjectNode) it.withArray("reports").get(0)).put("id", "1 rule"), "reports[0].id");
        isRefused(
                it -> ((ObjectNode) it.withArray("reports").get(1))
                        .set("id", it.withArray("reports").get(0).get("id")),
                "stands there twice");
    }

    @Test
    void what_no_decision_table_can_hold_is_refused_before_anything_reads_it() throws Exception {
        isRefused(
                it -> ((ObjectNode) it.withArray("statuses").get(2).get("source")).put("not", true),
                "statuses[2].source");
        isRefused(
                it -> ((ObjectNode) it.withArray("reports").get(0)).put("action", "x".repeat(501)),
                "reports[0].action");
        isRefused(it -> ((ObjectNode) it.withArray("reports").get(0)).put("action", "a\u0000b"), "reports[0].action");
        isRefused(it -> ((ObjectNode) it.withArray("reports").get(0)).put("action", "a\u000bb"), "reports[0].action");
        isRefused(it -> ((ObjectNode) it.withArray("stages").get(0)).put("name", "a\uffff"), "stages[0].name");
        for (String number : new String[] {"1E2000000000", "1E16", "0.00001"}) {
            isRefused(
                    it -> ((ObjectNode) it.withArray("reports").get(0).get("leads"))
                            .set(
                                    "dealSize",
                                    JSON.createObjectNode()
                                            .put("from", number)
                                            .putNull("under")
                                            .put("currency", "EUR")),
                    "reports[0].leads.dealSize.from");
        }
    }

    private void isRefused(Consumer<ObjectNode> change, String words) throws Exception {
        HttpResponse<String> answer = put("?dryRun=true", changed(change));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(400);
        assertThat(answer.body()).contains(words);
    }

    @Test
    void a_draft_in_the_browser_is_not_overwritten() throws Exception {
        PipelineVersion draft = drafts.begin("admin");
        ObjectNode document = changed(it -> ((ObjectNode) it.withArray("stages").get(0)).put("name", "Another"));
        HttpResponse<String> answer = put("", document);
        drafts.discard(draft.id(), "admin");
        assertThat(answer.statusCode()).isEqualTo(409);
        assertThat(answer.body()).contains("publish or discard it first");
    }
}
