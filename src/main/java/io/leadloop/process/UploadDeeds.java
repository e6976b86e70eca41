package io.leadloop.process;

import io.leadloop.conversion.ConversionStates;
import io.leadloop.conversion.ConversionStates.Move;
import io.leadloop.conversion.ConversionTransition;
import io.leadloop.conversion.Conversions;
import io.leadloop.process.UploadDeed.What;
import java.time.Clock;
import java.util.UUID;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.impl.identity.Authentication;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;

/** Writes down what people do to uploads in Cockpit, Tasklist or through Camunda's REST: at the row, and who did it. */
@Component
class UploadDeeds {

    private final Conversions conversions;
    private final ConversionStates states;
    private final IdentityService identity;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    UploadDeeds(
            Conversions conversions,
            ConversionStates states,
            IdentityService identity,
            ApplicationEventPublisher events,
            Clock clock) {
        this.conversions = conversions;
        this.states = states;
        this.identity = identity;
        this.events = events;
        this.clock = clock;
    }

    void sentAgain(UUID conversion) {
        if (states.apply(Move.clean(conversion, ConversionTransition.SEND_AGAIN), clock.instant())) {
            tell(conversion, What.SENT_AGAIN);
        }
    }

    void dropped(UUID conversion) {
        Move drop = Move.of(conversion, ConversionTransition.DROP, "DROPPED", "An operator dropped it.");
        if (states.apply(drop, clock.instant())) {
            tell(conversion, What.DROPPED);
        }
    }

    void cancelled(UUID conversion) {
        Move cancel = Move.of(
                conversion,
                ConversionTransition.CANCEL,
                "ENDED_IN_COCKPIT",
                "Its upload was ended in Cockpit or through Camunda's REST. Send it again, or drop it.");
        if (states.apply(cancel, clock.instant())) {
            tell(conversion, What.CANCELLED);
        }
    }

    private void tell(UUID conversion, What what) {
        Authentication who = identity.getCurrentAuthentication();
        if (who != null && who.getUserId() != null) {
            conversions
                    .find(conversion)
                    .ifPresent(it -> events.publishEvent(new UploadDeed(it, what, who.getUserId())));
        }
    }
}
