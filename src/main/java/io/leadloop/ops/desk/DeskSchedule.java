package io.leadloop.ops.desk;

import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.scheduling.TaskScheduler;
import org.springframework.stereotype.Component;

/** Keeps bulk work, alerts and numbers going. A node that uploads nothing ({@code leadloop.upload.enabled}) only counts. */
@Component
class DeskSchedule {

    private static final Logger log = LoggerFactory.getLogger(DeskSchedule.class);
    private static final Duration BULK = Duration.ofSeconds(1);
    private static final Duration ALERTS = Duration.ofSeconds(30);
    private static final Duration COUNT = Duration.ofSeconds(30);

    private final BulkWork bulk;
    private final AlertWatch alerts;
    private final AlertSender sender;
    private final DeskMetrics metrics;
    private final TaskScheduler scheduler;
    private final boolean works;
    private volatile boolean stopping;

    DeskSchedule(
            BulkWork bulk,
            AlertWatch alerts,
            AlertSender sender,
            DeskMetrics metrics,
            TaskScheduler taskScheduler,
            @Value("${leadloop.upload.enabled:true}") boolean works) {
        this.bulk = bulk;
        this.alerts = alerts;
        this.sender = sender;
        this.metrics = metrics;
        this.scheduler = taskScheduler;
        this.works = works;
    }

    @EventListener(ApplicationReadyEvent.class)
    void start() {
        scheduler.scheduleWithFixedDelay(() -> guarded(metrics::refresh), COUNT);
        if (works) {
            scheduler.scheduleWithFixedDelay(() -> guarded(bulk::work), BULK);
            if (sender.isOn()) {
                scheduler.scheduleWithFixedDelay(this::alert, ALERTS);
            }
        }
    }

    private void alert() {
        guarded(() -> {
            alerts.look();
            sender.send();
        });
    }

    @EventListener(ContextClosedEvent.class)
    void stop() {
        stopping = true;
    }

    private void guarded(Runnable work) {
        try {
            work.run();
        } catch (RuntimeException e) {
            if (!stopping) {
                log.error("The operator's desk stumbled and goes on", e);
            }
        }
    }
}
