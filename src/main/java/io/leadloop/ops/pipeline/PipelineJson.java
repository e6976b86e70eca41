package io.leadloop.ops.pipeline;

import com.fasterxml.jackson.annotation.JsonAutoDetect.Visibility;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.leadloop.ops.desk.BadInput;
import io.leadloop.pipeline.Pipeline;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A pipeline as a document: the parts of its records and nothing else, so that a misspelt key is no silent default. */
final class PipelineJson {

    private static final List<String> PARTS = List.of("stages", "statuses", "reports");

    private static final ObjectMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .build();

    static {
        // Questions such as isAny() are no part of a record.
        JSON.setVisibility(JSON.getVisibilityChecker()
                .withIsGetterVisibility(Visibility.NONE)
                .withGetterVisibility(Visibility.NONE)
                .withFieldVisibility(Visibility.ANY));
    }

    private PipelineJson() {}

    static ObjectNode written(Pipeline pipeline) {
        return JSON.valueToTree(pipeline);
    }

    /** Throws BadInput that names the place of what cannot be read. */
    static Pipeline read(ObjectNode document) {
        for (String part : PARTS) {
            if (!document.path(part).isArray()) {
                throw new BadInput("The document has no list '" + part + "'. GET /api/pipeline shows its form.");
            }
        }
        ObjectNode parts = document.objectNode();
        PARTS.forEach(it -> parts.set(it, document.path(it).deepCopy()));
        PARTS.forEach(it -> DocumentRows.mustBeRows(parts, it));
        DocumentRows.name(parts, "statuses");
        DocumentRows.name(parts, "reports");
        try {
            Pipeline read = JSON.treeToValue(parts, Pipeline.class);
            DocumentRows.mustBeWhole(read, "");
            return read;
        } catch (JsonMappingException e) {
            throw new BadInput("The document cannot be read at " + place(e) + ": " + reason(e));
        } catch (JsonProcessingException e) {
            throw new BadInput("The document cannot be read.");
        }
    }

    /** The keys of a document beside the pipeline itself that are not known; empty where all are. */
    static List<String> unknown(JsonNode document, List<String> known) {
        List<String> unknown = new ArrayList<>();
        document.fieldNames().forEachRemaining(it -> {
            if (!known.contains(it) && !PARTS.contains(it)) {
                unknown.add(it);
            }
        });
        return unknown;
    }

    private static String place(JsonMappingException e) {
        return e.getPath().stream()
                .map(it -> it.getFieldName() != null ? "." + it.getFieldName() : "[" + it.getIndex() + "]")
                .collect(Collectors.joining())
                .replaceFirst("^\\.", "");
    }

    private static @Nullable String reason(JsonMappingException e) {
        String said = e.getOriginalMessage();
        return said == null
                ? null
                : said.replaceAll("\\bio\\.leadloop\\.[\\w.$]*?(\\w+)\\b", "$1").replaceAll(" \\(.*", "");
    }
}
