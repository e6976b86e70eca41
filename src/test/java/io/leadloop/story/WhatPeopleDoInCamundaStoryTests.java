package io.leadloop.story;

import static org.assertj.core.api.Assertions.assertThat;

import io.leadloop.conversion.Conversion;
import io.leadloop.lead.Lead;
import io.leadloop.ops.desk.AuditLog;
import io.leadloop.support.House;
import io.leadloop.support.StoryTest;
import io.leadloop.support.TestClock;
import io.leadloop.support.WebSession;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.List;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.identity.User;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;

/** What is pressed in Cockpit, Tasklist and Admin, by the requests that they send, stands in our audit log. */
@StoryTest
class WhatPeopleDoInCamundaStoryTests {

    private static final String ENGINE = "/camunda/api/engine/engine/default/";

    @Autowired
    House house;

    @Autowired
    TestClock clock;

    @Autowired
    AuditLog audit;

    @Autowired
    IdentityService identity;

    @Autowired
    ProcessEngine engine;

    @Value("${server.port}")
    int port;

    private WebSession admin;

    @BeforeEach
    void an_administrator_in_cockpit() {
        clock.set("2026-10-03T10:25:00Z");
        admin = new WebSession(port).signsInToCockpit("admin", House.PASSWORD);
    }

    @AfterEach
    void nobody_stays() {
        identity.deleteUser("nina");
        identity.deleteUser("tessa");
        house.faults("google-ads");
    }

    private void sends(String method, String path, String body) {
        HttpRequest.Builder request = admin.request(ENGINE + path)
                .header("X-XSRF-TOKEN", admin.token())
                .method(method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
        HttpResponse<String> answer = admin.send(request);
        assertThat(answer.statusCode())
                .as(method + " " + path + ": " + answer.body())
                .isIn(200, 204);
    }

    private Lead lead(String name) {
        house.leadReaches(name, "MQL", "2026-10-03T09:00:00Z", "gclid=" + name + "-g");
        house.applies();
        return house.lead("generic", name).orElseThrow();
    }

    private String upload(Conversion conversion) {
        return engine.getRuntimeService()
                .createProcessInstanceQuery()
                .processInstanceBusinessKey(conversion.id().toString())
                .singleResult()
                .getId();
    }

    private List<String> lines(Lead lead) {
        return audit.newest(lead.id().value(), 50).stream()
                .map(WhatPeopleDoInCamundaStoryTests::words)
                .toList();
    }

    private List<String> newest(int lines) {
        return audit.newest(null, lines).stream()
                .map(WhatPeopleDoInCamundaStoryTests::words)
                .toList();
    }

    private static String words(AuditLog.Entry it) {
        String id = it.subject() == AuditLog.Subject.DEPLOYMENT ? "" : " " + it.subjectId();
        return it.actor() + " " + it.verb() + " " + it.subject()
                + (it.lead() == null ? id : "")
                + ": " + it.detail()
                + (it.comment().isEmpty() ? "" : " / " + it.comment());
    }

    @Test
    void a_leads_process_is_suspended_activated_changed_and_cancelled() {
        Lead lead = lead("by-hand");
        String instance = "process-instance/" + lead.processInstanceId();
        sends("PUT", instance + "/suspended", "{\"suspended\":true}");
        sends("PUT", instance + "/suspended", "{\"suspended\":false}");
        sends("PUT", instance + "/variables/stage", "{\"value\":\"someone@example.com\",\"type\":\"String\"}");
        sends(
                "POST",
                instance + "/modification",
                "{\"instructions\":[{\"type\":\"startBeforeActivity\",\"activityId\":\"Wait_Sql\"}],"
                        + "\"annotation\":\"as sales asked\"}");
        sends("DELETE", instance, "");
        assertThat(lines(lead))
                .containsExactly(
                        "admin DELETE LEAD: process instance",
                        "admin MODIFY LEAD: process instance / as sales asked",
                        "admin SET_VARIABLES LEAD: variable: stage",
                        "admin ACTIVATE LEAD: process instance: suspensionState to active",
                        "admin SUSPEND LEAD: process instance: suspensionState to suspended");
        assertThat(house.tablesThatHold("someone@example.com"))
                .as("values that somebody typed are in the engine's own table alone")
                .doesNotContain("leadloop.audit_entry");
        assertThat(house.count("select count(*) from public.act_hi_op_log"))
                .as("nothing is kept twice")
                .isZero();
    }

    @Test
    void an_upload_that_is_given_retries_or_cancelled_is_one_line_each() {
        Lead lead = lead("uploaded");
        Conversion conversion = house.conversion("uploaded", "MQL", "google-ads");
        String task = engine.getExternalTaskService()
                .createExternalTaskQuery()
                .processInstanceId(upload(conversion))
                .singleResult()
                .getId();
        sends("PUT", "external-task/" + task + "/retries", "{\"retries\":3}");
        sends("DELETE", "process-instance/" + upload(conversion), "");
        assertThat(lines(lead))
                .containsExactly(
                        "admin CANCEL CONVERSION: MQL to google-ads, in Cockpit or by Camunda's REST",
                        "admin SET_RETRIES CONVERSION: MQL to google-ads, external task: retries to 3");
    }

    @Test
    void a_task_that_is_claimed_and_completed_in_tasklist_is_one_line_each() {
        house.faults("google-ads", "{\"fault\":\"BAD_ROW\",\"matching\":\"claimed-g\"}");
        Lead lead = lead("claimed");
        house.uploads();
        String task = engine.getTaskService()
                .createTaskQuery()
                .processInstanceBusinessKey(
                        house.conversion("claimed", "MQL", "google-ads").id().toString())
                .singleResult()
                .getId();
        sends("POST", "task/" + task + "/claim", "{\"userId\":\"admin\"}");
        sends("POST", "task/" + task + "/complete", "{\"variables\":{\"decision\":{\"value\":\"DROPPED\"}}}");
        assertThat(lines(lead))
                .containsExactly(
                        "admin DROP CONVERSION: MQL to google-ads, in Tasklist or Cockpit",
                        "admin ASSIGN CONVERSION: MQL to google-ads, task: assignee to admin");
    }

    @Test
    void an_incident_is_resolved_and_a_model_suspended() {
        Lead lead = lead("with-incident");
        String incident = engine.getRuntimeService()
                .createIncident("byHand", lead.processInstanceId(), "x", "y")
                .getId();
        sends("DELETE", "incident/" + incident, "");
        assertThat(lines(lead)).containsExactly("admin RESOLVE LEAD: process instance: incidentId");
        try {
            sends(
                    "PUT",
                    "process-definition/suspended",
                    "{\"processDefinitionKey\":\"crm-sweep\",\"suspended\":true,\"includeProcessInstances\":false}");
            assertThat(newest(1)).singleElement().asString().startsWith("admin SUSPEND PROCESS_DEFINITION crm-sweep");
        } finally {
            engine.getRepositoryService().activateProcessDefinitionByKey("crm-sweep");
        }
    }

    @Test
    void a_model_is_deployed() {
        String file = "<definitions xmlns='http://www.omg.org/spec/BPMN/20100524/MODEL' id='d'"
                + " targetNamespace='t' xmlns:camunda='http://camunda.org/schema/1.0/bpmn'><process id='theirs'"
                + " isExecutable='true' camunda:historyTimeToLive='1'><startEvent id='s'/></process></definitions>";
        String part = "--b\r\nContent-Disposition: form-data; name=\"";
        HttpResponse<String> answer = admin.send(admin.request(ENGINE + "deployment/create")
                .setHeader("Content-Type", "multipart/form-data; boundary=b")
                .header("X-XSRF-TOKEN", admin.token())
                .POST(BodyPublishers.ofString(part + "deployment-name\"\r\n\r\ntheir model\r\n" + part
                        + "f\"; filename=\"theirs.bpmn\"\r\nContent-Type: text/xml\r\n\r\n" + file + "\r\n--b--\r\n")));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        assertThat(newest(1)).singleElement().asString().startsWith("admin DEPLOY DEPLOYMENT: their model, deployment");
    }

    @Test
    void a_user_is_made_joins_leaves_is_allowed_more_and_is_deleted() {
        sends(
                "POST",
                "user/create",
                "{\"profile\":{\"id\":\"nina\",\"firstName\":\"Nina\",\"lastName\":\"Olsen\"},"
                        + "\"credentials\":{\"password\":\"a-very-long-one\"}}");
        sends("PUT", "group/operators/members/nina", "");
        sends("DELETE", "group/operators/members/nina", "");
        sends(
                "POST",
                "authorization/create",
                "{\"type\":1,\"permissions\":[\"READ\"],\"userId\":\"nina\",\"resourceType\":9,\"resourceId\":\"*\"}");
        sends("DELETE", "user/nina", "");
        assertThat(newest(5).get(1))
                .startsWith("admin CREATE AUTHORIZATION Deployment: authorization:")
                .contains("permissions to READ")
                .contains("userId to nina");
        assertThat(audit.find(new AuditLog.Query(null, "nina", null, null, null, null, null), 10))
                .extracting(WhatPeopleDoInCamundaStoryTests::words)
                .containsExactly(
                        "admin DELETE USER nina: user",
                        "admin REMOVE_FROM_GROUP USER nina: group membership: group operators",
                        "admin ADD_TO_GROUP USER nina: group membership: group operators",
                        "admin CREATE USER nina: user");
    }

    @Test
    void the_desk_inside_cockpit_is_not_written_down_twice() {
        house.faults("google-ads", "{\"fault\":\"BAD_ROW\",\"matching\":\"desk-in-cockpit-g\"}");
        Lead lead = lead("desk-in-cockpit");
        house.uploads();
        house.faults("google-ads");
        Conversion conversion = house.conversion("desk-in-cockpit", "MQL", "google-ads");
        for (String verb : List.of("retry", "drop")) {
            assertThat(admin.post("/camunda/api/leadloop/conversions/" + conversion.id() + "/" + verb)
                            .statusCode())
                    .isEqualTo(200);
        }
        assertThat(lines(lead))
                .containsExactly(
                        "admin DROP CONVERSION: MQL to google-ads, was waiting",
                        "admin RETRY CONVERSION: MQL to google-ads, was refused by the platform");
    }

    @Test
    void what_leadloop_does_by_itself_is_nobodys_deed() {
        long before = house.count("select count(*) from leadloop.audit_entry");
        lead("by-itself");
        house.uploads();
        User user = identity.newUser("tessa");
        user.setPassword("a-very-long-one");
        identity.saveUser(user);
        assertThat(house.count("select count(*) from leadloop.audit_entry")).isEqualTo(before);
    }

    @Test
    void a_failed_sign_in_is_one_line_a_minute_and_never_tells_what_was_typed() {
        User user = identity.newUser("tessa");
        user.setPassword("a-very-long-one");
        identity.saveUser(user);
        for (int i = 0; i < 3; i++) {
            new WebSession(port).signsInToOurPages("tessa", "wrong");
        }
        new WebSession(port).signsInToOurPages("my-secret-password", "tessa");
        new WebSession(port).signsInToOurPages("another-secret", "tessa");
        clock.set("2026-10-03T10:26:30Z");
        new WebSession(port).signsInToOurPages("tessa", "wrong");
        assertThat(audit.find(new AuditLog.Query(null, null, AuditLog.Verb.SIGN_IN_FAILED, null, null, null, null), 10))
                .extracting(it -> it.at() + " " + it.actor() + " " + it.subjectId() + " " + it.times())
                .containsExactly(
                        "2026-10-03T10:26:00Z not signed in tessa 1",
                        "2026-10-03T10:25:00Z not signed in no such user 2",
                        "2026-10-03T10:25:00Z not signed in tessa 3");
        assertThat(house.tablesThatHold("secret")).doesNotContain("leadloop.audit_entry");
    }
}
