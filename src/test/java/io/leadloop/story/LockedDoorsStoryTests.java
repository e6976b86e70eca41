package io.leadloop.story;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.leadloop.support.Browser;
import io.leadloop.support.House;
import io.leadloop.support.Resources;
import io.leadloop.support.StoryTest;
import io.leadloop.support.WebSession;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import javax.script.ScriptEngineManager;
import org.camunda.bpm.engine.AuthorizationService;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.ProcessEngineException;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.authorization.Permissions;
import org.camunda.bpm.engine.identity.User;
import org.camunda.bpm.model.bpmn.Bpmn;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;

/** An attack on each door (DESIGN 9). */
@StoryTest
class LockedDoorsStoryTests {

    @Autowired
    House house;

    @Autowired
    RepositoryService repository;

    @Autowired
    RuntimeService runtime;

    @Autowired
    TaskService tasks;

    @Autowired
    AuthorizationService authorizations;

    @Autowired
    IdentityService identity;

    @Value("${server.port}")
    int port;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "${''.getClass().forName('java.lang.Runtime').getRuntime().exec('id')}",
                "${''.class.forName('java.lang.Runtime')}",
                "${execution.processEngineServices.repositoryService.createDeployment()}",
                "${execution.getProcessEngineServices()}",
                "${dataSource.connection}",
                "${leadJourney.toString()}"
            })
    void a_model_cannot_reach_beyond_its_beans(String expression) {
        String key = "attack-" + Math.abs(expression.hashCode());
        repository
                .createDeployment()
                .addModelInstance(
                        key + ".bpmn",
                        Bpmn.createExecutableProcess(key)
                                .camundaHistoryTimeToLive(1)
                                .startEvent()
                                .serviceTask()
                                .camundaExpression(expression)
                                .endEvent()
                                .done())
                .deploy();
        assertThatThrownBy(() -> runtime.startProcessInstanceByKey(key)).isInstanceOf(ProcessEngineException.class);
    }

    @Test
    void an_expression_inside_or_queries_is_harmless_in_the_engine() {
        assertThatThrownBy(() -> tasks.createTaskQuery()
                        .or()
                        .dueAfterExpression("${''.getClass().forName('java.lang.Runtime')}")
                        .endOr()
                        .list())
                .isInstanceOf(ProcessEngineException.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"orQueries\":[{\"dueAfterExpression\":\"${now()}\"}]}",
                "{\"orQueries\":[{\"orQueries\":[{\"assigneeExpression\":\"${now()}\"}]}]}",
                "{\"dueAfterExpression\":\"${now()}\"}",
                "{\"OrQueries\":[{\"followUpBeforeEXPRESSION\":\"${now()}\"}]}"
            })
    void a_query_with_an_expression_does_not_reach_the_engine(String query) {
        WebSession administrator = new WebSession(port).signsInToCockpit("admin", House.PASSWORD);
        HttpResponse<String> answer = administrator.send(administrator
                .request("/camunda/api/engine/engine/default/task")
                .header("X-XSRF-TOKEN", administrator.token())
                .POST(BodyPublishers.ofString(query)));
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains("not allowed in queries");
        HttpResponse<String> stranger = house.send(house.request("/camunda/api/engine/engine/default/task")
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(query)));
        assertThat(stranger.statusCode()).isEqualTo(401);
    }

    @Test
    void no_script_engine_is_on_the_class_path() {
        assertThat(new ScriptEngineManager().getEngineFactories())
                .extracting(it -> it.getEngineName())
                .noneMatch(
                        it -> it.toLowerCase(java.util.Locale.ROOT).matches(".*(groovy|javascript|graal|nashorn).*"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/engine-rest/engine",
                "/camunda/api/engine/engine/default/process-definition",
                "/api/leads",
                "/",
                "/v3/api-docs",
                "/actuator/env",
                "/ops/inbox"
            })
    void a_stranger_sees_nothing(String path) {
        HttpResponse<String> answer = house.send(house.request(path).GET());
        assertThat(answer.statusCode()).isIn(302, 401, 404);
        assertThat(answer.body()).doesNotContain("lead-lifecycle");
    }

    @Test
    void a_stranger_with_a_long_address_is_led_to_the_sign_in_as_well() {
        assertThat(house.send(house.request("/ops/import?" + "q=%27&".repeat(1_000))
                                .GET())
                        .statusCode())
                .isEqualTo(302);
    }

    @Test
    void the_first_visitor_does_not_become_the_administrator() {
        HttpResponse<String> answer = house.send(house.request("/camunda/api/admin/setup/default/user/create")
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(
                        "{\"profile\":{\"id\":\"eve\"},\"credentials\":{\"password\":\"eve\"}}")));
        assertThat(answer.statusCode()).isGreaterThanOrEqualTo(400);
        assertThat(identity.createUserQuery().userId("eve").count()).isZero();
    }

    @Test
    void none_of_the_users_that_camunda_ships_for_trying_is_there() {
        assertThat(identity.createUserQuery().list())
                .extracting(User::getId)
                .contains("admin")
                .doesNotContain("demo", "john", "mary", "peter");
    }

    @Test
    void an_operator_may_mend_but_not_deploy() {
        for (String group : List.of("operators", "sales-ops", "viewers")) {
            assertThat(authorizations.isUserAuthorized(
                            "someone",
                            List.of(group),
                            Permissions.CREATE,
                            org.camunda.bpm.engine.authorization.Resources.DEPLOYMENT))
                    .as(group)
                    .isFalse();
        }
        assertThat(authorizations.isUserAuthorized(
                        "someone",
                        List.of("operators"),
                        Permissions.UPDATE,
                        org.camunda.bpm.engine.authorization.Resources.PROCESS_INSTANCE))
                .isTrue();
    }

    @Test
    void a_verb_of_rest_needs_credentials_of_its_own() {
        HttpResponse<String> answer =
                house.send(house.request("/api/destinations/meta/pause").POST(BodyPublishers.noBody()));
        assertThat(answer.statusCode()).isEqualTo(401);
        assertThat(answer.headers().firstValue("WWW-Authenticate")).isEmpty();
    }

    @Test
    void a_button_that_is_pressed_after_the_session_ended_leads_to_the_sign_in() {
        HttpResponse<String> answer = house.send(house.request("/ops/destinations/meta/pause")
                .header("Accept", "text/html")
                .POST(BodyPublishers.noBody()));
        assertThat(answer.statusCode()).isEqualTo(401);
        assertThat(answer.body()).contains("You are signed out", "href=\"/login\"");
    }

    @Test
    void a_wrong_signature_stores_nothing() {
        long before = house.count("select count(*) from leadloop.inbox_message");
        HttpResponse<String> answer = house.send(house.request("/webhooks/generic")
                .header("webhook-id", "m")
                .header("webhook-timestamp", "1")
                .header("webhook-signature", "v1,AAAA")
                .POST(BodyPublishers.ofString("{}")));
        assertThat(answer.statusCode()).isEqualTo(401);
        assertThat(answer.headers().firstValue("Content-Type")).contains("application/problem+json");
        assertThat(house.count("select count(*) from leadloop.inbox_message")).isEqualTo(before);
    }

    @Test
    void sequence_13_a_wrong_organisation_or_token_stores_nothing() {
        String lead = Resources.text("crm/salesforce/lead-mql.xml");
        assertThat(house.salesforceSends(lead.replace("00Dxx0000001gPFEAY", "00D7F00000107XsUAI"))
                        .statusCode())
                .isEqualTo(403);
        assertThat(house.send(house.request("/webhooks/salesforce/guess").POST(BodyPublishers.ofString(lead)))
                        .statusCode())
                .isEqualTo(401);
        assertThat(house.send(house.request("/webhooks/salesforce").POST(BodyPublishers.ofString(lead)))
                        .statusCode())
                .isEqualTo(401);
    }

    @Test
    void a_body_that_calls_itself_a_form_is_read_as_it_came() {
        String message = Resources.text("crm/salesforce/lead-mql.xml");
        for (String address : new String[] {"/demo-salesforce-token", "?token=demo-salesforce-token"}) {
            assertThat(house.send(house.request("/webhooks/salesforce" + address)
                                    .header("Content-Type", "application/x-www-form-urlencoded")
                                    .POST(BodyPublishers.ofString(message)))
                            .body())
                    .contains("true</");
        }
    }

    @Test
    void sequence_13_a_bomb_and_a_flood_are_refused() {
        String bomb = "<?xml version=\"1.0\"?><!DOCTYPE a [<!ENTITY b \"b\">]><a>&b;</a>";
        assertThat(house.salesforceSends(bomb).statusCode()).isEqualTo(400);
        HttpResponse<String> flood = house.send(house.request("/webhooks/generic")
                .POST(HttpRequest.BodyPublishers.ofByteArray(new byte[10 * 1024 * 1024])));
        assertThat(flood.statusCode()).isEqualTo(413);
        assertThat(house.send(house.request("/webhooks/nobody").POST(BodyPublishers.noBody()))
                        .statusCode())
                .isEqualTo(404);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"/api/conversions?destination=a%00b", "/api/leads?stage=a%00b", "/api/conversions?lead=not-an-id"
            })
    void a_question_that_cannot_be_asked_is_the_askers_mistake(String path) {
        assertThat(house.send(house.asAdministrator(path).GET()).statusCode()).isEqualTo(400);
    }

    /** The pages' own sign-in: whoever has none is led to it whatever they ask. */
    @Test
    void a_page_that_cannot_be_asked_for_is_the_askers_mistake_too() {
        assertThat(Browser.signedIn(house, "admin", House.PASSWORD)
                        .get("/ops/audit?person=a%00b")
                        .statusCode())
                .isEqualTo(400);
    }

    @ParameterizedTest
    @ValueSource(strings = {"retry", "drop"})
    void a_verb_for_a_conversion_that_is_not_there_finds_nothing(String verb) {
        HttpResponse<String> answer =
                house.send(house.asAdministrator("/api/conversions/" + UUID.randomUUID() + "/" + verb)
                        .POST(BodyPublishers.noBody()));
        assertThat(answer.statusCode()).isEqualTo(404);
        assertThat(answer.body()).contains("There is no conversion");
    }

    @Test
    void mail_never_rests_in_a_table_or_a_variable() {
        house.leadReaches("secretive-mail", "MQL", "2026-10-03T09:00:00Z", "gclid=secretive-g");
        house.settles();
        Map<String, String> places = Map.of(
                "lead", "select count(*) from leadloop.lead l where l::text like '%secretive-mail@%'",
                "inbox",
                        "select count(*) from leadloop.inbox_message m where encode(payload, 'escape') like '%secretive-mail%'",
                "attempt", "select count(*) from leadloop.conversion_attempt a where a::text like '%secretive-g%'",
                "variable", "select count(*) from act_hi_varinst v where v::text like '%secretive%'");
        places.forEach((place, sql) -> assertThat(house.count(sql)).as(place).isZero());
    }
}
