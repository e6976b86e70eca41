package io.leadloop.ops.imports;

import io.leadloop.conversion.Conversion;
import io.leadloop.conversion.ConversionState;
import io.leadloop.conversion.Refusal;
import io.leadloop.imports.ImportForecast.Account;
import io.leadloop.imports.ImportForecast.Count;
import io.leadloop.imports.ImportForecast.Result;
import io.leadloop.imports.ImportForecast.Unmapped;
import io.leadloop.lead.ClickId;
import io.leadloop.lead.ExternalId;
import io.leadloop.lead.Lead;
import io.leadloop.lead.LeadEvent;
import io.leadloop.lead.LeadId;
import io.leadloop.lead.LeadStanding;
import io.leadloop.lead.Stage;
import io.leadloop.pipeline.Visit;
import io.leadloop.planning.StageReached;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Counts what one file would tell the accounts: each conversion once, as its key is, and none that there is already. */
final class AccountCount implements Count {

    /** Memory does not grow with the file: the first rows stand for a very long one. */
    private static final long MOST = 50_000;

    private static final int MOST_UNMAPPED = 200;

    private final AccountForecast.Parts parts;
    private final Map<String, Stage> stages;
    private final Map<ExternalId, List<ClickId>> clicksOfFile = new HashMap<>();
    private final Set<Key> counted = new HashSet<>();
    private final Map<String, Tally> tallies = new TreeMap<>();
    private final Map<String, Unmapped> unmapped = new LinkedHashMap<>();
    private long rows;
    private boolean isWhole = true;

    /** What makes a conversion the same one. */
    private record Key(LeadId lead, String deal, String stage, String destination) {

        static Key of(Conversion it) {
            return new Key(it.lead(), it.dealId(), it.stage(), it.destination());
        }
    }

    /** One account's sums. */
    private static final class Tally {

        private long told;
        private final Map<String, BigDecimal> value = new TreeMap<>();
        private final Map<String, Long> refused = new TreeMap<>();

        void add(Conversion conversion) {
            if (conversion.state() == ConversionState.REFUSED) {
                refused.merge(words(conversion), 1L, Long::sum);
                return;
            }
            told++;
            if (conversion.value() != null) {
                value.merge(
                        conversion.value().currency().getCurrencyCode(),
                        conversion.value().amount(),
                        BigDecimal::add);
            }
        }

        private static String words(Conversion conversion) {
            return Stream.of(Refusal.values())
                    .filter(it -> it.name().equals(conversion.reason()))
                    .map(Refusal::words)
                    .findFirst()
                    .orElse(String.valueOf(conversion.detail()));
        }
    }

    AccountCount(AccountForecast.Parts parts) {
        this.parts = parts;
        this.stages = parts.stages().all().stream().collect(Collectors.toMap(Stage::id, Function.identity()));
    }

    @Override
    public void add(List<LeadEvent> events) {
        if (rows >= MOST) {
            isWhole = isWhole && events.isEmpty();
            return;
        }
        rows += events.size();
        Map<ExternalId, LeadId> known = parts.leads()
                .resolve(events.stream()
                        .flatMap(it -> Stream.concat(Stream.of(it.subject()), it.aliases().stream()))
                        .collect(Collectors.toSet()));
        Set<LeadId> ids = new HashSet<>(known.values());
        Map<LeadId, Lead> leads = parts.leads().find(ids);
        Map<LeadId, List<ClickId>> clicks = parts.clickIds().of(ids);
        parts.conversions().stepsOf(ids, Instant.EPOCH).forEach(it -> counted.add(Key.of(it)));
        for (LeadEvent event : events) {
            Stage stage = parts.mapping().stageFor(event).map(stages::get).orElse(null);
            if (stage == null) {
                unmapped(event);
            } else {
                Lead lead = leadOf(event, stage, known, leads);
                plan(event, stage, lead, clicksOf(event, clicks.getOrDefault(lead.id(), List.of())));
            }
        }
    }

    private void unmapped(LeadEvent event) {
        String record = event.deal() == null ? "LEAD" : "DEAL";
        Unmapped before = unmapped.get(record + event.status());
        if (before != null || unmapped.size() < MOST_UNMAPPED) {
            unmapped.put(
                    record + event.status(),
                    new Unmapped(event.status(), record, before == null ? 1 : before.rows() + 1));
        }
    }

    private static Lead leadOf(LeadEvent event, Stage stage, Map<ExternalId, LeadId> known, Map<LeadId, Lead> leads) {
        Lead before = Stream.concat(Stream.of(event.subject()), event.aliases().stream())
                .map(known::get)
                .filter(it -> it != null && leads.containsKey(it))
                .map(leads::get)
                .findFirst()
                .orElse(null);
        if (before != null) {
            return before.after(event);
        }
        String name = event.subject().source() + " " + event.subject().type() + " "
                + event.subject().id();
        LeadId id = new LeadId(UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8)));
        return Lead.beginning(id, event, new LeadStanding.Line(event.dealId(), stage, event.occurredAt()));
    }

    /** Clicks that an earlier row of the file told of the same lead count too. */
    private List<ClickId> clicksOf(LeadEvent event, Collection<ClickId> known) {
        List<ClickId> all = new ArrayList<>(clicksOfFile.getOrDefault(event.subject(), List.of()));
        all.addAll(event.clickIds());
        if (!event.clickIds().isEmpty()) {
            clicksOfFile.put(event.subject(), List.copyOf(all));
        }
        all.addAll(known);
        return all;
    }

    private void plan(LeadEvent event, Stage stage, Lead lead, List<ClickId> clicks) {
        StageReached reached =
                new StageReached(lead, clicks, stage, event.dealId(), event.occurredAt(), event.dealValue());
        for (Conversion conversion : parts.planner().plan(reached, Visit.of(event.origin()))) {
            if (counted.add(Key.of(conversion))) {
                tallies.computeIfAbsent(conversion.destination(), it -> new Tally())
                        .add(conversion);
            }
        }
    }

    @Override
    public Result result() {
        List<Account> accounts = new ArrayList<>();
        tallies.forEach((id, tally) -> {
            if (isOn(id)) {
                accounts.add(new Account(name(id), tally.told, tally.value, tally.refused));
            }
        });
        return new Result(rows, isWhole, accounts, List.copyOf(unmapped.values()));
    }

    private boolean isOn(String destination) {
        return parts.destinations().find(destination).filter(it -> it.isOn()).isPresent();
    }

    private String name(String destination) {
        return parts.destinations()
                .find(destination)
                .map(it -> it.profile().name())
                .orElse(destination);
    }
}
