package io.leadloop.ops.desk;

import io.leadloop.crm.RefusedWebhooks;
import io.leadloop.expiry.Endings;
import io.leadloop.schedule.RunsAs;
import io.leadloop.schedule.Watch;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/** Keeps bulk work, alerts and figures going. A node that uploads nothing ({@code leadloop.upload.enabled}) only counts. */
@Component
class DeskSchedule {

    private final BulkWork bulk;
    private final AlertWatch alerts;
    private final AlertSender sender;
    private final DeskMetrics metrics;
    private final AlertMetrics conditions;
    private final RefusedWebhooks refused;
    private final Endings endings;
    private final boolean works;

    DeskSchedule(
            BulkWork bulk,
            AlertWatch alerts,
            AlertSender sender,
            DeskMetrics metrics,
            AlertMetrics conditions,
            RefusedWebhooks refused,
            Endings endings,
            @Value("${leadloop.upload.enabled:true}") boolean works) {
        this.bulk = bulk;
        this.alerts = alerts;
        this.sender = sender;
        this.metrics = metrics;
        this.conditions = conditions;
        this.refused = refused;
        this.endings = endings;
        this.works = works;
    }

    @RunsAs(Watch.OPERATIONS_FIGURES)
    void count() {
        metrics.refresh();
        conditions.refresh();
        refused.store();
        endings.count();
    }

    @RunsAs(Watch.BULK_JOBS)
    void work() {
        if (works) {
            bulk.work();
        }
    }

    @RunsAs(Watch.ALERTS)
    void alert() {
        if (works) {
            alerts.look();
            sender.send();
        }
    }
}
