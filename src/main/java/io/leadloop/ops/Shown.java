package io.leadloop.ops;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** How pages write things; templates call it as {@code @shown}. */
@Component("shown")
class Shown {

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm 'UTC'").withZone(ZoneOffset.UTC);

    /** A time with its zone; a dash where there is none. */
    public String time(@Nullable Instant instant) {
        return instant == null ? "-" : TIME.format(instant);
    }

    /** The address of a process instance in Cockpit. */
    public String cockpit(String processInstanceId) {
        return "/camunda/app/cockpit/default/#/process-instance/" + processInstanceId + "/runtime";
    }
}
