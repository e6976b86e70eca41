package io.leadloop.crm;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.leadloop.http.HttpSettings;
import io.leadloop.http.OutsideHttp;
import io.leadloop.inbox.Delivery;
import io.leadloop.inbox.SourceChange;
import io.leadloop.inbox.SweepMarks;
import io.leadloop.inbox.Untranslatable;
import io.leadloop.lead.LeadEvent;
import io.leadloop.support.TestClock;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiFunction;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

/** A source as the configuration makes it, and what happens to a webhook on its way. */
public final class ConfiguredSource {

    public final TestClock clock = new TestClock();
    public final CrmSource source;

    /**
     * @param keys those of the source; an empty value takes a key out of them
     */
    @SafeVarargs
    public ConfiguredSource(
            String name, BiFunction<OutsideHttp, TestClock, CrmSourceType> type, Map<String, String>... keys) {
        clock.set("2026-10-03T10:25:00Z");
        Map<String, String> all = new HashMap<>();
        for (Map<String, String> some : keys) {
            some.forEach((key, value) -> all.put("crm." + key, value));
        }
        all.values().removeIf(String::isEmpty);
        OutsideHttp http = new OutsideHttp(
                new HttpSettings(Duration.ofSeconds(20), Duration.ofSeconds(20)), new ObjectMapper(), clock);
        source = type.apply(http, clock).create(name, "crm", new Binder(new MapConfigurationPropertySource(all)));
    }

    public List<Delivery> receive(String body, Map<String, String> headers) throws WebhookRefused {
        return receive(body, null, headers);
    }

    public List<Delivery> receive(String body, String token, Map<String, String> headers) throws WebhookRefused {
        Map<String, String> anyCase = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        anyCase.putAll(headers);
        return source.receive(new WebhookRequest(body.getBytes(StandardCharsets.UTF_8), token, anyCase::get));
    }

    /** All the way: completed where it has to be, read. */
    public SourceChange means(Delivery delivery) throws CrmUnavailable, Untranslatable {
        byte[] payload = delivery.payload();
        CrmLookup lookup = (CrmLookup) source;
        return source.read(lookup.needsLookup(payload) ? lookup.lookUp(payload) : payload);
    }

    public LeadEvent lead(Delivery delivery) throws CrmUnavailable, Untranslatable {
        SourceChange change = means(delivery);
        if (change instanceof SourceChange.Event event) {
            return event.event();
        }
        throw new AssertionError("is " + change);
    }

    public String irrelevance(Delivery delivery) throws CrmUnavailable, Untranslatable {
        SourceChange change = means(delivery);
        if (change instanceof SourceChange.Irrelevant irrelevant) {
            return irrelevant.reason();
        }
        throw new AssertionError("is " + change);
    }

    /** Everything that a sweep since then brings. */
    public List<Delivery> sweep(String record, java.time.Instant since) throws CrmUnavailable {
        CrmSweep sweep = (CrmSweep) source;
        CrmSweep.Page page = sweep.changesSince(record, new SweepMarks.Mark(since, ""));
        List<Delivery> found = new ArrayList<>(page.changes());
        for (int pages = 1; page.more(); pages++) {
            if (pages > 100) {
                throw new AssertionError("the sweep does not end");
            }
            page = sweep.changesSince(record, page.next());
            found.addAll(page.changes());
        }
        return found;
    }
}
