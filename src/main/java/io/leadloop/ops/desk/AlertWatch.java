package io.leadloop.ops.desk;

import io.leadloop.ops.desk.Alert.Condition;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.springframework.stereotype.Component;

/** Turns what is wrong now into alerts: one for each cause of each {@link AlertKind}. */
@Component
class AlertWatch {

    private final OperationsStatus operations;
    private final PlatformAlerts platforms;
    private final IntakeAlerts intake;
    private final HouseAlerts house;
    private final Alerts alerts;
    private final Clock clock;

    AlertWatch(
            OperationsStatus operations,
            PlatformAlerts platforms,
            IntakeAlerts intake,
            HouseAlerts house,
            Alerts alerts,
            Clock clock) {
        this.operations = operations;
        this.platforms = platforms;
        this.intake = intake;
        this.house = house;
        this.alerts = alerts;
        this.clock = clock;
    }

    void look() {
        alerts.hold(conditions(), clock.instant());
    }

    private List<Condition> conditions() {
        List<Condition> found = new ArrayList<>();
        OperationsStatus.View view = operations.now();
        platforms.find(view, found::add);
        intake.find(view, found::add);
        house.find(found::add);
        return found;
    }
}
