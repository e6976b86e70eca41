package io.leadloop.process;

import io.leadloop.destination.Destination;
import io.leadloop.destination.Destinations;
import io.leadloop.schedule.Loops;
import io.leadloop.schedule.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Keeps the upload loops of each destination that is on; each has threads of its own, so that one that hangs costs only itself. */
@Component
class UploadSchedule {

    private final UploadWorker worker;
    private final Destinations destinations;
    private final UploadSettings settings;
    private final Loops loops;
    private final NodeClock clock;
    private final Set<String> uploading = ConcurrentHashMap.newKeySet();

    UploadSchedule(
            UploadWorker worker, Destinations destinations, UploadSettings settings, Loops loops, NodeClock clock) {
        this.worker = worker;
        this.destinations = destinations;
        this.settings = settings;
        this.loops = loops;
        this.clock = clock;
    }

    @EventListener(ApplicationReadyEvent.class)
    void start() {
        if (settings.enabled()) {
            destinations.whenChanged(this::beginMissing);
        }
    }

    private void beginMissing() {
        destinations.all().stream()
                .filter(Destination::isOn)
                .map(it -> it.profile().id())
                .filter(uploading::add)
                .forEach(this::keepUploading);
    }

    /** The account is looked up for each batch: it may have changed, or been switched off. */
    private void keepUploading(String destination) {
        loops.beginApart(
                Queue.uploads(destination),
                settings.threads(),
                settings.pollInterval(),
                () -> clock.isOff()
                        ? 0
                        : destinations
                                .find(destination)
                                .filter(Destination::isOn)
                                .map(worker::upload)
                                .orElse(0));
    }
}
