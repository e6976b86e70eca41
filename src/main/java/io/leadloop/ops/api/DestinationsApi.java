package io.leadloop.ops.api;

import io.leadloop.conversion.ActionHold;
import io.leadloop.conversion.ActionHolds;
import io.leadloop.conversion.DestinationPause;
import io.leadloop.conversion.DestinationPauses;
import io.leadloop.destination.AccountTrial;
import io.leadloop.destination.Destination;
import io.leadloop.destination.DestinationProfile;
import io.leadloop.destination.Destinations;
import io.leadloop.ops.desk.Desk;
import io.leadloop.ops.desk.TestCalls;
import io.leadloop.ops.doors.AsksOutside;
import java.security.Principal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Destinations: on or off, paused or not, and the switch. */
@RestController
@RequestMapping({"/api/destinations", "/camunda/api/leadloop/destinations"})
class DestinationsApi {

    private final Destinations destinations;
    private final DestinationPauses pauses;
    private final ActionHolds holds;
    private final Desk desk;
    private final TestCalls tests;

    DestinationsApi(
            Destinations destinations, DestinationPauses pauses, ActionHolds holds, Desk desk, TestCalls tests) {
        this.destinations = destinations;
        this.pauses = pauses;
        this.holds = holds;
        this.desk = desk;
        this.tests = tests;
    }

    record DestinationLine(
            String id,
            boolean on,
            @Nullable DestinationPause pause,
            List<ActionHold> heldActions,
            DestinationProfile profile) {}

    @GetMapping
    List<DestinationLine> list() {
        return destinations.all().stream().map(this::line).toList();
    }

    /** @param comment why, for whoever finds it paused */
    record Comment(@Nullable String comment) {}

    /** Stops sending; everything waits. */
    @PostMapping("/{id}/pause")
    DestinationLine pause(
            @PathVariable String id, @RequestBody(required = false) @Nullable Comment said, Principal who) {
        String comment = said == null ? null : said.comment();
        return line(desk.pause(id, who.getName(), comment).orElseThrow(() -> unknown(id)));
    }

    /** Lets it go on where it stood; with an action, lets that one go on alone. */
    @PostMapping("/{id}/resume")
    DestinationLine resume(
            @PathVariable String id, @RequestParam(required = false) @Nullable String action, Principal who) {
        Optional<Destination> found =
                action == null ? desk.resume(id, who.getName()) : desk.resume(id, action, who.getName());
        return line(found.orElseThrow(() -> unknown(id)));
    }

    /** Asks the platform what the account is, and by its own test flag whether it would take a conversion; nothing counts. */
    @AsksOutside
    @PostMapping("/{id}/test")
    Map<String, Object> test(@PathVariable String id, Principal who) {
        AccountTrial trial = tests.call(id, who.getName()).orElseThrow(() -> unknown(id));
        return Map.of("id", id, "answer", trial.words(), "lines", trial.lines());
    }

    private static NotFound unknown(String id) {
        return new NotFound("There is no destination " + id + ".");
    }

    private DestinationLine line(Destination destination) {
        String id = destination.profile().id();
        return new DestinationLine(
                id, destination.isOn(), pauses.of(id).orElse(null), holds.of(id), destination.profile());
    }
}
