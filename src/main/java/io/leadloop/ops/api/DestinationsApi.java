package io.leadloop.ops.api;

import io.leadloop.conversion.DestinationPause;
import io.leadloop.conversion.DestinationPauses;
import io.leadloop.destination.Destination;
import io.leadloop.destination.DestinationProfile;
import io.leadloop.destination.Destinations;
import io.leadloop.process.DestinationBlocks;
import java.security.Principal;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Destinations: on or off, paused or not, and the switch. */
@RestController
@RequestMapping("/api/destinations")
class DestinationsApi {

    private final Destinations destinations;
    private final DestinationPauses pauses;
    private final DestinationBlocks blocks;

    DestinationsApi(Destinations destinations, DestinationPauses pauses, DestinationBlocks blocks) {
        this.destinations = destinations;
        this.pauses = pauses;
        this.blocks = blocks;
    }

    record DestinationLine(String id, boolean on, @Nullable DestinationPause pause, DestinationProfile profile) {}

    @GetMapping
    List<DestinationLine> list() {
        return destinations.all().stream().map(this::line).toList();
    }

    /** Stops sending; everything waits. */
    @PostMapping("/{id}/pause")
    DestinationLine pause(@PathVariable String id, Principal who) {
        Destination destination = find(id);
        blocks.pause(id, "Paused by " + who.getName());
        return line(destination);
    }

    /** Lets it go on where it stood. */
    @PostMapping("/{id}/resume")
    DestinationLine resume(@PathVariable String id) {
        Destination destination = find(id);
        blocks.resume(id);
        return line(destination);
    }

    private Destination find(String id) {
        return destinations.find(id).orElseThrow(() -> new NotFound("There is no destination " + id + "."));
    }

    private DestinationLine line(Destination destination) {
        String id = destination.profile().id();
        return new DestinationLine(id, destination.isOn(), pauses.of(id).orElse(null), destination.profile());
    }
}
