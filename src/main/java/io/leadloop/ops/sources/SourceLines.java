package io.leadloop.ops.sources;

import io.leadloop.connection.Connection;
import io.leadloop.connection.ConnectionKind;
import io.leadloop.connection.Connections;
import io.leadloop.crm.CrmSource;
import io.leadloop.crm.CrmSources;
import io.leadloop.crm.NewestRecords;
import io.leadloop.crm.RefusedWebhooks;
import io.leadloop.crm.SourceGuide;
import io.leadloop.crm.SourceHealth;
import io.leadloop.expiry.Endings;
import io.leadloop.expiry.Expiry;
import io.leadloop.inbox.InboxMessages;
import io.leadloop.inbox.SourceActivity;
import io.leadloop.ops.doors.PublicAddress;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;
import org.springframework.ui.Model;

/** What the page of sources shows of each: whether it talks, what of it waits, what only the sweep brought. */
@Component
class SourceLines {

    private static final int TEST_LEADS = 3;
    private static final int DELIVERIES = 10;

    private final SourceHealth health;
    private final SourceActivity activity;
    private final InboxMessages inbox;
    private final PublicAddress address;
    private final JoinRules rules;
    private final CrmSources sources;
    private final SourceTrial trial;
    private final NewestRecords newest;
    private final Endings endings;
    private final RefusedWebhooks refused;
    private final Connections connections;

    SourceLines(
            SourceHealth health,
            SourceActivity activity,
            InboxMessages inbox,
            PublicAddress address,
            CrmSources sources,
            SourceTrial trial,
            NewestRecords newest,
            Endings endings,
            RefusedWebhooks refused,
            Connections connections,
            JoinRules rules) {
        this.rules = rules;
        this.connections = connections;
        this.activity = activity;
        this.inbox = inbox;
        this.address = address;
        this.refused = refused;
        this.endings = endings;
        this.health = health;
        this.sources = sources;
        this.trial = trial;
        this.newest = newest;
    }

    void show(Model model) {
        model.addAttribute("sources", health.all());
        model.addAttribute(
                "refusedWebhooks",
                refused.open().stream().collect(Collectors.groupingBy(RefusedWebhooks.Refused::source)));
        model.addAttribute(
                "refusedLately",
                refused.lately().stream().collect(Collectors.groupingBy(RefusedWebhooks.Refused::source)));
        rules.show(model);
        model.addAttribute(
                "testLeads",
                sources.names().stream()
                        .collect(Collectors.toMap(Function.identity(), it -> activity.testLeads(it, TEST_LEADS))));
        model.addAttribute("webhooks", address.of("/webhooks/").toString());
        model.addAttribute(
                "deliveries",
                sources.names().stream()
                        .collect(Collectors.toMap(Function.identity(), it -> inbox.newest(it, DELIVERIES))));
        model.addAttribute("endings", endings.of(Expiry.Holder.SOURCE));
        Map<String, SourceGuide> guides = new HashMap<>();
        sources.names()
                .forEach(name ->
                        sources.find(name).flatMap(CrmSource::guide).ifPresent(guide -> guides.put(name, guide)));
        model.addAttribute("guides", guides);
        List<Connection> made = connections.all(ConnectionKind.SOURCE);
        model.addAttribute("made", made.stream().map(Connection::name).collect(Collectors.toSet()));
        model.addAttribute(
                "resting",
                made.stream().filter(it -> sources.find(it.name()).isEmpty()).toList());
        model.addAttribute(
                "readSamples",
                sources.names().stream().filter(trial::isPossible).toList());
        model.addAttribute(
                "canBeAsked",
                sources.names().stream().filter(newest::isPossible).toList());
    }
}
