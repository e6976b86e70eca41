package io.leadloop.process;

import io.leadloop.destination.Destination;
import io.leadloop.destination.Destinations;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.scheduling.TaskScheduler;
import org.springframework.stereotype.Component;

/** Keeps the upload loops of each destination that is on. */
@Component
class UploadSchedule {

    private static final Logger log = LoggerFactory.getLogger(UploadSchedule.class);

    private final UploadWorker worker;
    private final Destinations destinations;
    private final UploadSettings settings;
    private final TaskScheduler scheduler;
    private volatile boolean stopping;

    UploadSchedule(
            UploadWorker worker, Destinations destinations, UploadSettings settings, TaskScheduler taskScheduler) {
        this.worker = worker;
        this.destinations = destinations;
        this.settings = settings;
        this.scheduler = taskScheduler;
    }

    @EventListener(ApplicationReadyEvent.class)
    void start() {
        if (settings.enabled()) {
            destinations.all().stream().filter(Destination::isOn).forEach(this::keepUploading);
        }
    }

    private void keepUploading(Destination destination) {
        for (int i = 0; i < settings.threads(); i++) {
            scheduler.scheduleWithFixedDelay(() -> drain(destination), settings.pollInterval());
        }
    }

    @EventListener(ContextClosedEvent.class)
    void stop() {
        stopping = true;
    }

    private void drain(Destination destination) {
        try {
            while (!stopping && worker.upload(destination) > 0) {
                log.trace("Uploaded a batch to {}", destination.profile().id());
            }
        } catch (RuntimeException e) {
            if (!stopping) {
                log.error(
                        "The upload loop of {} failed and goes on",
                        destination.profile().id(),
                        e);
            }
        }
    }
}
