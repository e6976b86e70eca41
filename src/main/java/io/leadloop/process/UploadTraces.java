package io.leadloop.process;

import io.leadloop.conversion.ConversionTraces;
import io.leadloop.conversion.Upload;
import io.leadloop.trace.SpanName;
import io.leadloop.trace.Traces;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** Begins the spans of attempts, each in the trace of the event by which its upload began. */
@Component
class UploadTraces {

    private final Traces traces;
    private final ConversionTraces rows;

    UploadTraces(Traces traces, ConversionTraces rows) {
        this.traces = traces;
        this.rows = rows;
    }

    UploadSpans begin(List<Upload> uploads) {
        if (!traces.isOn()) {
            return UploadSpans.NONE;
        }
        Map<UUID, UploadSpans.Attempt> attempts = new LinkedHashMap<>();
        Map<UUID, String> parents =
                rows.of(uploads.stream().map(it -> it.conversion().id()).toList());
        for (Upload upload : uploads) {
            UUID id = upload.conversion().id();
            attempts.put(
                    id, new UploadSpans.Attempt(upload.conversion(), traces.begin(SpanName.UPLOAD, parents.get(id))));
        }
        return new UploadSpans(attempts);
    }
}
