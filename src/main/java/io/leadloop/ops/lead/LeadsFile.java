package io.leadloop.ops.lead;

import io.leadloop.csv.CsvLine;
import io.leadloop.destination.Destinations;
import io.leadloop.lead.Lead;
import io.leadloop.lead.LeadId;
import io.leadloop.lead.Money;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;

/**
 * The leads of the page {@link LeadsPage} as a CSV to download, at most {@link LeadList#LOOKED_AT} of them: times in UTC,
 * amounts in major units, ad accounts by name with a semicolon between them, ids of the CRM and no personal data.
 */
@Controller
class LeadsFile {

    private final LeadList list;
    private final UntoldLeads untold;
    private final Destinations destinations;
    private final Clock clock;

    LeadsFile(LeadList list, UntoldLeads untold, Destinations destinations, Clock clock) {
        this.list = list;
        this.untold = untold;
        this.destinations = destinations;
        this.clock = clock;
    }

    @GetMapping({"/ops/leads.csv", "/api/leads.csv"})
    ResponseEntity<String> download(WantedLeads wanted) {
        List<Lead> leads = list.of(wanted, LeadList.LOOKED_AT, clock.instant());
        Map<LeadId, LeadBrief> briefs = list.briefs(leads);
        Map<LeadId, List<String>> told = list.toldTo(leads, wanted.stage());
        Map<LeadId, Untold> whyNot = wanted.isWithoutAccount() ? untold.of(wanted, leads) : Map.of();
        StringBuilder text = new StringBuilder(
                "source,lead,stage,since,captured_at,country,campaign,deal_amount,deal_currency,told_to,why_not,lead_id\n");
        for (Lead lead : leads) {
            LeadBrief brief = Objects.requireNonNullElse(briefs.get(lead.id()), LeadBrief.UNKNOWN);
            @Nullable Money deal = brief.deal();
            text.append(CsvLine.of(
                    lead.externalId().source(),
                    lead.externalId().id(),
                    lead.stage(),
                    lead.stageAt(),
                    lead.capturedAt(),
                    lead.country(),
                    brief.campaign(),
                    deal == null ? null : deal.amount().toPlainString(),
                    deal == null ? null : deal.currency().getCurrencyCode(),
                    names(told.getOrDefault(lead.id(), List.of())),
                    whyNot.containsKey(lead.id()) ? whyNot.get(lead.id()).words() : null,
                    lead.id().value()));
        }
        String day = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC).toString();
        return ResponseEntity.ok()
                .header(HttpHeaders.CONTENT_TYPE, "text/csv; charset=UTF-8")
                .header(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"leads-" + day + ".csv\"")
                .body(text.toString());
    }

    private String names(List<String> accounts) {
        return accounts.stream()
                .map(it -> destinations.find(it).map(at -> at.profile().name()).orElse(it))
                .collect(Collectors.joining("; "));
    }
}
