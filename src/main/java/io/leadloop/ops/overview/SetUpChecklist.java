package io.leadloop.ops.overview;

import io.leadloop.conversion.ConversionState;
import io.leadloop.conversion.Conversions;
import io.leadloop.crm.SourceHealth;
import io.leadloop.destination.Destination;
import io.leadloop.destination.Destinations;
import io.leadloop.ops.desk.AuditLog;
import io.leadloop.ops.overview.SetUp.Step;
import io.leadloop.pipeline.LivePipeline;
import io.leadloop.pipeline.PipelineVersion;
import java.util.List;
import org.springframework.stereotype.Component;

/** Reads from the system how far it is set up. */
@Component
class SetUpChecklist {

    /** Among so many deeds a test call of a fresh install is found. */
    private static final int DEEDS = 500;

    private final SourceHealth sources;
    private final Destinations destinations;
    private final LivePipeline pipeline;
    private final Conversions conversions;
    private final AuditLog audit;

    SetUpChecklist(
            SourceHealth sources,
            Destinations destinations,
            LivePipeline pipeline,
            Conversions conversions,
            AuditLog audit) {
        this.sources = sources;
        this.destinations = destinations;
        this.pipeline = pipeline;
        this.conversions = conversions;
        this.audit = audit;
    }

    SetUp now() {
        List<SourceHealth.Source> all = sources.all();
        return new SetUp(List.of(crm(all), account(), statuses(), event(all), test(), live()));
    }

    private static Step crm(List<SourceHealth.Source> all) {
        return new Step(
                "crm",
                "Connect a CRM",
                !all.isEmpty(),
                all.isEmpty()
                        ? "Make one in the browser, or set leadloop.crm.sources.<name>.type and its keys; docs/crm says how for each CRM."
                        : "Connected: "
                                + String.join(
                                        ", ",
                                        all.stream()
                                                .map(SourceHealth.Source::name)
                                                .toList()) + ".",
                "/ops/sources",
                "CRMs and forms");
    }

    private Step account() {
        List<String> on = destinations.all().stream()
                .filter(Destination::isOn)
                .map(it -> it.profile().name())
                .toList();
        return new Step(
                "account",
                "Connect an ad account",
                !on.isEmpty(),
                on.isEmpty()
                        ? "Make one in the browser, or set its keys under leadloop.destinations; docs/destinations.md says which."
                        : "Connected: " + String.join(", ", on) + ".",
                "/ops/destinations",
                "Ad accounts");
    }

    private Step statuses() {
        PipelineVersion live = pipeline.version();
        return new Step(
                "statuses",
                "Map the statuses",
                !live.isShipped(),
                live.isShipped()
                        ? "The pipeline is as LeadLoop came. Say which status of your CRM means which stage, and publish."
                        : "Live: " + live.title() + ".",
                "/ops/pipeline",
                "Pipeline");
    }

    private static Step event(List<SourceHealth.Source> all) {
        List<String> heard = all.stream()
                .filter(it -> it.lastEventAt() != null)
                .map(SourceHealth.Source::name)
                .toList();
        return new Step(
                "event",
                "Receive the first event",
                !heard.isEmpty(),
                heard.isEmpty()
                        ? "Nothing came yet. Point the CRM's webhook here, or paste a sample of it and see how it is read."
                        : "Received from " + String.join(", ", heard) + ".",
                "/ops/sources",
                "Try a sample");
    }

    private Step test() {
        boolean isDone = audit.newest(null, DEEDS).stream().anyMatch(it -> it.verb() == AuditLog.Verb.TEST_CALL);
        return new Step(
                "test",
                "Test",
                isDone,
                isDone
                        ? "A test call was made; the audit log says by whom."
                        : "Ask each account by its own test flag whether it takes what LeadLoop tells; nothing counts.",
                "/ops/destinations",
                "Test call");
    }

    private Step live() {
        boolean isDone =
                !conversions.search(null, null, ConversionState.ACCEPTED, 1).isEmpty();
        return new Step(
                "live",
                "Go live",
                isDone,
                isDone
                        ? "The first conversion was accepted."
                        : "Move a lead in the CRM to a stage that is reported: it shows here within seconds.",
                "/ops/inbox",
                "Inbox");
    }
}
