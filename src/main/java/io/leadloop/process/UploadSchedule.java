package io.leadloop.process;

import io.leadloop.destination.Destination;
import io.leadloop.destination.Destinations;
import io.leadloop.schedule.Loops;
import io.leadloop.schedule.Queue;
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
            destinations.all().stream().filter(Destination::isOn).forEach(this::keepUploading);
        }
    }

    private void keepUploading(Destination destination) {
        loops.beginApart(
                Queue.uploads(destination.profile().id()),
                settings.threads(),
                settings.pollInterval(),
                () -> clock.isOff() ? 0 : worker.upload(destination));
    }
}
