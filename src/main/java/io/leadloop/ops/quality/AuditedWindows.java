package io.leadloop.ops.quality;

import io.leadloop.connection.AccountAudits;
import io.leadloop.destination.AccountCatalogue;
import io.leadloop.destination.AccountCatalogue.Listing;
import io.leadloop.destination.CatalogueAction;
import io.leadloop.destination.Destinations;
import io.leadloop.pipeline.LivePipeline;
import io.leadloop.pipeline.ReportLine;
import io.leadloop.quality.ActionWindows;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;

/** The click windows of actions, as accounts told them when they were asked for their actions last. */
@Component
class AuditedWindows implements ActionWindows {

    private final AccountAudits audits;
    private final Destinations destinations;
    private final LivePipeline live;

    AuditedWindows(AccountAudits audits, Destinations destinations, LivePipeline live) {
        this.audits = audits;
        this.destinations = destinations;
        this.live = live;
    }

    @Override
    public Map<String, Map<String, Integer>> days() {
        List<ReportLine> lines = live.pipeline().reports();
        Map<String, Map<String, Integer>> days = new HashMap<>();
        audits.all().forEach(audited -> {
            Listing listing = audited.listing();
            AccountCatalogue catalogue = destinations
                    .find(audited.account())
                    .flatMap(it -> it.catalogue())
                    .orElse(null);
            if (listing == null || catalogue == null) {
                return;
            }
            lines.stream()
                    .filter(it -> it.destination().equals(audited.account()))
                    .forEach(line -> catalogue
                            .referenceOf(line.action())
                            .flatMap(listing::find)
                            .map(CatalogueAction::clickWindowDays)
                            .ifPresent(window -> days.computeIfAbsent(audited.account(), it -> new HashMap<>())
                                    .put(line.action(), window)));
        });
        return days;
    }
}
