package io.leadloop.ops.imports;

import io.leadloop.imports.FileImport;
import io.leadloop.imports.ImportForecast;
import io.leadloop.imports.Preview;
import io.leadloop.lead.LeadEvent;
import io.leadloop.pipeline.Pipeline;
import io.leadloop.pipeline.PipelineStage;
import io.leadloop.pipeline.StatusRule;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Statuses of a file that no rule of the live pipeline knows, with the statuses to choose from that mean each stage. What is
 * chosen is stored with the import ({@code ImportOptions.statuses}) and not in the pipeline: a file is often written in words
 * of its own, those who import may not all publish, and an import should not wait for a publication.
 */
final class StatusChoices {

    private StatusChoices() {}

    /**
     * @param rows how many rows say it; null before a dry run read the whole file
     * @param chosen the known status that stands for it; empty for none
     */
    record Choice(String status, @Nullable Long rows, String chosen, List<Option> options) {}

    /** @param known a status that means the stage */
    record Option(String stage, String known) {}

    static List<Choice> of(
            FileImport file,
            Preview preview,
            Map<Long, String> stages,
            Optional<ImportForecast.Result> forecast,
            Pipeline live) {
        String source = file.answers().source() == null ? "" : file.answers().source();
        Map<String, String> records = new LinkedHashMap<>();
        Map<String, Long> rows = new LinkedHashMap<>();
        file.answers().statuses().keySet().forEach(it -> records.put(it, "DEAL"));
        for (Preview.Row row : preview.rows()) {
            LeadEvent event = row.event();
            if (event != null && !stages.containsKey(row.line())) {
                records.put(event.status(), event.deal() == null ? "LEAD" : "DEAL");
            }
        }
        forecast.ifPresent(it -> it.unmapped().forEach(one -> {
            records.put(one.status(), one.record());
            rows.merge(one.status(), one.rows(), Long::sum);
        }));
        List<Choice> choices = new ArrayList<>();
        records.forEach((status, record) -> choices.add(new Choice(
                status,
                rows.get(status),
                file.answers().statuses().getOrDefault(status, ""),
                options(source, record, live))));
        return choices;
    }

    private static List<Option> options(String source, String record, Pipeline live) {
        List<Option> options = new ArrayList<>();
        for (PipelineStage stage : live.stages()) {
            live.statuses().stream()
                    .filter(it -> it.stage().equals(stage.id()) && !it.status().not())
                    .map(StatusRule::status)
                    .flatMap(it -> it.words().stream())
                    .filter(it -> live.stageFor(source, record, it, "UNSAID")
                            .filter(stage.id()::equals)
                            .isPresent())
                    .findFirst()
                    .ifPresent(it -> options.add(new Option(stage.name(), it)));
        }
        return options;
    }
}
