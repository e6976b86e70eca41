package io.leadloop.ops.lead;

import io.leadloop.destination.Destinations;
import io.leadloop.lead.Lead;
import io.leadloop.lead.Origins;
import io.leadloop.lead.Stage;
import io.leadloop.lead.StageChange;
import io.leadloop.lead.StageHistory;
import io.leadloop.ops.desk.LeadDossier;
import io.leadloop.pipeline.LivePipeline;
import io.leadloop.pipeline.NotAPipeline;
import io.leadloop.pipeline.ReportLine;
import io.leadloop.pipeline.Stages;
import io.leadloop.pipeline.Visit;
import java.time.Clock;
import java.util.List;
import org.springframework.stereotype.Component;
import org.springframework.ui.Model;

/** Puts the page of a lead together. */
@Component
public class LeadView {

    private final StageHistory history;
    private final Stages stages;
    private final Destinations destinations;
    private final LivePipeline pipeline;
    private final Origins origins;
    private final Clock clock;

    LeadView(
            StageHistory history,
            Stages stages,
            Destinations destinations,
            LivePipeline pipeline,
            Origins origins,
            Clock clock) {
        this.history = history;
        this.stages = stages;
        this.destinations = destinations;
        this.pipeline = pipeline;
        this.origins = origins;
        this.clock = clock;
    }

    /** Adds the journey, the matrix and the name of the lead's stage. */
    public void show(Lead lead, LeadDossier dossier, Model model) {
        List<StageChange> past = history.of(List.of(lead.id())).getOrDefault(lead.id(), List.of());
        List<Stage> all = stages.all();
        Visit visit = Visit.of(origins.find(lead.id()).orElse(null));
        model.addAttribute("visit", visit);
        model.addAttribute("journey", Journey.of(lead, dossier, past, all));
        model.addAttribute(
                "matrix",
                new LeadMatrix(lead, visit, dossier, past, all, destinations.all(), plan(), clock.instant()).matrix());
        model.addAttribute(
                "stageName",
                all.stream()
                        .filter(it -> it.id().equals(lead.stage()))
                        .findFirst()
                        .map(Stage::name)
                        .orElse(lead.stage()));
    }

    /** Empty where the live tables say more than can be read here. */
    private List<ReportLine> plan() {
        try {
            return pipeline.pipeline().reports();
        } catch (NotAPipeline unreadable) {
            return List.of();
        }
    }
}
