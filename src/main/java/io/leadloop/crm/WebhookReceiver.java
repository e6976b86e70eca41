package io.leadloop.crm;

import io.leadloop.database.DatabaseTrouble;
import io.leadloop.inbox.Delivery;
import io.leadloop.inbox.InboxIntake;
import io.leadloop.inbox.InboxSettings;
import io.leadloop.inbox.MessageOrigin;
import io.leadloop.trace.SpanName;
import io.leadloop.trace.SpanTag;
import io.leadloop.trace.TraceSpan;
import io.leadloop.trace.Traces;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Verifies a webhook and stores its events; the answer is given after the commit. 200 (or the CRM's own form of it) when
 * stored; 4xx for {@link WebhookRefused}; 503 if it could not be stored.
 */
@Component
class WebhookReceiver {

    /** Counts what came, by {@code source} and {@code outcome}. */
    static final String RECEIVED = "leadloop.webhook.received";

    private static final Logger log = LoggerFactory.getLogger(WebhookReceiver.class);

    /** In the metric, of every source that is not configured. */
    private static final String UNKNOWN = "unknown";

    private final CrmSources sources;
    private final InboxIntake inbox;
    private final SourceHeartbeats heartbeats;
    private final RefusedWebhooks refusals;
    private final InboxSettings settings;
    private final Traces traces;
    private final MeterRegistry metrics;

    WebhookReceiver(
            CrmSources sources,
            InboxIntake inbox,
            SourceHeartbeats heartbeats,
            RefusedWebhooks refusals,
            InboxSettings settings,
            Traces traces,
            MeterRegistry metrics) {
        this.sources = sources;
        this.inbox = inbox;
        this.heartbeats = heartbeats;
        this.refusals = refusals;
        this.settings = settings;
        this.traces = traces;
        this.metrics = metrics;
        // An alert on the growth of a counter misses a first case that is the counter's birth.
        sources.names().forEach(source -> {
            List.of("ACCEPTED", "DUPLICATE", "FAILED").forEach(it -> counter(source, it));
            refusals(source);
        });
        refusals(UNKNOWN);
    }

    private void refusals(String source) {
        for (WebhookRefused.Reason reason : WebhookRefused.Reason.values()) {
            counter(source, reason.name());
        }
    }

    private Counter counter(String source, String outcome) {
        return metrics.counter(RECEIVED, "source", source, "outcome", outcome);
    }

    /**
     * Answers a sender that lets the address be proven; nothing is stored.
     *
     * @param source the name in the address, known or not
     * @param query the address's parameters, decoded
     */
    WebhookAnswer challenge(String source, Map<String, String> query) {
        CrmSource known = sources.find(source).orElse(null);
        if (known == null) {
            return WebhookAnswer.onlyPosted(source);
        }
        try {
            return known.challenge(query).map(WebhookAnswer::stored).orElseGet(() -> WebhookAnswer.onlyPosted(source));
        } catch (WebhookRefused refused) {
            log.warn("Refused the proof of the address of source={}: {}", source, refused.words());
            count(source, refused.reason().name(), 1);
            refusals.refused(source, refused.reason());
            return WebhookAnswer.refused(source, refused);
        }
    }

    /** @param source the name in the address, known or not */
    WebhookAnswer receive(String source, WebhookRequest webhook) {
        try {
            CrmSource crm = sources.find(source)
                    .orElseThrow(() -> WebhookRefused.unknownSource(
                            "There is no source of this name that is on. Look on the page CRMs and forms; in the configuration it is"
                                    + " leadloop.crm.sources.<name>.type and its keys."));
            if (webhook.body().length > settings.maxBody().toBytes()) {
                throw WebhookRefused.tooLarge(
                        "The body is larger than " + settings.maxBody().toMegabytes()
                                + " MB. Send fewer events at once, or raise leadloop.inbox.max-body.");
            }
            Optional<WebhookReply> handshake = crm.handshake(webhook);
            if (handshake.isPresent()) {
                refusals.taken(source);
                return WebhookAnswer.stored(handshake.get());
            }
            TraceSpan span =
                    traces.begin(SpanName.WEBHOOK, webhook.header("traceparent").orElse(null));
            // A span that is not ended is none: who is refused writes nothing into our traces.
            List<Delivery> deliveries = crm.receive(webhook);
            int fresh = store(source, deliveries, span);
            heartbeats.heard(source);
            refusals.taken(source);
            count(source, "ACCEPTED", fresh);
            count(source, "DUPLICATE", deliveries.size() - fresh);
            return WebhookAnswer.stored(crm.reply(deliveries.size()));
        } catch (WebhookRefused refused) {
            String known = sources.find(source).isPresent() ? source : UNKNOWN;
            count(known, refused.reason().name(), 1);
            log.warn("Refused a webhook of source={}: {}", known, refused.words());
            if (!known.equals(UNKNOWN)) {
                refusals.refused(source, refused.reason());
            }
            return WebhookAnswer.refused(source, refused);
        } catch (RuntimeException e) {
            log.error("Could not store a webhook of source={}", source, e);
            count(source, "FAILED", 1);
            String cause = DatabaseTrouble.of(e).map(it -> it.words() + ". ").orElse("");
            return WebhookAnswer.notStored(source, cause);
        }
    }

    private int store(String source, List<Delivery> deliveries, TraceSpan span) {
        span.tag(SpanTag.SOURCE, source).tag(SpanTag.EVENTS, deliveries.size());
        try (TraceSpan.Current current = span.current()) {
            int fresh = inbox.store(source, deliveries, MessageOrigin.WEBHOOK, span.traceparent());
            span.tag(SpanTag.ANSWER, fresh == 0 ? "DUPLICATE" : "ACCEPTED").end();
            return fresh;
        } catch (RuntimeException e) {
            span.tag(SpanTag.ANSWER, "FAILED").failed().end();
            throw e;
        }
    }

    private void count(String source, String outcome, int events) {
        if (events > 0) {
            counter(source, outcome).increment(events);
        }
    }
}
