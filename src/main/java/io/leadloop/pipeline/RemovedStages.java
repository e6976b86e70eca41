package io.leadloop.pipeline;

import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.stereotype.Component;

/** Stages that published versions removed, with the stage to which their leads moved. */
@Component
public class RemovedStages {

    private final PipelineVersions versions;

    RemovedStages(PipelineVersions versions) {
        this.versions = versions;
    }

    /** The stage to which leads go, by the id of the removed one; a later version wins. It may be removed itself by now. */
    public Map<String, String> all() {
        Map<String, String> all = new LinkedHashMap<>();
        versions.removals().forEach(all::putAll);
        return all;
    }
}
