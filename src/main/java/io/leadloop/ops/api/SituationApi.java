package io.leadloop.ops.api;

import io.leadloop.ops.attention.Attention;
import io.leadloop.ops.attention.AttentionList;
import io.leadloop.ops.desk.Alert;
import io.leadloop.ops.desk.Alerts;
import io.leadloop.ops.desk.OperationsStatus;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** What is wrong now, and who asks. */
@RestController
@RequestMapping({"/api", "/camunda/api/leadloop"})
class SituationApi {

    private final OperationsStatus operations;
    private final AttentionList attention;
    private final Alerts alerts;

    SituationApi(OperationsStatus operations, AttentionList attention, Alerts alerts) {
        this.attention = attention;
        this.operations = operations;
        this.alerts = alerts;
    }

    /** Leads by stage and stuck, failures by cause, paused destinations, the inbox, silent sources, running bulk jobs. */
    @GetMapping("/situation")
    OperationsStatus.View situation() {
        return operations.now();
    }

    /** All that needs somebody, the worst first, each with the page where it is put right. */
    @GetMapping("/attention")
    List<Attention> attention() {
        return attention.now();
    }

    /** The alerts that last now, the oldest first; at most half a minute old. */
    @GetMapping("/alerts")
    List<Alert> alerts() {
        return alerts.open();
    }

    /** Who asks, and whether they may press anything. */
    record Me(String user, boolean mayPress) {}

    @GetMapping("/me")
    Me me(HttpServletRequest request) {
        return new Me(
                request.getUserPrincipal().getName(),
                request.isUserInRole("ADMIN") || request.isUserInRole("OPERATOR"));
    }
}
