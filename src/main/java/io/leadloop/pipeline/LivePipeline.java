package io.leadloop.pipeline;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * The live version of the pipeline. The engine's newest decision tables and the stage rows are authoritative; if they
 * differ from the newest stored version (the shipped default, or a table deployed in Cockpit), they are stored as a new
 * version, so that the list of versions has no gap.
 */
@Component
public class LivePipeline {

    private final PipelineVersions versions;
    private final DecisionDeployments deployments;
    private final StageTable stages;
    private final Clock clock;
    private volatile @Nullable Read last;

    /** Two files of DMN are read in 20 ms, and every page that somebody has open asks for them every few seconds. */
    private record Read(DmnFiles files, List<PipelineStage> stages, Pipeline pipeline) {

        boolean isOf(PipelineVersion version) {
            return files.equals(version.files()) && stages.equals(version.stages());
        }
    }

    LivePipeline(PipelineVersions versions, DecisionDeployments deployments, StageTable stages, Clock clock) {
        this.versions = versions;
        this.deployments = deployments;
        this.stages = stages;
        this.clock = clock;
    }

    @Transactional
    public PipelineVersion version() {
        return known().orElseGet(this::found);
    }

    /** What the live version says; throws NotAPipeline where its files say more than the page can show. */
    @Transactional(noRollbackFor = NotAPipeline.class)
    public Pipeline pipeline() {
        PipelineVersion version = version();
        Read known = last;
        if (known != null && known.isOf(version)) {
            return known.pipeline();
        }
        Pipeline read = version.pipeline();
        last = new Read(version.files(), version.stages(), read);
        return read;
    }

    /** An action that the live plan reports to the account, else to the account that is named after its platform. */
    public Optional<String> actionOf(String account, String type) {
        List<ReportLine> lines = pipeline().reports();
        return Stream.of(account, type)
                .flatMap(to -> lines.stream().filter(it -> it.destination().equals(to)))
                .map(ReportLine::action)
                .findFirst();
    }

    private Optional<PipelineVersion> known() {
        return versions.newest()
                .filter(it -> deployments.newestId(DmnFiles.STAGE_MAPPING).equals(it.mappingDefinition())
                        && deployments.newestId(DmnFiles.CONVERSION_PLAN).equals(it.planDefinition())
                        && stages.all().equals(it.stages()));
    }

    private PipelineVersion found() {
        versions.lock();
        Optional<PipelineVersion> meanwhile = known();
        if (meanwhile.isPresent()) {
            return meanwhile.get();
        }
        int last = versions.newest().map(PipelineVersion::number).orElse(0);
        DecisionDeployments.Deployed deployed = deployments.newest();
        Instant now = clock.instant();
        PipelineVersion found = new PipelineVersion(
                UUID.randomUUID(),
                last + 1,
                last,
                1,
                stages.all(),
                Map.of(),
                deployed.files(),
                deployed.deployment(),
                now,
                now,
                last == 0 ? "As LeadLoop came" : "Found deployed beside this page",
                deployed.deployment(),
                now,
                deployed.mappingDefinition(),
                deployed.planDefinition());
        versions.insert(found);
        return found;
    }
}
