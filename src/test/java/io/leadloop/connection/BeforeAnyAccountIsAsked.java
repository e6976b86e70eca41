package io.leadloop.connection;

import static org.assertj.core.api.Assertions.assertThat;

import io.leadloop.connection.AuditFinding.Kind;
import io.leadloop.destination.Destinations;
import io.leadloop.pipeline.LintContext;
import io.leadloop.pipeline.Pipeline;
import io.leadloop.pipeline.PipelineDrafts;
import io.leadloop.pipeline.PipelineVersion;
import io.leadloop.pipeline.ReportLine;
import io.leadloop.process.PipelineRelease;
import io.leadloop.support.Browser;
import io.leadloop.support.House;
import io.leadloop.support.StoryTest;
import io.leadloop.support.TestClock;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.camunda.bpm.engine.IdentityService;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.beans.factory.annotation.Autowired;

/**
 * The sandbox's Google Ads tells its conversion actions as {@code FakeGoogleAdsApi} has them: the one for SQL is secondary, and
 * the one for won deals looks back 30 days.
 */
@StoryTest
abstract class BeforeAnyAccountIsAsked {

    static final String AUDIT = "/ops/connections/account/google-uk/audit";

    @Autowired
    House house;

    @Autowired
    TestClock clock;

    @Autowired
    AccountAudits audits;

    @Autowired
    AuditStore store;

    @Autowired
    Connections connections;

    @Autowired
    Destinations destinations;

    @Autowired
    PipelineDrafts drafts;

    @Autowired
    PipelineRelease release;

    @Autowired
    IdentityService identity;

    Browser admin;

    @BeforeEach
    void nobody_has_asked_yet() {
        clock.set("2026-10-03T10:25:00Z");
        house.sql("delete from leadloop.account_audit");
        house.sql("delete from leadloop.connection");
        house.sql("delete from leadloop.connection_version");
        house.sql("delete from leadloop.audit_entry");
        destinations.refresh();
        admin = Browser.signedIn(house, "admin", House.PASSWORD);
    }

    List<Kind> kinds(String account) {
        return audits.of(account).orElseThrow().findings().stream()
                .map(AuditFinding::kind)
                .toList();
    }

    Instant listedAt(String account) {
        return audits.of(account).map(AuditedAccount::listedAt).orElseThrow();
    }

    /** Google at the sandbox, made by REST. */
    void googleUk(String state, String developerToken, String more) {
        HttpResponse<String> answer = house.send(house.asAdministrator("/api/connections/account/google-uk")
                .header("Content-Type", "application/json")
                .PUT(HttpRequest.BodyPublishers.ofString("""
                        {"type":"google-ads","label":"Google UK","state":"%s","keys":{"base-url":"%s","token-uri":"%s/token",
                         "client-id":"c","client-secret":"s","refresh-token":"r","customer-id":"1234567890",
                         %s"report.developer-token":"%s"%s}}
                        """.formatted(
                                state,
                                house.address("/sandbox/google-ads"),
                                house.address("/sandbox/google-ads"),
                                more.contains("report.base-url")
                                        ? ""
                                        : "\"report.base-url\":\"" + house.address("/sandbox/google-ads") + "\",",
                                developerToken,
                                more))));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    }

    /** The plan tells google-uk of qualified leads, as that action. */
    void thePlanTellsGoogleUk(String action) {
        PipelineVersion draft = drafts.begin("rita");
        Pipeline before = draft.pipeline();
        List<ReportLine> lines = new ArrayList<>(before.reports());
        lines.removeIf(it -> it.destination().equals("google-uk"));
        before.reports().stream()
                .filter(it ->
                        it.destination().equals("google-ads") && it.stage().equals("SQL"))
                .forEach(it -> lines.add(as(it, it.id() + "_uk", "google-uk", action)));
        publish(draft, lines);
    }

    /** The plan calls what google-ads is told of marketing-qualified leads so. */
    void thePlanCallsItAtGoogleAds(String action) {
        PipelineVersion draft = drafts.begin("rita");
        publish(
                draft,
                draft.pipeline().reports().stream()
                        .map(it -> it.destination().equals("google-ads")
                                        && it.stage().equals("MQL")
                                ? as(it, it.id(), "google-ads", action)
                                : it)
                        .toList());
    }

    private static ReportLine as(ReportLine it, String id, String account, String action) {
        return new ReportLine(
                id,
                it.note(),
                it.stage(),
                it.leads(),
                account,
                action,
                it.role(),
                it.value(),
                it.amount(),
                it.currency(),
                it.share(),
                it.match());
    }

    private void publish(PipelineVersion draft, List<ReportLine> lines) {
        Pipeline before = draft.pipeline();
        PipelineVersion saved = drafts.save(
                draft.id(),
                draft.revision(),
                new Pipeline(before.stages(), before.statuses(), lines),
                Map.of(),
                "rita");
        release.publish(saved.id(), saved.revision(), "The UK", LintContext.UNKNOWN, "rita", () -> {});
        clock.pass(Duration.ofSeconds(5));
    }
}
