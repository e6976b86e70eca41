package io.leadloop.pipeline;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A version that was published, or a draft that may become one.
 *
 * @param number null for a draft
 * @param basedOn number of the version that was live when the draft began
 * @param revision grows with each save
 * @param removed ids of the stages that this version takes away, with the stage to which their leads go
 * @param comment what the publisher said; null for a draft
 */
public record PipelineVersion(
        UUID id,
        @Nullable Integer number,
        int basedOn,
        int revision,
        List<PipelineStage> stages,
        Map<String, String> removed,
        DmnFiles files,
        String author,
        Instant createdAt,
        Instant updatedAt,
        @Nullable String comment,
        @Nullable String publishedBy,
        @Nullable Instant publishedAt,
        @Nullable String mappingDefinition,
        @Nullable String planDefinition) {

    public boolean isDraft() {
        return number == null;
    }

    /** Whether it is the one that LeadLoop came with: nobody published it, its time is when somebody first looked. */
    public boolean isShipped() {
        return number != null && number == 1;
    }

    /** Throws NotAPipeline where its files say more than the page can show. */
    public Pipeline pipeline() {
        return files.with(stages);
    }

    /** {@code version 7} or {@code draft of eva}. */
    public String title() {
        return number == null ? "draft of " + author : "version " + number;
    }
}
