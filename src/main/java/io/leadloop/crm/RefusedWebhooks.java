package io.leadloop.crm;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.ArrayList;
import java.util.List;
import org.springframework.stereotype.Component;

/** The webhooks that this node refused since it started, in words: whoever mistyped a secret sees it where the source stands. */
@Component
public class RefusedWebhooks {

    private final MeterRegistry metrics;

    RefusedWebhooks(MeterRegistry metrics) {
        this.metrics = metrics;
    }

    /** One sentence for each reason for which webhooks of this source were refused; empty where none was. */
    public List<String> of(String source) {
        List<String> words = new ArrayList<>();
        for (WebhookRefused.Reason reason : WebhookRefused.Reason.values()) {
            long refused = Math.round(
                    metrics
                            .find(WebhookReceiver.RECEIVED)
                            .tags("source", source, "outcome", reason.name())
                            .counters()
                            .stream()
                            .mapToDouble(Counter::count)
                            .sum());
            if (refused > 0) {
                words.add(refused + (refused == 1 ? " webhook was" : " webhooks were")
                        + " refused since this node started: " + words(reason));
            }
        }
        return words;
    }

    private static String words(WebhookRefused.Reason reason) {
        return switch (reason) {
            case UNVERIFIED ->
                "the signature or token does not fit. Compare the secret here with the one in the CRM; what was refused is"
                        + " not stored, so let the CRM send it again, or sweep it.";
            case UNREADABLE -> "the body is not of the form that was agreed. The log names the place.";
            case TOO_LARGE -> "the body was too large (leadloop.inbox.max-body).";
            case UNKNOWN_SOURCE -> "no source of that name is configured.";
        };
    }
}
